#pragma once

#include "core/clock.h"
#include "domain/ids.h"
#include "domain/money.h"

#include <QString>

namespace campanile {

/// Why money moved. Stored by number: values never change meaning.
enum class CreditKind {
    TopUp = 1,      ///< paid in by a person
    AutoReload = 2, ///< paid in by the rule of the account
    Call = 3,       ///< a conversation was settled; negative
    Correction = 4, ///< by an administrator, with a note; either sign
};

/// One line of the ledger, which is only ever added to. The balance is its sum (B0-32, T-05).
struct CreditEntry {
    std::int64_t id = 0;
    WallTime at;
    CreditKind kind = CreditKind::TopUp;
    Money amount;
    AttemptId attempt; ///< of a Call
    QString note;

    friend bool operator==(const CreditEntry &, const CreditEntry &) = default;
};

/// When credit is bought without a person (T-06).
struct AutoReload {
    Money below;        ///< as soon as less than this is available
    Money amount;       ///< how much at a time; zero: never
    Money monthlyLimit; ///< at most so much in one calendar month, UTC; zero: no limit

    friend bool operator==(const AutoReload &, const AutoReload &) = default;
};

/// The credit of a workspace. A call sets one minute at its trunk's price aside before it is dialled, so that what is
/// available never counts on money that calls under way may yet need.
struct CreditAccount {
    QString currency;
    Money balance;
    Money reserved;
    Money lowBelow; ///< `billing.low_balance` is told once when less is available; zero: never
    AutoReload reload;
    int reloadMonth = 0; ///< years × 12 + months, UTC, that `reloaded` belongs to
    Money reloaded;      ///< bought automatically in that month

    [[nodiscard]] Money available() const { return balance - reserved; }
    /// What is available at `now`, with what an automatic reload would buy if less than `needed` is.
    [[nodiscard]] Money spendable(WallTime now, Money needed) const;

    friend bool operator==(const CreditAccount &, const CreditAccount &) = default;
};

/// How much the account's rule buys at `now`, when `needed` is asked for: nothing, or one or more whole amounts, as
/// many as bring what is available back to the limit, and as few as the month's limit leaves.
Money reloadDue(const CreditAccount &account, WallTime now, Money needed = {});

/// The month of an instant, as CreditAccount::reloadMonth counts.
int monthOf(WallTime instant);

/// Its first instant.
WallTime startOfMonth(int month);

} // namespace campanile
