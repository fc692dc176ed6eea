#pragma once

#include "core/clock.h"
#include "core/result.h"
#include "core/time_zone.h"

#include <QString>

#include <array>
#include <cstdint>
#include <vector>

namespace campanile {

/// One firing of a schedule. The pair (`local`, `fold`) identifies it: the pair stays the same when the machine's clock
/// is set back or the time zone database is replaced, and no two firings of a schedule have the same pair.
struct Occurrence {
    WallTime at;     ///< the instant at which it is due
    LocalTime local; ///< the time that the clocks of the zone show at that instant
    int fold = 0;    ///< 1 when the clocks show this time for the second time, after they were set back
    /// Its planned time is one that the clocks skip, so it fires at the first instant after that time.
    bool moved = false;

    friend bool operator==(const Occurrence &, const Occurrence &) = default;
};

/// A schedule in five fields: minute, hour, day of the month, month, weekday.
///
/// Each field is `*` or a list, separated by commas, of values and ranges `a-b`; `/n` after `*`, a range or a value `a`
/// (which then stands for `a` to the end) takes every n-th. Months and weekdays have names (JAN, MON), which may also
/// be used in ranges; case does not matter. Sunday is 0 and 7. These names may stand in place of the five fields:
/// @hourly, @daily, @midnight,
/// @weekly,
/// @monthly, @yearly, @annually. `?`, `L`, `W`, `#`, seconds, years and @reboot are refused: they mean different things
/// in different programs.
///
/// **Days.** A field of days is restricted when it does not begin with `*`. If both fields are restricted, a day
/// matches when either field matches, as in cron; otherwise it matches when both fields match.
///
/// **Clock changes.** A schedule is repeating if its field of minutes or of hours holds a `*` or a `/`, otherwise
/// fixed: "0,30 2 * * *" is fixed, "*/15 2 * * *" repeats. The text decides this, not its meaning. When the clocks skip
/// some time, a fixed schedule that has firings in it fires once, at the first instant after it, and not a second time
/// if it is due at that instant anyway; a repeating schedule does not fire for the skipped time. When the clocks show
/// some time twice, a fixed schedule fires the first time, a repeating schedule both times.
///
/// It is a value; every function may be called from any thread.
class CronExpression {
public:
    /// Reads an expression; spaces and tabs around and between the fields do not matter. Fails with InvalidInput, whose
    /// message names the wrong field, its place in the text and the values that are allowed. A schedule that could
    /// never fire, such as 31 February, is refused, too.
    static Result<CronExpression> parse(QStringView text);

    /// The text, with single spaces between the fields.
    [[nodiscard]] const QString &text() const { return m_text; }

    /// The first firing after this instant, which must lie in the years 1 to 9999. There is always one: the rarest
    /// schedule (29 February on a certain weekday) is due within 40 years. `campanile_bench
    /// cron` finds some 20 million firings a second.
    [[nodiscard]] Occurrence next(WallTime after, const TimeZone &zone) const;
    /// The first `count` firings after this instant.
    [[nodiscard]] std::vector<Occurrence> next(WallTime after, const TimeZone &zone, int count) const;

    /// The values of each field, as bits: bit 5 of the hours is 5:00. Days and months count from 1, Sunday is bit 0.
    [[nodiscard]] std::uint64_t minutes() const { return m_minutes; }
    [[nodiscard]] std::uint32_t hours() const { return m_hours; }
    [[nodiscard]] std::uint32_t daysOfMonth() const { return m_days; }
    [[nodiscard]] std::uint32_t months() const { return m_months; }
    [[nodiscard]] std::uint32_t weekdays() const { return m_weekdays; }
    /// Whether a day matches when either field of days does, and not only when both do.
    [[nodiscard]] bool eitherDay() const { return m_eitherDay; }
    /// Whether the schedule is repeating, which decides what it does when the clocks change; see above.
    [[nodiscard]] bool isRepeating() const { return m_repeating; }

    /// Compares the texts; the same firings can be written in several ways.
    friend bool operator==(const CronExpression &a, const CronExpression &b) { return a.m_text == b.m_text; }

private:
    CronExpression() = default;

    [[nodiscard]] std::uint32_t daysIn(int year, unsigned month, unsigned firstWeekday) const;
    [[nodiscard]] std::int64_t nextDay(std::int64_t day) const;
    [[nodiscard]] std::int64_t nextLocal(std::int64_t local) const;
    [[nodiscard]] Occurrence nextFixed(std::int64_t after, const TimeZone &zone) const;
    [[nodiscard]] Occurrence nextRepeating(std::int64_t after, const TimeZone &zone) const;

    QString m_text;
    std::uint64_t m_minutes = 0;
    std::uint32_t m_hours = 0;
    std::uint32_t m_days = 0;
    std::uint32_t m_months = 0;
    std::uint32_t m_weekdays = 0;
    bool m_eitherDay = false;
    bool m_repeating = false;
    /// The days of a month whose weekday matches, as bits. The index is the weekday of the first day of the month.
    std::array<std::uint32_t, 7> m_weekdayDays{};
};

} // namespace campanile
