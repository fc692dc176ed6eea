#pragma once

#include "domain/ids.h"
#include "storage/connection.h"

namespace campanile {

/// Leases on work that only one process may do at a time. A lease lasts as long as its holder's row in `processes` says
/// that it is alive, so that a lease and the fence of its holder cannot contradict each other.
/// Thread: the connection's. Throws StorageError.
class LeaseStore {
public:
    /// Its holder materializes the plans of campaigns and takes over the attempts of dead processes.
    static constexpr const char *scheduler = "scheduler";

    explicit LeaseStore(Connection &db)
        : m_db(db)
    {
    }

    /// Takes the lease unless a living process holds it. Answers whether `process`, which must be alive, holds it now.
    bool take(const char *name, ProcessId process, WallTime now);
    /// Whether the process holds the lease and is alive. To be called in the transaction that does the work.
    [[nodiscard]] bool isHeldBy(const char *name, ProcessId process);
    /// The last process that took the lease, alive or not; null when nobody ever has.
    [[nodiscard]] ProcessId holder(const char *name);

private:
    Connection &m_db;
};

} // namespace campanile
