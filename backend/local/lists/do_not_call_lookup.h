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

    /// Why the number is not taken; empty when it may be called.
    [[nodiscard]] QString refusalOf(E164 number) { return refusal(LimitStore(*m_db).findBlocked(m_workspace, number)); }

    /// The same for an entry that was read elsewhere.
    [[nodiscard]] static QString refusal(const std::optional<DoNotCallEntry> &entry)
    {
        return entry
                   ? QStringLiteral("The number is on the do-not-call list since %1 (UTC) and is never called. If its "
                                    "owner wants to be called again, take it off that list first.")
                         .arg(entry->addedAt.toUtc().date().toString(Qt::ISODate))
                   : QString();
    }

private:
    std::unique_ptr<Connection> m_db;
    WorkspaceId m_workspace;
};

} // namespace campanile
