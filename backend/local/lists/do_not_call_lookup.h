#pragma once

#include "storage/database.h"
#include "storage/limit_store.h"

namespace campanile {

/// The do-not-call list as an import asks it, row by row while others add to it: on a reading connection of its own,
/// so that neither the list's size nor the import's length costs anybody else memory or time.
/// Thread: one. Throws StorageError.
class DoNotCallLookup {
public:
    DoNotCallLookup(const Database &database, WorkspaceId workspace)
        : m_db(database.open(Connection::Access::ReadOnly))
        , m_workspace(workspace)
    {
    }

    /// The entry of a number that is listed; nothing when it may be called.
    [[nodiscard]] std::optional<DoNotCallEntry> find(E164 number)
    {
        return LimitStore(*m_db).findBlocked(m_workspace, number);
    }

private:
    std::unique_ptr<Connection> m_db;
    WorkspaceId m_workspace;
};

} // namespace campanile
