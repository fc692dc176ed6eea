#include "storage/lease_store.h"

#include "storage/process_store.h"

namespace campanile {

bool LeaseStore::take(const char *name, ProcessId process, WallTime now)
{
    if (isHeldBy(name, process)) {
        return true;
    }
    const std::int64_t taken =
        m_db.execute("INSERT INTO leases (name, holder, since) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE"
                     " SET holder = excluded.holder, since = excluded.since"
                     " WHERE NOT EXISTS (SELECT 1 FROM processes p WHERE p.id = leases.holder AND p.state = ?)",
                     name, process, now, ProcessState::Alive);
    return taken == 1;
}

bool LeaseStore::isHeldBy(const char *name, ProcessId process)
{
    return m_db
        .integer("SELECT 1 FROM leases l JOIN processes p ON p.id = l.holder"
                 " WHERE l.name = ? AND l.holder = ? AND p.state = ?",
                 name, process, ProcessState::Alive)
        .has_value();
}

ProcessId LeaseStore::holder(const char *name)
{
    return ProcessId{m_db.integer("SELECT holder FROM leases WHERE name = ?", name).value_or(0)};
}

} // namespace campanile
