#include "core/zone_changes.h"

#include "core/edit_distance.h"

#include <QTimeZone>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace campanile {

namespace {

constexpr std::int64_t day = 86'400;

/// The zones whose names hold no slash. They are listed because Qt also takes every other short word for the name in a
/// POSIX rule ("Asia" and "UTC+5" are valid zones to it).
constexpr std::array idsWithoutSlash{
    "CET",       "CST6CDT", "Cuba",    "EET",   "EST",       "EST5EDT",   "Egypt",    "Eire",     "GB",
    "GB-Eire",   "GMT",     "GMT+0",   "GMT-0", "GMT0",      "Greenwich", "HST",      "Hongkong", "Iceland",
    "Iran",      "Israel",  "Jamaica", "Japan", "Kwajalein", "Libya",     "MET",      "MST",      "MST7MDT",
    "NZ",        "NZ-CHAT", "Navajo",  "PRC",   "PST8PDT",   "Poland",    "Portugal", "ROC",      "ROK",
    "Singapore", "Turkey",  "UCT",     "UTC",   "Universal", "W-SU",      "WET",      "Zulu"};

bool mayBeZoneId(const QString &id)
{
    const auto known = [&](const char *name) { return id == QLatin1StringView(name); };
    if (!id.contains(u'/')) {
        return std::any_of(idsWithoutSlash.begin(), idsWithoutSlash.end(), known);
    }
    // These folders are copies of the database for other uses; "right" counts leap seconds.
    if (id.startsWith(QLatin1StringView("posix/")) || id.startsWith(QLatin1StringView("right/"))) {
        return false;
    }
    return std::all_of(id.begin(), id.end(), [](QChar c) {
        const char16_t u = c.unicode();
        return (u >= 'A' && u <= 'Z') || (u >= 'a' && u <= 'z') || (u >= '0' && u <= '9') || u == '/' || u == '_' ||
               u == '-' || u == '+';
    });
}

std::int64_t firstSecondOf(int year)
{
    using namespace std::chrono;
    return sys_days(std::chrono::year(year) / January / 1).time_since_epoch().count() * day;
}

int yearOf(std::int64_t second)
{
    using namespace std::chrono;
    return static_cast<int>(year_month_day(floor<days>(sys_seconds(seconds(second)))).year());
}

/// Two years of the same kind have the same calendar: they agree in the weekday of 1 January and in being leap years.
int kindOf(int year)
{
    const std::int64_t first = firstSecondOf(year) / day;
    const int weekday = static_cast<int>(((first + 4) % 7 + 7) % 7);
    return weekday * 2 + (std::chrono::year(year).is_leap() ? 1 : 0);
}

/// Collects the changes of one zone.
class ChangeFinder {
public:
    explicit ChangeFinder(const QTimeZone &zone)
        : m_zone(zone)
    {
    }

    std::vector<ZoneChange> find()
    {
        add(0, offsetAt(0));
        const std::int64_t known = addWrittenOnes();
        // Any 28 years without an omitted leap day contain years of all 14 kinds.
        int first = yearOf(known) + 1;
        if (first <= 2100 && first + 28 > 2100) {
            first = 2101;
        }
        probe(known, firstSecondOf(first + 28));
        repeat(first, first + 28);
        return std::move(m_changes);
    }

private:
    [[nodiscard]] std::int32_t offsetAt(std::int64_t second) const
    {
        return m_zone.offsetFromUtc(QDateTime::fromSecsSinceEpoch(second, Qt::UTC));
    }
    void add(std::int64_t at, std::int32_t offset)
    {
        if (m_changes.empty() || m_changes.back().offset != offset) {
            m_changes.push_back({at, offset});
        }
    }
    /// Adds the changes that the zone's file lists one by one. Returns the end of the list; after it the zone's rule
    /// applies.
    std::int64_t addWrittenOnes()
    {
        std::int64_t last = 0;
        const QDateTime from = QDateTime::fromSecsSinceEpoch(0, Qt::UTC);
        const QDateTime to = QDateTime::fromSecsSinceEpoch(firstSecondOf(2100), Qt::UTC);
        for (const QTimeZone::OffsetData &change : m_zone.transitions(from, to)) {
            last = change.atUtc.toSecsSinceEpoch();
            add(last, change.offsetFromUtc);
        }
        return last;
    }
    /// Finds changes by their offsets, because Qt does not list changes that follow from the rule alone. It compares
    /// the offsets once a week, then searches within the week. No rule in use changes the clocks forth and back within
    /// a week.
    void probe(std::int64_t from, std::int64_t to)
    {
        for (std::int64_t before = from; before < to; before += 7 * day) {
            const std::int32_t offset = offsetAt(before + 7 * day);
            if (offset == m_changes.back().offset) {
                continue;
            }
            std::int64_t low = before;
            std::int64_t high = before + 7 * day;
            while (high - low > 1) {
                const std::int64_t middle = low + (high - low) / 2;
                (offsetAt(middle) == m_changes.back().offset ? low : high) = middle;
            }
            if (high < to) {
                add(high, offset);
            }
        }
    }
    /// Copies changes to later years: a rule names weekdays of months, so all years of one kind change on the same
    /// days.
    void repeat(int first, int end)
    {
        std::array<int, 14> modelOf{};
        for (int year = first; year < end; ++year) {
            modelOf[static_cast<std::size_t>(kindOf(year))] = year;
        }
        const std::vector<ZoneChange> found = m_changes;
        for (int year = end; year < lastZoneYear; ++year) {
            const int model = modelOf[static_cast<std::size_t>(kindOf(year))];
            const std::int64_t from = firstSecondOf(model);
            const std::int64_t to = firstSecondOf(model + 1);
            auto change = std::lower_bound(found.begin(), found.end(), from,
                                           [](const ZoneChange &c, std::int64_t second) { return c.at < second; });
            for (; change != found.end() && change->at < to; ++change) {
                add(change->at + firstSecondOf(year) - from, change->offset);
            }
        }
    }

    const QTimeZone &m_zone;
    std::vector<ZoneChange> m_changes;
};

using CommonName = std::pair<const char *, const char *>;

/// Names that are in common use and in no data base, in lower case. "IST" and "BST" are not here: they mean different
/// zones in different countries.
constexpr std::array<CommonName, 33> commonNames = {{
    {"eastern", "America/New_York"},
    {"et", "America/New_York"},
    {"est", "America/New_York or America/Panama"},
    {"edt", "America/New_York"},
    {"central", "America/Chicago"},
    {"ct", "America/Chicago"},
    {"cst", "America/Chicago"},
    {"cdt", "America/Chicago"},
    {"mountain", "America/Denver"},
    {"mt", "America/Denver"},
    {"mst", "America/Denver or America/Phoenix"},
    {"mdt", "America/Denver"},
    {"arizona", "America/Phoenix"},
    {"pacific", "America/Los_Angeles"},
    {"pt", "America/Los_Angeles"},
    {"pst", "America/Los_Angeles"},
    {"pdt", "America/Los_Angeles"},
    {"alaska", "America/Anchorage"},
    {"akst", "America/Anchorage"},
    {"akdt", "America/Anchorage"},
    {"hawaii", "Pacific/Honolulu"},
    {"hst", "Pacific/Honolulu"},
    {"atlantic", "America/Halifax"},
    {"ast", "America/Halifax"},
    {"newfoundland", "America/St_Johns"},
    {"nst", "America/St_Johns"},
    {"cest", "Europe/Berlin or Europe/Paris"},
    {"jst", "Asia/Tokyo"},
    {"kst", "Asia/Seoul"},
    {"msk", "Europe/Moscow"},
    {"sgt", "Asia/Singapore"},
    {"aest", "Australia/Sydney or Australia/Brisbane"},
    {"nzst", "Pacific/Auckland"},
}};

/// The zone of a name that people use, or Windows ("Eastern Standard Time"); empty when it is not in common use.
QString zoneOfCommonName(const QString &id)
{
    const QString given = id.simplified();
    const QByteArray ofWindows = QTimeZone::windowsIdToDefaultIanaId(given.toUtf8());
    if (!ofWindows.isEmpty()) {
        return QString::fromLatin1(ofWindows);
    }
    QString name = given.toLower();
    for (const char *ending : {" time", " standard", " daylight"}) {
        if (name.endsWith(QLatin1StringView(ending))) {
            name.chop(QLatin1StringView(ending).size());
        }
    }
    const auto *const found = std::ranges::find_if(
        commonNames, [&name](const CommonName &each) { return name == QLatin1StringView(each.first); });
    return found == commonNames.end() ? QString() : QString::fromLatin1(found->second);
}

} // namespace

std::optional<std::vector<ZoneChange>> zoneChanges(const QString &id)
{
    if (!mayBeZoneId(id)) {
        return std::nullopt;
    }
    const QTimeZone zone(id.toLatin1());
    if (!zone.isValid()) {
        return std::nullopt;
    }
    return ChangeFinder(zone).find();
}

bool isAbbreviatedZoneId(const QString &id)
{
    return id == QLatin1StringView("EST") || id == QLatin1StringView("MST") || id == QLatin1StringView("HST");
}

QString nearestZoneId(const QString &id)
{
    if (const QString meant = zoneOfCommonName(id); !meant.isEmpty()) {
        return meant;
    }
    // A short word is near to many names, so only its case may differ.
    constexpr int longest = 40;
    if (id.isEmpty() || id.size() > longest) {
        return {};
    }
    const QString wanted = id.trimmed().toLower().replace(u' ', u'_');
    QString best;
    int bestDistance = wanted.size() < 5 ? 1 : std::min(4, static_cast<int>(wanted.size()) / 4 + 1);
    for (const QByteArray &name : QTimeZone::availableTimeZoneIds()) {
        const QString candidate = QString::fromLatin1(name);
        if (!mayBeZoneId(candidate)) {
            continue;
        }
        const QString lower = candidate.toLower();
        const QString city = lower.section(u'/', -1);
        const int away =
            std::min(editDistance(wanted, lower), wanted.contains(u'/') ? longest : editDistance(wanted, city));
        if (away < bestDistance) {
            best = candidate;
            bestDistance = away;
        }
    }
    return best;
}

} // namespace campanile
