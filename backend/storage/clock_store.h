#pragma once

#include "domain/ids.h"
#include "storage/connection.h"

#include <vector>

namespace campanile {

/// Where the wall clock stood when the clock since boot stood at `boot`; valid until the next reading.
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

    /// The readings of this boot, earliest first. No process of an earlier boot is newer than `newest` of the first
    /// reading.
    [[nodiscard]] std::vector<ClockReading> readings(const std::string &bootId);
    /// Adds a reading, and removes those that are not needed any more: the readings of other boots, and, except the
    /// first, those that were followed by another one before `needed`.
    void add(const std::string &bootId, const ClockReading &reading, BootTime needed);

private:
    Connection &m_db;
};

} // namespace campanile
