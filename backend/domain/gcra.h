#pragma once

#include "core/clock.h"

#include <algorithm>

namespace campanile {

/// The generic cell rate algorithm (ITU-T I.371): a leaky bucket whose whole state is one instant, the theoretical
/// arrival time of the next call. With burst 1, calls are spaced evenly and "30 per minute" holds in every minute.
struct Gcra {
    Milliseconds interval{0}; ///< 60 s divided by the rate; zero or less means no limit
    int burst = 1;            ///< calls that may go at once after a pause; at least 1

    static Gcra perMinute(int rate)
    {
        return {rate > 0 ? Milliseconds((60'000 + rate - 1) / rate) : Milliseconds(0), 1};
    }

    [[nodiscard]] bool limits() const { return interval > Milliseconds(0); }

    /// The first instant, not before `now`, at which a call may go.
    [[nodiscard]] WallTime earliest(WallTime tat, WallTime now) const
    {
        return limits() ? std::max(now, tat - interval * (burst - 1)) : now;
    }
    /// The state after a call at `now`, which `earliest` must have allowed.
    [[nodiscard]] WallTime afterCall(WallTime tat, WallTime now) const
    {
        return limits() ? std::max(tat, now) + interval : tat;
    }
    /// The saved state as far as it is plausible at `now`: it lies ahead by at most one interval for each call of the
    /// burst. A later state was saved before the clock was set back.
    [[nodiscard]] WallTime believed(WallTime saved, WallTime now) const
    {
        return limits() ? std::min(saved, now + interval * burst) : saved;
    }
};

} // namespace campanile
