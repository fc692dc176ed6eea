#include "simulation/truth/plan.h"

namespace campanile::simulation {

bool HoursRule::isOpen(WallTime at) const
{
    constexpr std::int64_t minuteMs = 60'000;
    constexpr std::int64_t dayMinutes = 1'440;
    int offset = zone.empty() ? 0 : zone.front().minutes;
    for (const ZoneOffset &change : zone) {
        if (at >= change.from) {
            offset = change.minutes;
        }
    }
    const std::int64_t minutes = at.ms / minuteMs + offset;
    const std::int64_t day = (minutes / dayMinutes + 3) % 7; // 1 January 1970 was a Thursday
    const std::int64_t minute = minutes % dayMinutes;
    return ((days >> day) & 1U) != 0 && minute >= fromMinute && minute < toMinute;
}

} // namespace campanile::simulation
