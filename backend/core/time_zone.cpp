#include "core/time_zone.h"

#include "core/zone_changes.h"

#include <QHash>

#include <algorithm>
#include <array>
#include <cstdio>
#include <mutex>
#include <vector>

namespace campanile {

namespace {

constexpr std::int64_t day = 86'400;
/// Clocks have been at most 14 hours ahead of Greenwich and 12 behind since 1970.
constexpr std::int64_t widestOffset = std::int64_t{15} * 3'600;
/// An instant before all others: no schedule and no QDateTime goes back so far.
constexpr std::int64_t beginningOfTime = std::int64_t{-400'000} * 366 * day;

std::int64_t floorDiv(std::int64_t a, std::int64_t b)
{
    return a / b - (a % b < 0 ? 1 : 0);
}

std::int64_t secondOf(WallTime instant)
{
    return floorDiv(instant.ms, 1'000);
}

WallTime instantOf(std::int64_t second)
{
    return {second * 1'000};
}

std::chrono::year_month_day dateOf(std::int64_t second)
{
    using namespace std::chrono;
    return year_month_day(sys_days(days(floorDiv(second, day))));
}

/// "2026-03-08T02:30:00"
QString textOf(std::int64_t second)
{
    const std::chrono::year_month_day date = dateOf(second);
    const int inDay = static_cast<int>(second - floorDiv(second, day) * day);
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), inDay / 3'600,
                  inDay / 60 % 60, inDay % 60);
    return QString::fromLatin1(text.data());
}

Error noSuchZone(const QString &id)
{
    const QString nearest = nearestZoneId(id);
    const QString advice = nearest.isEmpty()
                               ? QStringLiteral("Use a name of the IANA time zone database, such as Asia/Kolkata.")
                               : QStringLiteral("Did you mean %1?").arg(nearest);
    return {ErrorCode::InvalidInput,
            id.isEmpty() ? QStringLiteral("The time zone is empty. %1").arg(advice)
                         : QStringLiteral("There is no time zone \"%1\". %2").arg(id.left(60), advice),
            QStringLiteral("#/timezone")};
}

} // namespace

LocalTime LocalTime::of(int year, unsigned month, unsigned day, int hour, int minute)
{
    using namespace std::chrono;
    const sys_days date = std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day);
    const std::int64_t hours = std::int64_t{date.time_since_epoch().count()} * 24 + hour;
    return {(hours * 60 + minute) * 60};
}

QString LocalTime::toString() const
{
    const QString text = textOf(seconds);
    return text.endsWith(QLatin1StringView(":00")) ? text.chopped(3) : text;
}

/// The intervals of a zone, and where to begin to look for one.
struct TimeZone::Table {
    static constexpr int bucketBits = 23; ///< 97 days, so that a bucket mostly has one or two intervals

    explicit Table(const std::vector<ZoneChange> &changes)
    {
        intervals.reserve(changes.size() + 1);
        for (const ZoneChange &change : changes) {
            append(intervals.empty() ? beginningOfTime : change.at, change.offset);
        }
        using namespace std::chrono;
        append(sys_days(year(lastZoneYear) / January / 1).time_since_epoch().count() * day, changes.back().offset);
        std::uint16_t at = 0;
        for (std::int64_t bucket = 0; bucket <= tableEnd >> bucketBits; ++bucket) {
            while (intervals[at + 1U].begin <= bucket << bucketBits) {
                ++at;
            }
            firstOfBucket.push_back(at);
        }
    }
    void append(std::int64_t begin, std::int32_t offset)
    {
        std::int64_t reached = begin + offset;
        if (!intervals.empty()) {
            const ZoneInterval &last = intervals.back();
            reached = std::max(last.reached, begin + last.offset);
        }
        intervals.push_back({begin, reached, offset});
    }
    [[nodiscard]] const ZoneInterval *at(std::int64_t second) const
    {
        const std::int64_t bucket = std::max<std::int64_t>(second, 0) >> bucketBits;
        const ZoneInterval *interval = &intervals[firstOfBucket[static_cast<std::size_t>(bucket)]];
        while (interval[1].begin <= second) {
            ++interval;
        }
        return interval;
    }

    std::vector<ZoneInterval> intervals; ///< the last interval only marks the end of the interval before it
    std::vector<std::uint16_t> firstOfBucket;
};

TimeZone::TimeZone()
    : TimeZone(QStringLiteral("UTC"), [] {
        static const auto table = std::make_shared<const Table>(std::vector<ZoneChange>{{0, 0}});
        return table;
    }())
{
}

TimeZone::TimeZone(QString id, std::shared_ptr<const Table> table)
    : m_id(std::move(id))
    , m_table(std::move(table))
{
}

Result<TimeZone> TimeZone::find(const QString &id)
{
    // The tables of the process are made once, read by all threads and never changed.
    static std::mutex mutex;
    static QHash<QString, std::shared_ptr<const Table>> tables;
    const std::scoped_lock lock(mutex);
    std::shared_ptr<const Table> table = tables.value(id);
    if (!table) {
        const std::optional<std::vector<ZoneChange>> changes = zoneChanges(id);
        if (!changes) {
            return noSuchZone(id);
        }
        table = std::make_shared<const Table>(*changes);
        tables.insert(id, table);
    }
    return TimeZone(id, std::move(table));
}

Result<TimeZone> TimeZone::findGiven(const QString &id)
{
    if (isAbbreviatedZoneId(id)) {
        return {
            ErrorCode::InvalidInput,
            QStringLiteral("\"%1\" is an abbreviation, which leaves open whether the clocks change. Did you mean %2?")
                .arg(id, nearestZoneId(id)),
            QStringLiteral("#/timezone")};
    }
    return find(id);
}

const ZoneInterval *TimeZone::intervalAt(std::int64_t second) const
{
    Q_ASSERT(second < tableEnd);
    return m_table->at(second);
}

std::chrono::seconds TimeZone::offsetAt(WallTime instant) const
{
    const std::int64_t second = secondOf(instant);
    return std::chrono::seconds(intervalAt(second - shiftOf(second))->offset);
}

LocalTime TimeZone::toLocal(WallTime instant) const
{
    return {secondOf(instant) + offsetAt(instant).count()};
}

LocalMatch TimeZone::resolve(LocalTime local) const
{
    using enum LocalMatch::Kind;
    const std::int64_t shift = shiftOf(local.seconds + widestOffset);
    const std::int64_t wanted = local.seconds - shift;
    std::int64_t found = 0;
    std::int64_t firstAfter = 0;
    bool any = false;
    for (const ZoneInterval *i = intervalAt(wanted - widestOffset); i->begin <= wanted + widestOffset; ++i) {
        if (i->reached <= wanted && wanted < i->localBegin()) {
            firstAfter = i->begin;
        }
        if (wanted < i->localBegin() || wanted >= i->localEnd()) {
            continue;
        }
        const std::int64_t second = wanted - i->offset;
        if (any) {
            return {Overlap, instantOf(found + shift), instantOf(second + shift)};
        }
        found = second;
        any = true;
    }
    const WallTime only = instantOf((any ? found : firstAfter) + shift);
    return {any ? Unique : Gap, only, only};
}

QString TimeZone::toRfc3339(WallTime instant) const
{
    const auto offset = static_cast<int>(offsetAt(instant).count());
    const int minutes = std::abs(offset) / 60;
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%c%02d:%02d", offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
    return textOf(toLocal(instant).seconds) + QLatin1StringView(text.data());
}

} // namespace campanile
