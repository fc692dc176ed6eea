#include "domain/schedule_words.h"

#include <QStringList>

#include <array>
#include <bit>
#include <optional>

namespace campanile {

namespace {

constexpr std::uint64_t allMinutes = (std::uint64_t{1} << 60) - 1;
constexpr std::uint32_t allHours = (1U << 24) - 1;
constexpr std::uint32_t allDays = 0xffff'fffe;
constexpr std::uint32_t allMonths = 0x1ffe;
constexpr std::uint32_t allWeekdays = 0x7f;
constexpr std::uint32_t mondayToFriday = 0x3e;
constexpr std::uint32_t weekend = 0x41;
/// More times than this are easier to read as hours and minutes than as a list of times.
constexpr int mostTimes = 6;

constexpr std::array monthNames{"January", "February", "March",     "April",   "May",      "June",
                                "July",    "August",   "September", "October", "November", "December"};
constexpr std::array weekdayNames{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

std::vector<int> valuesOf(std::uint64_t bits)
{
    std::vector<int> values;
    for (; bits != 0; bits &= bits - 1) {
        values.push_back(std::countr_zero(bits));
    }
    return values;
}

bool isSingle(std::uint64_t bits)
{
    return std::popcount(bits) == 1;
}

/// Whether the values are at least three numbers without a gap.
bool isRun(const std::vector<int> &values)
{
    return values.size() >= 3 && values.back() - values.front() + 1 == static_cast<int>(values.size());
}

/// n, when the values are 0, n, 2n … below `end` and n divides `end`, so that the distance is n over the end, too.
std::optional<int> evenStep(std::uint64_t bits, int end)
{
    const std::vector<int> values = valuesOf(bits);
    const int step = values.size() > 1 ? values[1] : 0;
    if (values.front() != 0 || step == 0 || end % step != 0 || static_cast<int>(values.size()) != end / step) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i] != static_cast<int>(i) * step) {
            return std::nullopt;
        }
    }
    return step;
}

/// "a", "a and b", "a, b and c"
QString joined(const QStringList &parts)
{
    return parts.size() == 1 ? parts.first()
                             : parts.mid(0, parts.size() - 1).join(QLatin1StringView(", ")) +
                                   QLatin1StringView(" and ") + parts.last();
}

template<class Name>
QString listed(std::uint64_t bits, Name name)
{
    QStringList names;
    for (const int value : valuesOf(bits)) {
        names.push_back(name(value));
    }
    return joined(names);
}

QString number(int value)
{
    return QString::number(value);
}

/// "9:05"
QString timeOf(int hour, int minute)
{
    return QStringLiteral("%1:%2").arg(QString::number(hour), QString::number(minute).rightJustified(2, u'0'));
}

/// The hours as numbers, with ranges in short form: "9 to 17", "9, 12 and 15".
QString hourNumbers(std::uint32_t hours)
{
    const std::vector<int> values = valuesOf(hours);
    return isRun(values) ? QStringLiteral("%1 to %2").arg(values.front()).arg(values.back()) : listed(hours, number);
}

/// The words for the time of day, and how they combine with the words for the day.
struct TimeWords {
    QString text;
    bool needsDay; ///< "at 9:00" needs its "Every day"; "every 15 minutes" does not
};

/// Words for minutes at equal distances: "every 15 minutes", with the hours when not every hour matches.
std::optional<TimeWords> everyMinutes(std::uint64_t minutes, std::uint32_t hours)
{
    const std::optional<int> step = evenStep(minutes, 60);
    if (!step) {
        return std::nullopt;
    }
    const QString words = *step == 1 ? QStringLiteral("every minute") : QStringLiteral("every %1 minutes").arg(*step);
    if (hours == allHours) {
        return TimeWords{words, false};
    }
    const std::vector<int> values = valuesOf(hours);
    if (values.size() == 1 || isRun(values)) {
        return TimeWords{
            QStringLiteral("%1 from %2 to %3").arg(words, timeOf(values.front(), 0), timeOf(values.back(), 60 - *step)),
            false};
    }
    return TimeWords{QStringLiteral("%1 of the hours %2").arg(words, hourNumbers(hours)), false};
}

/// Words for one minute of hours at equal distances: "every hour", "every 2 hours".
std::optional<TimeWords> everyHours(int minute, std::uint32_t hours)
{
    const std::optional<int> step = evenStep(hours, 24);
    if (!step || *step == 12) { // two times a day are clearer as a list of times
        return std::nullopt;
    }
    const QString words = *step == 1 ? QStringLiteral("every hour") : QStringLiteral("every %1 hours").arg(*step);
    const QString from = *step == 1 ? QStringLiteral(", %1 minutes past the hour").arg(minute)
                                    : QStringLiteral(" from %1").arg(timeOf(0, minute));
    return TimeWords{words + (minute == 0 ? QString() : from), false};
}

TimeWords timeWords(const CronExpression &cron)
{
    const std::uint64_t minutes = cron.minutes();
    const std::uint32_t hours = cron.hours();
    if (const std::optional<TimeWords> words = everyMinutes(minutes, hours)) {
        return *words;
    }
    const std::vector<int> hourValues = valuesOf(hours);
    const int minute = std::countr_zero(minutes);
    if (isSingle(minutes)) {
        if (const std::optional<TimeWords> words = everyHours(minute, hours)) {
            return *words;
        }
        if (isRun(hourValues)) {
            return {QStringLiteral("every hour from %1 to %2")
                        .arg(timeOf(hourValues.front(), minute), timeOf(hourValues.back(), minute)),
                    false};
        }
    }
    if (std::popcount(minutes) * std::popcount(hours) <= mostTimes) {
        QStringList times;
        for (const int hour : hourValues) {
            for (const int m : valuesOf(minutes)) {
                times.push_back(timeOf(hour, m));
            }
        }
        return {QStringLiteral("at %1").arg(joined(times)), true};
    }
    const QString minuteWords = QStringLiteral("at the minutes %1 of ").arg(listed(minutes, number));
    return {hours == allHours ? minuteWords + QLatin1StringView("every hour")
                              : minuteWords + QLatin1StringView("the hours ") + hourNumbers(hours),
            true};
}

/// "Tuesdays", "Mondays and Fridays", "Monday to Thursday", "weekdays"; every form begins with a plural.
QString weekdayWords(std::uint32_t weekdays)
{
    const auto name = [](int day) { return QString::fromLatin1(weekdayNames[static_cast<std::size_t>(day % 7)]); };
    if (weekdays == mondayToFriday) {
        return QStringLiteral("weekdays");
    }
    if (weekdays == weekend) {
        return QStringLiteral("weekends");
    }
    // Sunday is the last day of the week here.
    const std::uint32_t bits = (weekdays & ~1U) | (weekdays & 1U) << 7U;
    const std::vector<int> values = valuesOf(bits);
    if (isRun(values)) {
        return QStringLiteral("%1 to %2").arg(name(values.front()), name(values.back()));
    }
    return listed(bits, [&](int day) { return name(day) + u's'; });
}

QString monthWords(std::uint32_t months)
{
    const auto name = [](int month) { return QString::fromLatin1(monthNames[static_cast<std::size_t>(month - 1)]); };
    const std::vector<int> values = valuesOf(months);
    if (isRun(values)) {
        return QStringLiteral("%1 to %2").arg(name(values.front()), name(values.back()));
    }
    return listed(months, name);
}

QString dayNumbers(std::uint32_t days)
{
    const std::vector<int> values = valuesOf(days);
    const QString numbers =
        isRun(values) ? QStringLiteral("%1 to %2").arg(values.front()).arg(values.back()) : listed(days, number);
    return (isSingle(days) ? QStringLiteral("day ") : QStringLiteral("days ")) + numbers;
}

/// The note to add when some of the months end before the last of the days.
QString shortMonthWords(std::uint32_t days, std::uint32_t months)
{
    const int last = 31 - std::countl_zero(days);
    if (isSingle(days) && last == 29 && months == 1U << 2) {
        return QStringLiteral(" (leap years only)");
    }
    constexpr std::uint32_t thirtyDays = 1U << 4 | 1U << 6 | 1U << 9 | 1U << 11;
    const bool missing = (last > 28 && (months & 1U << 2) != 0) || (last > 30 && (months & thirtyDays) != 0);
    if (!missing) {
        return {};
    }
    return isSingle(days) ? QStringLiteral(" (where the month has it)") : QStringLiteral(" (where the month has them)");
}

/// The words for the days, beginning in lower case; empty for every day.
QString dayWords(const CronExpression &cron)
{
    const std::uint32_t days = cron.daysOfMonth();
    const std::uint32_t months = cron.months();
    const std::uint32_t weekdays = cron.weekdays();
    const QString inMonths = months == allMonths ? QString() : QStringLiteral(" in ") + monthWords(months);
    // When a match of either field is enough, a full field makes every day match; otherwise a full field adds nothing.
    const bool everyDay = cron.eitherDay() && (days == allDays || weekdays == allWeekdays);
    if (everyDay || (days == allDays && weekdays == allWeekdays)) {
        return inMonths.isEmpty() ? QString() : QStringLiteral("every day") + inMonths;
    }
    if (days == allDays) {
        return weekdayWords(weekdays) + inMonths;
    }
    QString onDays = QStringLiteral("on %1 of %2%3")
                         .arg(dayNumbers(days), months == allMonths ? QStringLiteral("the month") : monthWords(months),
                              shortMonthWords(days, months));
    if (weekdays == allWeekdays) {
        return onDays;
    }
    return onDays + (cron.eitherDay() ? QStringLiteral(" and also on ") + weekdayWords(weekdays) + inMonths
                                      : QStringLiteral(", but only on ") + weekdayWords(weekdays));
}

QString capitalized(QString text)
{
    text[0] = text[0].toUpper();
    return text;
}

} // namespace

QString scheduleWords(const CronExpression &cron)
{
    const TimeWords time = timeWords(cron);
    const QString day = dayWords(cron);
    if (time.needsDay) {
        return capitalized((day.isEmpty() ? QStringLiteral("every day") : day) + u' ' + time.text);
    }
    if (day.isEmpty()) {
        return capitalized(time.text);
    }
    const bool bare = !day.startsWith(QLatin1StringView("on ")) && !day.startsWith(QLatin1StringView("every "));
    return capitalized(time.text + QLatin1StringView(bare ? ", on " : ", ") + day);
}

QString scheduleWords(const CronExpression &cron, const TimeZone &zone)
{
    return scheduleWords(cron) + QLatin1StringView(", ") + zone.id();
}

const std::vector<SchedulePreset> &schedulePresets()
{
    static const std::vector<SchedulePreset> presets{
        {QStringLiteral("Weekdays at 9:00"), QStringLiteral("0 9 * * MON-FRI")},
        {QStringLiteral("Every day at 10:00"), QStringLiteral("0 10 * * *")},
        {QStringLiteral("Weekends at 11:00"), QStringLiteral("0 11 * * SAT,SUN")},
        {QStringLiteral("Every Monday at 9:00"), QStringLiteral("0 9 * * MON")},
        {QStringLiteral("Every Tuesday at 10:00"), QStringLiteral("0 10 * * TUE")},
        {QStringLiteral("First of the month at 9:00"), QStringLiteral("0 9 1 * *")},
        {QStringLiteral("Every hour"), QStringLiteral("0 * * * *")},
        {QStringLiteral("Every hour of the working day"), QStringLiteral("0 9-17 * * MON-FRI")},
    };
    return presets;
}

} // namespace campanile
