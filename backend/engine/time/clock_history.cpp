#include "engine/time/clock_history.h"

#include <algorithm>
#include <limits>

namespace campanile {

namespace {

// A reading reads two clocks one after the other, and time servers slew the wall clock.
constexpr Milliseconds slack{100};
constexpr WallTime endOfTime{std::numeric_limits<std::int64_t>::max()};

Milliseconds between(WallTime earlier, WallTime later)
{
    return Milliseconds(later.ms - earlier.ms);
}

Milliseconds between(BootTime earlier, BootTime later)
{
    return std::chrono::duration_cast<Milliseconds>(later - earlier);
}

} // namespace

ClockHistory::ClockHistory(std::vector<ClockReading> readings, WallTime wallNow, BootTime bootNow)
    : m_readings(std::move(readings))
    , m_wallNow(wallNow)
    , m_bootNow(bootNow)
{
}

BootTime ClockHistory::endOf(std::size_t reading) const
{
    return reading + 1 < m_readings.size() ? m_readings[reading + 1].boot : m_bootNow;
}

std::vector<ClockHistory::Window> ClockHistory::last(Milliseconds span) const
{
    std::vector<Window> windows{{m_wallNow - span, endOfTime}};
    const BootTime since = m_bootNow + (-span);
    for (std::size_t i = 0; i < m_readings.size(); ++i) {
        const ClockReading &reading = m_readings[i];
        if (endOf(i) >= since) {
            const Milliseconds skipped = std::max(between(reading.boot, since), Milliseconds(0));
            windows.push_back({reading.wall + skipped - slack, reading.wall + between(reading.boot, endOf(i)) + slack});
        }
    }
    return windows;
}

Microseconds ClockHistory::age(WallTime at, ProcessId process) const
{
    if (m_readings.empty() || process < m_readings.front().newest) {
        return std::max(between(at, m_wallNow), Milliseconds(0));
    }
    for (std::size_t i = m_readings.size(); i-- > 0;) {
        const Milliseconds into = between(m_readings[i].wall, at);
        if (into >= -slack && into <= between(m_readings[i].boot, endOf(i)) + slack) {
            return std::max(m_bootNow - (m_readings[i].boot + into), Microseconds(0));
        }
    }
    return Microseconds(0); // no reading covers it, so it counts as now
}

WallTime ClockHistory::asShownNow(WallTime at, ProcessId process) const
{
    const auto ifNoted = std::chrono::duration_cast<Milliseconds>(age(at, process));
    const Milliseconds ifUnset = between(at, m_wallNow);
    if (!hasMoved()) {
        // Slewing moves an instant by little, and that is left out.
        return std::chrono::abs(ifNoted - ifUnset) <= slack ? at : m_wallNow - ifNoted;
    }
    return m_wallNow - (ifUnset < Milliseconds(0) ? ifNoted : std::min(ifNoted, ifUnset));
}

bool ClockHistory::hasMoved() const
{
    const std::optional<Milliseconds> by = moved();
    return !by || std::chrono::abs(*by) > slack;
}

std::optional<Milliseconds> ClockHistory::moved() const
{
    if (m_readings.empty()) {
        return std::nullopt;
    }
    const ClockReading &known = m_readings.back();
    return between(known.wall, m_wallNow) - between(known.boot, m_bootNow);
}

} // namespace campanile
