#include "local/credit/local_credit_service.h"

#include "domain/ceilings.h"
#include "engine/gate/credit_book.h"
#include "local/editing.h"
#include "local/input_check.h"
#include "local/once.h"
#include "storage/credit_store.h"

namespace campanile {

namespace {

constexpr Money smallest{1};
// A reload costs the payer a transaction; below this the fee is more than the credit.
constexpr Money smallestReload = Money::of(1);

Result<CreditAccount> accountOf(Connection &db, WorkspaceId workspace)
{
    std::optional<CreditAccount> account = CreditStore(db).account(workspace);
    return account ? Result<CreditAccount>(std::move(*account)) : notFound<CreditAccount>("credit account");
}

Result<void> checkReload(const AutoReload &rule)
{
    if (rule.amount == Money{}) { // the rule is off: its other members are kept and not checked
        return firstFailure({checkAmount("#/auto_reload/below", "The limit", rule.below, {}, ceilings::payment),
                             checkAmount("#/auto_reload/monthly_limit", "The monthly limit", rule.monthlyLimit, {},
                                         ceilings::balance)});
    }
    if (auto r = firstFailure({checkAmount("#/auto_reload/amount", "The amount to reload, unless it is 0 (never),",
                                           rule.amount, smallestReload, ceilings::payment),
                               checkAmount("#/auto_reload/below", "The limit below which credit is bought", rule.below,
                                           smallest, ceilings::payment),
                               checkAmount("#/auto_reload/monthly_limit", "The monthly limit", rule.monthlyLimit, {},
                                           ceilings::balance)});
        !r) {
        return r;
    }
    if (rule.monthlyLimit > Money{} && rule.monthlyLimit < rule.amount) {
        return invalidMember("#/auto_reload/monthly_limit",
                             QStringLiteral("The monthly limit is less than one reload, so nothing would ever be "
                                            "bought. Raise it, or use 0 for no limit."));
    }
    return {};
}

} // namespace

void LocalCreditService::account(const Caller &caller, Reply<CreditAccount> reply)
{
    if (!isAllowed(caller, Scope::ConfigRead, reply)) {
        return;
    }
    m_core.readers.read<CreditAccount>(
        [workspace = caller.workspace](Connection &db) { return accountOf(db, workspace); }, std::move(reply));
}

void LocalCreditService::topUp(const Caller &caller, Money amount, QString note, Answering<CreditAccount> answering)
{
    if (!isAllowed(caller, Scope::BillingWrite, answering)) {
        return;
    }
    if (const auto checked = firstFailure({checkAmount("#/amount", "The amount", amount, smallest, ceilings::payment),
                                           checkLength("#/note", "The note", note, 0, ceilings::noteLength)});
        !checked) {
        answering(checked.error());
        return;
    }
    pay(caller, CreditKind::TopUp, amount, note, std::move(answering));
}

void LocalCreditService::correct(const Caller &caller, Money amount, QString note, Answering<CreditAccount> answering)
{
    if (!isAllowed(caller, Scope::BillingWrite, answering)) {
        return;
    }
    auto checked = firstFailure({checkAmount("#/amount", "The amount", amount, -ceilings::payment, ceilings::payment),
                                 checkLength("#/note", "The note, which says why,", note, 1, ceilings::noteLength)});
    if (checked && amount == Money{}) {
        checked = invalidMember("#/amount", QStringLiteral("A correction of 0 corrects nothing; leave it out."));
    }
    if (!checked) {
        answering(checked.error());
        return;
    }
    pay(caller, CreditKind::Correction, amount, note, std::move(answering));
}

void LocalCreditService::pay(const Caller &caller, CreditKind kind, Money amount, const QString &note,
                             Answering<CreditAccount> answering)
{
    makeOnce<CreditAccount>(
        m_core, caller,
        asEdit<CreditAccount>(
            caller.workspace,
            [workspace = caller.workspace, kind, amount,
             note = note.trimmed()](WriteTransaction &tx) -> Result<CreditAccount> {
                Result<CreditAccount> account = accountOf(tx.db, workspace);
                if (!account) {
                    return account;
                }
                const Money then = account->balance + amount;
                if (then > ceilings::balance || then < -ceilings::balance) {
                    return {ErrorCode::Conflict,
                            QStringLiteral("The balance would leave what an account can hold (1,000,000,000 of its "
                                           "currency either way). Use a smaller amount."),
                            QStringLiteral("#/amount")};
                }
                CreditBook book(tx);
                book.pay(workspace, kind, amount, note);
                book.save();
                tx.changes.credit = true;
                return accountOf(tx.db, workspace);
            }),
        std::move(answering),
        [this](const CreditAccount &) { m_core.onEngine([](Engine &engine) { engine.limitsChanged(); }); });
}

void LocalCreditService::change(WorkspaceId workspace, std::function<void(CreditAccount &)> edit,
                                Reply<CreditAccount> reply)
{
    submitEdit<CreditAccount>(
        m_core, workspace,
        [workspace, edit = std::move(edit)](WriteTransaction &tx) -> Result<CreditAccount> {
            Result<CreditAccount> account = accountOf(tx.db, workspace);
            if (account) {
                edit(*account);
                CreditStore(tx.db).update(workspace, *account);
                tx.changes.credit = true;
            }
            return account;
        },
        std::move(reply));
}

void LocalCreditService::setAutoReload(const Caller &caller, AutoReload rule, Reply<CreditAccount> reply)
{
    if (!isAllowed(caller, Scope::BillingWrite, reply)) {
        return;
    }
    if (const Result<void> checked = checkReload(rule); !checked) {
        reply(checked.error());
        return;
    }
    change(
        caller.workspace, [rule](CreditAccount &account) { account.reload = rule; }, std::move(reply));
}

void LocalCreditService::setLowBalance(const Caller &caller, Money below, Reply<CreditAccount> reply)
{
    if (!isAllowed(caller, Scope::BillingWrite, reply)) {
        return;
    }
    if (const auto checked = checkAmount("#/low_balance_below", "The limit", below, {}, ceilings::payment); !checked) {
        reply(checked.error());
        return;
    }
    change(
        caller.workspace, [below](CreditAccount &account) { account.lowBelow = below; }, std::move(reply));
}

void LocalCreditService::entries(const Caller &caller, std::int64_t after, int limit,
                                 Reply<Page<CreditEntry, std::int64_t>> reply)
{
    if (!isAllowed(caller, Scope::ConfigRead, reply)) {
        return;
    }
    using Entries = Page<CreditEntry, std::int64_t>;
    if (const auto checked = checkPageSize(limit); !checked) {
        reply(checked.error());
        return;
    }
    m_core.readers.read<Entries>(
        [workspace = caller.workspace, after, limit](Connection &db) -> Result<Entries> {
            Entries page;
            page.rows = CreditStore(db).entries(workspace, after, limit + 1);
            page.next = 0;
            if (page.rows.size() > static_cast<std::size_t>(limit)) {
                page.rows.pop_back();
                page.next = page.rows.back().id;
            }
            return page;
        },
        std::move(reply));
}

} // namespace campanile
