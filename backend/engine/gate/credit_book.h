#pragma once

#include "domain/credit.h"
#include "storage/write_transaction.h"

#include <map>

namespace campanile {

/// The credit accounts as one transaction moves them: each is read once, and `save` writes it once. The price of a
/// minute is set aside before a call is dialled and given back when the call has ended; what the call cost is an entry
/// in the ledger. Promises B0-06, B0-32, T-05, T-06, I-24…I-27. Thread: the writer's. Throws StorageError.
class CreditBook {
public:
    explicit CreditBook(WriteTransaction &transaction)
        : m_tx(transaction)
    {
    }

    /// The account as this transaction has moved it; null when it cannot be read. Valid as long as this object.
    [[nodiscard]] const CreditAccount *account(WorkspaceId workspace);
    /// Sets `amount` aside if it is available, after an automatic reload if the account has one. An account that cannot
    /// be read has no credit.
    [[nodiscard]] bool reserve(WorkspaceId workspace, Money amount);
    /// Answers what is available beyond everything that is set aside, after an automatic reload if less than `needed`
    /// is available. An account that cannot be read has no credit.
    [[nodiscard]] Money spare(WorkspaceId workspace, Money needed);
    /// A call has ended: the amount that was set aside is available again, and the cost is charged. A cost of zero
    /// leaves no entry.
    void settle(WorkspaceId workspace, AttemptId attempt, Money reserved, Money cost);
    /// A person has paid in or corrected the balance.
    void pay(WorkspaceId workspace, CreditKind kind, Money amount, const QString &note);

    /// Writes the accounts that moved, and adds an event for an account that has fallen below its limit.
    void save();

private:
    struct Entry {
        CreditAccount account;
        bool known = false;
        bool moved = false;
    };
    Entry &entry(WorkspaceId workspace);
    void reload(WorkspaceId workspace, Entry &entry, Money needed);

    WriteTransaction &m_tx;
    std::map<WorkspaceId, Entry> m_entries;
};

} // namespace campanile
