#pragma once

#include "domain/credit.h"
#include "storage/write_transaction.h"

#include <map>

namespace campanile {

/// Credit as one transaction moves it: read once, written once by `save`. What a call may cost is set aside before it
/// is dialled and given back when it has ended; what it did cost goes through the ledger.
/// Requirements B0-06, B0-32, T-05, T-06, I-24…I-27. Thread: the writer's. Throws StorageError.
class CreditBook {
public:
    explicit CreditBook(WriteTransaction &transaction)
        : m_tx(transaction)
    {
    }

    /// Sets `amount` aside if it is available, after an automatic reload if the account has one. An account that cannot
    /// be read has nothing.
    [[nodiscard]] bool reserve(WorkspaceId workspace, Money amount);
    /// What is available beyond all that is set aside, after an automatic reload if less than `needed` is. An account
    /// that cannot be read has nothing.
    [[nodiscard]] Money spare(WorkspaceId workspace, Money needed);
    /// A call has ended: what was set aside is free again, and what it cost is charged; a cost of zero leaves no entry.
    void settle(WorkspaceId workspace, AttemptId attempt, Money reserved, Money cost);
    /// Paid in, or corrected, by a person.
    void pay(WorkspaceId workspace, CreditKind kind, Money amount, const QString &note);

    /// Writes the accounts that moved, and tells when one has fallen below its limit.
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
