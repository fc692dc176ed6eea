#include "domain/cron.h"

#include <algorithm>
#include <bit>
#include <chrono>

namespace campanile {

namespace {

constexpr std::int64_t minutesADay = 1'440;

/// The local time in seconds, from the number of its day.
constexpr std::int64_t secondOf(std::int64_t day, int hour, int minute)
{
    return (day * minutesADay + std::int64_t{hour} * 60 + minute) * 60;
}

std::int64_t floorDiv(std::int64_t a, std::int64_t b)
{
    return a / b - (a % b < 0 ? 1 : 0);
}

unsigned weekdayOf(std::int64_t day)
{
    const std::int64_t weekday = (day + 4) % 7; // 1970-01-01 was a Thursday
    return static_cast<unsigned>(weekday < 0 ? weekday + 7 : weekday);
}

unsigned lengthOf(int year, unsigned month)
{
    if (month == 2) {
        return std::chrono::year(year).is_leap() ? 29 : 28;
    }
    return 30U + ((month ^ (month >> 3U)) & 1U); // odd months up to July, even ones from August have 31
}

/// The values of `bits` from `first` on.
template<class Bits>
Bits from(Bits bits, unsigned first)
{
    return first < sizeof(Bits) * 8 ? bits >> first << first : Bits{0};
}

WallTime instantOf(std::int64_t second)
{
    return {second * 1'000};
}

} // namespace

/// The matching days of a month, as bits; bit 1 is the first day.
std::uint32_t CronExpression::daysIn(int year, unsigned month, unsigned firstWeekday) const
{
    const std::uint32_t weekdays = m_weekdayDays[firstWeekday];
    const std::uint32_t days = m_eitherDay ? m_days | weekdays : m_days & weekdays;
    return days & static_cast<std::uint32_t>((std::uint64_t{2} << lengthOf(year, month)) - 1);
}

/// The first matching day that is not before `day`; both count from 1970-01-01.
std::int64_t CronExpression::nextDay(std::int64_t day) const
{
    using namespace std::chrono;
    const year_month_day date{sys_days(days(day))};
    int year = static_cast<int>(date.year());
    unsigned month = static_cast<unsigned>(date.month());
    unsigned fromDay = static_cast<unsigned>(date.day());
    std::int64_t beforeFirst = day - fromDay; // the last day of the month before
    while (true) {
        if ((m_months >> month & 1U) != 0) {
            const std::uint32_t matching = from(daysIn(year, month, weekdayOf(beforeFirst + 1)), fromDay);
            if (matching != 0) {
                return beforeFirst + std::countr_zero(matching);
            }
        }
        fromDay = 1;
        const std::uint32_t later = from(m_months, month + 1);
        if (later == 0) {
            ++year;
            month = static_cast<unsigned>(std::countr_zero(m_months));
        } else if (static_cast<unsigned>(std::countr_zero(later)) == month + 1) {
            beforeFirst += lengthOf(year, month);
            ++month;
            continue;
        } else {
            month = static_cast<unsigned>(std::countr_zero(later));
        }
        const sys_days first = std::chrono::year(year) / std::chrono::month(month) / 1;
        beforeFirst = first.time_since_epoch().count() - 1;
    }
}

/// The first matching local time that is not before `local`, in seconds.
std::int64_t CronExpression::nextLocal(std::int64_t local) const
{
    const std::int64_t minute = floorDiv(local + 59, 60);
    std::int64_t day = floorDiv(minute, minutesADay);
    const auto inDay = static_cast<unsigned>(minute - day * minutesADay);
    const std::int64_t matchingDay = nextDay(day);
    if (matchingDay == day) {
        const unsigned hour = inDay / 60;
        if ((m_hours >> hour & 1U) != 0) {
            const std::uint64_t rest = from(m_minutes, inDay % 60);
            if (rest != 0) {
                return secondOf(day, static_cast<int>(hour), std::countr_zero(rest));
            }
        }
        const std::uint32_t hours = from(m_hours, hour + 1);
        if (hours != 0) {
            return secondOf(day, std::countr_zero(hours), std::countr_zero(m_minutes));
        }
        day = nextDay(day + 1);
    } else {
        day = matchingDay;
    }
    return secondOf(day, std::countr_zero(m_hours), std::countr_zero(m_minutes));
}

/// Each local time belongs to exactly one interval of the zone: an interval has the local times from the latest one
/// reached before it to its own end, which includes the times skipped before it and excludes the repeated ones. A fixed
/// schedule fires in the interval that its local time belongs to, and not before that interval begins.
Occurrence CronExpression::nextFixed(std::int64_t after, const TimeZone &zone) const
{
    const ZoneInterval *interval = zone.intervalAt(after);
    const std::int64_t local = nextLocal(std::max(after + interval->offset + 1, interval->reached));
    while (local >= interval[1].reached) {
        ++interval;
    }
    const std::int64_t at = local - interval->offset;
    if (at < interval->begin) {
        return {instantOf(interval->begin), {interval->localBegin()}, 0, true};
    }
    return {instantOf(at), {local}, 0, false};
}

/// A repeating schedule fires whenever the clocks show a matching time: an interval has exactly the local times that
/// are shown in it.
Occurrence CronExpression::nextRepeating(std::int64_t after, const TimeZone &zone) const
{
    const ZoneInterval *interval = zone.intervalAt(after);
    std::int64_t searchedFrom = after + interval->offset + 1;
    std::int64_t local = nextLocal(searchedFrom);
    while (local >= interval->localEnd()) {
        ++interval;
        // The answer still holds in the next interval unless that begins with times not searched yet, or skips it.
        if (interval->localBegin() < searchedFrom || interval->localBegin() > local) {
            searchedFrom = interval->localBegin();
            local = nextLocal(searchedFrom);
        }
    }
    return {instantOf(local - interval->offset), {local}, local < interval->reached ? 1 : 0, false};
}

Occurrence CronExpression::next(WallTime after, const TimeZone &zone) const
{
    const std::int64_t second = floorDiv(after.ms, 1'000);
    const std::int64_t shift = TimeZone::shiftOf(second);
    Occurrence found = m_repeating ? nextRepeating(second - shift, zone) : nextFixed(second - shift, zone);
    found.at.ms += shift * 1'000;
    found.local.seconds += shift;
    return found;
}

std::vector<Occurrence> CronExpression::next(WallTime after, const TimeZone &zone, int count) const
{
    std::vector<Occurrence> firings;
    firings.reserve(static_cast<std::size_t>(std::max(count, 0)));
    for (int i = 0; i < count; ++i) {
        firings.push_back(next(firings.empty() ? after : firings.back().at, zone));
    }
    return firings;
}

} // namespace campanile
