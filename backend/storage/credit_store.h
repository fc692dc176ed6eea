#pragma once

#include "domain/credit.h"
#include "storage/connection.h"

#include <optional>
#include <vector>

namespace campanile {

/// The credit of workspaces: the account and its ledger, which is only ever added to. Whoever adds an entry moves the
/// balance in the same transaction. Thread: the connection's. Throws StorageError.
class CreditStore {
public:
    explicit CreditStore(Connection &db)
        : m_db(db)
    {
    }

    [[nodiscard]] std::optional<CreditAccount> account(WorkspaceId workspace);
    /// The same, with what the account has bought automatically in the month of `now`. When the account last bought in
    /// another month, that amount is taken from the ledger, so that a clock that is set forward and back again buys no
    /// month twice.
    [[nodiscard]] std::optional<CreditAccount> accountAt(WorkspaceId workspace, WallTime now);
    void update(WorkspaceId workspace, const CreditAccount &account);
    /// Whether `low_balance` has been announced since the account was last above its limit.
    [[nodiscard]] bool lowTold(WorkspaceId workspace);
    void setLowTold(WorkspaceId workspace, bool told);

    void add(WorkspaceId workspace, WallTime at, CreditKind kind, Money amount, AttemptId attempt = {},
             const QString &note = {});
    /// Newest first, before `before` (0: from the newest).
    [[nodiscard]] std::vector<CreditEntry> entries(WorkspaceId workspace, std::int64_t before, int limit);
    [[nodiscard]] Money sum(WorkspaceId workspace);

private:
    [[nodiscard]] Money reloadedIn(WorkspaceId workspace, int month);

    Connection &m_db;
};

} // namespace campanile
