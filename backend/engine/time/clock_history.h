#pragma once

#include "storage/clock_store.h"

#include <optional>
#include <vector>

namespace campanile {

/// Tells how long ago an instant on the wall clock really was, even when that clock was set since. Each process writes
/// down where the wall clock stands against the clock since boot, and again when that changes. For the time before this
/// boot there is only the wall clock.
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

    /// The windows of the wall clock in which the last `span` of time lies. Everything that happened in it is in one of
    /// them.
    [[nodiscard]] std::vector<Window> last(Milliseconds span) const;
    /// How long ago this process wrote down `at`: the shortest time that it can be, 0 for what seems to
    /// lie in the future.
    [[nodiscard]] Microseconds age(WallTime at, ProcessId process) const;

    /// An instant that this process wrote down, as the wall clock shows it now. When it may have been written before
    /// the clock was set or after, the later one is taken, so that nobody is called too soon.
    [[nodiscard]] WallTime asShownNow(WallTime at, ProcessId process) const;

    /// Whether the wall clock was set since the last reading; slewing does not count.
    [[nodiscard]] bool hasMoved() const;
    /// By how much the wall clock was set since; nothing when there is no reading of this boot.
    [[nodiscard]] std::optional<Milliseconds> moved() const;

private:
    [[nodiscard]] BootTime endOf(std::size_t reading) const;

    std::vector<ClockReading> m_readings;
    WallTime m_wallNow;
    BootTime m_bootNow;
};

} // namespace campanile
