#pragma once

#include "domain/ids.h"
#include "storage/connection.h"

#include <vector>

namespace campanile {

/// Where the wall clock stood when the clock since boot stood at `boot`; true until the next reading.
struct ClockReading {
    BootTime boot;
    WallTime wall;
    ProcessId newest; ///< the newest process when it was taken
};

/// What earlier processes of this boot wrote down about the clocks. Thread: the connection's. Throws StorageError.
class ClockStore {
public:
    explicit ClockStore(Connection &db)
        : m_db(db)
    {
    }

    /// Those of this boot, earliest first; no process of an earlier boot is newer than the first one tells.
    [[nodiscard]] std::vector<ClockReading> readings(const std::string &bootId);
    /// Keeps a reading and lets go of those that say nothing any more: of other boots, and of what ended before
    /// `needed`, but for the first.
    void add(const std::string &bootId, const ClockReading &reading, BootTime needed);

private:
    Connection &m_db;
};

} // namespace campanile
