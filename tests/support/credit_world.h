#pragma once

#include "engine/gate/credit_book.h"
#include "storage/credit_store.h"
#include "support/durations.h"
#include "support/manual_world.h"

namespace campanile::test {

inline constexpr Money price = Money::of(0, 60);

/// Calls cost `price` a minute; the account starts with `paid`.
class CreditWorld : public ManualWorld {
public:
    explicit CreditWorld(Money paid)
    {
        Trunk priced = trunk;
        priced.pricePerMinute = price;
        save(priced);
        pay(CreditKind::TopUp, paid);
    }

    void pay(CreditKind kind, Money amount)
    {
        write([&](WriteTransaction &transaction) {
            CreditBook book(transaction);
            book.pay(workspace.id, kind, amount, QStringLiteral("by the test"));
            book.save();
        });
        life->engine.limitsChanged();
        life->runFor(second);
    }
    void set(const std::function<void(CreditAccount &)> &change)
    {
        CreditAccount changed = account();
        change(changed);
        CreditStore(db).update(workspace.id, changed);
    }
    [[nodiscard]] CreditAccount account() { return CreditStore(db).account(workspace.id).value(); }
    [[nodiscard]] Money paidBy(CreditKind kind)
    {
        return {db.integer("SELECT sum(amount) FROM credit_ledger WHERE kind = ?", kind).value_or(0)};
    }
    [[nodiscard]] std::int64_t entries() { return db.integer("SELECT count(*) FROM credit_ledger").value_or(0); }
    /// An active campaign with this number of people.
    Campaign dialling(
        int people, const std::function<void(Campaign &)> &change = [](Campaign &) {})
    {
        Campaign campaign = bulkPlan(*this);
        change(campaign);
        added(*this, campaign);
        addTargets(campaign.id, people);
        begin(campaign.id);
        return campaign;
    }
    /// The ledger sums to the balance, and what is set aside is what open attempts hold (B0-32).
    [[nodiscard]] bool isExact()
    {
        const CreditAccount now = account();
        return CreditStore(db).sum(workspace.id) == now.balance &&
               AttemptStore(db).reserved(workspace.id) == now.reserved;
    }
};

} // namespace campanile::test
