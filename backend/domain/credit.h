#pragma once

#include "core/clock.h"
#include "domain/ids.h"
#include "domain/money.h"

#include <QString>

namespace campanile {

/// Why money moved. Stored by number: values never change meaning.
enum class CreditKind {
    TopUp = 1,      ///< a person paid it in
    AutoReload = 2, ///< the account's rule bought it
    Call = 3,       ///< a conversation was settled; negative
    Correction = 4, ///< an administrator corrected the balance, with a note; either sign
};

/// One line of the ledger, to which lines are only ever added. The balance is its sum (B0-32, T-05).
struct CreditEntry {
    std::int64_t id = 0;
    WallTime at;
    CreditKind kind = CreditKind::TopUp;
    Money amount;
    AttemptId attempt; ///< of a Call
    QString note;

    friend bool operator==(const CreditEntry &, const CreditEntry &) = default;
};

/// The rule by which credit is bought automatically (T-06).
struct AutoReload {
    Money below;        ///< credit is bought as soon as less than this is available
    Money amount;       ///< how much is bought at a time; zero: nothing is bought
    Money monthlyLimit; ///< the most that is bought in one calendar month, UTC; zero: no limit

    friend bool operator==(const AutoReload &, const AutoReload &) = default;
};

/// The credit of a workspace. One minute at the trunk's price is set aside before a call is dialled, so that the
/// available credit never includes money that calls in progress may still need.
struct CreditAccount {
    QString currency;
    Money balance;
    Money reserved;
    Money lowBelow; ///< the event `billing.low_balance` is written once when less than this is available; zero: never
    AutoReload reload;
    int reloadMonth = 0; ///< the month of `reloaded`: years × 12 + months, UTC
    Money reloaded;      ///< bought automatically in that month

    [[nodiscard]] Money available() const { return balance - reserved; }
    /// The credit that can be spent at `now`: what is available, plus what an automatic reload would buy when less than
    /// `needed` is available.
    [[nodiscard]] Money spendable(WallTime now, Money needed) const;

    friend bool operator==(const CreditAccount &, const CreditAccount &) = default;
};

/// How much the account's rule buys at `now` when `needed` is asked for: nothing, or as many whole amounts as bring the
/// available credit back to the limit, but no more than the month's limit allows.
Money reloadDue(const CreditAccount &account, WallTime now, Money needed = {});

/// The month of an instant, as CreditAccount::reloadMonth counts.
int monthOf(WallTime instant);

/// The first instant of a month.
WallTime startOfMonth(int month);

} // namespace campanile
