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
    void update(WorkspaceId workspace, const CreditAccount &account);
    /// `low_balance` has been told since the account was last above its limit.
    [[nodiscard]] bool lowTold(WorkspaceId workspace);
    void setLowTold(WorkspaceId workspace, bool told);

    void add(WorkspaceId workspace, WallTime at, CreditKind kind, Money amount, AttemptId attempt = {},
             const QString &note = {});
    /// Newest first, before `before` (0: from the newest).
    [[nodiscard]] std::vector<CreditEntry> entries(WorkspaceId workspace, std::int64_t before, int limit);
    [[nodiscard]] Money sum(WorkspaceId workspace);

private:
    Connection &m_db;
};

} // namespace campanile
