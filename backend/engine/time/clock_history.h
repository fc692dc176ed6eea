#pragma once

#include "storage/clock_store.h"

#include <optional>
#include <vector>

namespace campanile {

/// How long ago an instant on the wall clock really was, whatever was done to that clock since: each process writes
/// down where it stood to the clock since boot, and again when that changes.
/// Before this boot there is only the wall clock to go by.
/// Thread: any one.
class ClockHistory {
public:
    /// A stretch of the wall clock, its ends included.
    struct Window {
        WallTime from;
        WallTime to;
    };

    /// @param readings of this boot, earliest first
    ClockHistory(std::vector<ClockReading> readings, WallTime wallNow, BootTime bootNow);

    /// Where on the wall clock the last `span` of time lies: everything that happened in it is in one of these.
    [[nodiscard]] std::vector<Window> last(Milliseconds span) const;
    /// How long ago this process wrote down `at`: the shortest time that it can be, 0 for what seems to
    /// lie in the future.
    [[nodiscard]] Microseconds age(WallTime at, ProcessId process) const;

    /// Whether the wall clock stands elsewhere now than the last reading says; slewing does not count.
    [[nodiscard]] bool hasMoved() const;
    /// By how much it was set since; nothing when there is no reading of this boot.
    [[nodiscard]] std::optional<Milliseconds> moved() const;

private:
    [[nodiscard]] BootTime endOf(std::size_t reading) const;

    std::vector<ClockReading> m_readings;
    WallTime m_wallNow;
    BootTime m_bootNow;
};

} // namespace campanile
