#include "domain/opening_hours.h"

#include <algorithm>
#include <utility>

namespace campanile {

namespace {

constexpr std::int64_t dayMs = 86'400'000;
constexpr std::int64_t minuteMs = 60'000;
constexpr std::int64_t julianDayOf1970 = 2'440'588;

std::int64_t dayOf(std::int64_t ms)
{
    return ms / dayMs - (ms % dayMs < 0 ? 1 : 0);
}

/// A period without a change of offset.
struct Stretch {
    std::int64_t untilMs = 0;
    std::int64_t offsetMs = 0;

    friend auto operator<=>(const Stretch &, const Stretch &) = default;
};

/// The offsets of a zone over some time. Most zones of a large country have the same offsets.
using Stretches = std::vector<Stretch>;

Stretches stretchesOf(const TimeZone &zone, WallTime from, WallTime to)
{
    Stretches stretches;
    const std::int64_t second = from.ms / 1'000 - (from.ms % 1'000 < 0 ? 1 : 0);
    const std::int64_t shift = TimeZone::shiftOf(second);
    const ZoneInterval *interval = zone.intervalAt(second - shift);
    do {
        const std::int64_t untilMs = (interval[1].begin + shift) * 1'000;
        stretches.push_back({std::min(untilMs, to.ms), interval->offset * std::int64_t{1'000}});
        ++interval;
    } while (stretches.back().untilMs < to.ms);
    return stretches;
}

/// Whether the hours are open at one instant, and until when that is certain.
struct Moment {
    bool open = false;
    std::int64_t untilMs = 0;
};

/// The answer for a local time: `localMs` counts milliseconds since 1970-01-01 00:00 local time.
Moment atLocal(const CallingHours &hours, std::int64_t localMs)
{
    const std::int64_t day = dayOf(localMs);
    const std::int64_t midnight = day * dayMs;
    const QDate date = QDate::fromJulianDay(day + julianDayOf1970);
    if (std::ranges::binary_search(hours.closedOn, date)) {
        return {false, midnight + dayMs};
    }
    const auto weekday = static_cast<std::size_t>(((day + 3) % 7 + 7) % 7); // 1970 began on a Thursday
    for (const auto &[from, to] : hours.days[weekday]) {
        if (localMs < midnight + from * minuteMs) {
            return {false, midnight + from * minuteMs};
        }
        if (localMs < midnight + to * minuteMs) {
            return {true, midnight + to * minuteMs};
        }
    }
    return {false, midnight + dayMs};
}

/// One rule in one zone.
struct Line {
    const CallingHours *hours;
    Stretches stretches;

    [[nodiscard]] Moment at(std::int64_t ms) const
    {
        const auto stretch = std::ranges::upper_bound(stretches, ms, {}, &Stretch::untilMs);
        const Moment local = atLocal(*hours, ms + stretch->offsetMs);
        return {local.open, std::min(local.untilMs - stretch->offsetMs, stretch->untilMs)};
    }
};

/// The hours are open when all lines are open. While open, this is certain until the first line closes; while closed,
/// until the last line may open.
Moment atAll(const std::vector<Line> &lines, std::int64_t ms, std::int64_t endMs)
{
    Moment all{true, endMs};
    for (const Line &line : lines) {
        const Moment one = line.at(ms);
        if (one.open != all.open) {
            all = one.open ? all : one;
        } else {
            all.untilMs = one.open ? std::min(all.untilMs, one.untilMs) : std::max(all.untilMs, one.untilMs);
        }
    }
    return all;
}

WallTime endOfLook(WallTime now)
{
    return WallTime{dayOf(now.ms) * dayMs} + OpeningHours::lookAhead;
}

} // namespace

OpeningHours::OpeningHours(std::vector<CallingHours> rules)
{
    for (CallingHours &hours : rules) {
        ZoneSet fixed;
        if (hours.inCalleesZone()) {
            m_asksForCallee = true;
        } else if (const auto zone = TimeZone::find(hours.zone)) {
            fixed = ZoneSet({*zone});
        }
        m_rules.push_back({std::move(hours), std::move(fixed)});
    }
}

OpenState OpeningHours::at(const ZoneSet &callee, WallTime now)
{
    static const ZoneSet anywhere;
    Remembered &remembered = m_remembered[m_asksForCallee ? callee : anywhere];
    if (now < remembered.from || remembered.to <= now) {
        const OpenState state = reckon(callee, now);
        // When nothing changes, an answer of the next day is certain for one day more.
        const WallTime to = state.changesThen ? state.until : WallTime{(dayOf(now.ms) + 1) * dayMs};
        remembered = {now, to, state};
    }
    return remembered.state;
}

std::optional<WallTime> OpeningHours::opening(const ZoneSet &callee, WallTime now)
{
    const OpenState state = at(callee, now);
    if (state.open) {
        return now;
    }
    return state.changesThen ? std::optional(state.until) : std::nullopt;
}

WallTime OpeningHours::closing(const ZoneSet &callee, WallTime now)
{
    const OpenState state = at(callee, now);
    return state.open ? state.until : now;
}

OpenState OpeningHours::reckon(const ZoneSet &callee, WallTime now) const
{
    const WallTime end = endOfLook(now);
    std::vector<Line> lines;
    for (const Rule &rule : m_rules) {
        const ZoneSet &zones = rule.hours.inCalleesZone() ? callee : rule.fixed;
        if (zones.isEmpty()) {
            return {false, end, false};
        }
        std::vector<Stretches> distinct;
        for (const TimeZone &zone : zones.zones()) {
            distinct.push_back(stretchesOf(zone, now, end));
        }
        std::ranges::sort(distinct);
        distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
        for (Stretches &stretches : distinct) {
            lines.push_back({&rule.hours, std::move(stretches)});
        }
    }
    const Moment first = atAll(lines, now.ms, end.ms);
    Moment moment = first;
    while (moment.untilMs < end.ms) {
        const WallTime then{moment.untilMs};
        moment = atAll(lines, then.ms, end.ms);
        if (moment.open != first.open) {
            return {first.open, then, true};
        }
    }
    return {first.open, end, false};
}

} // namespace campanile
