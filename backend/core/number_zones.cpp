#include "core/number_zones.h"

#include "region_table_data.h" // written by the build, see region_table.h

#include <QLocale>
#include <QTimeZone>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <utility>

namespace campanile {

namespace {

/// What libphonenumber calls a region and tzdata's table does not list.
struct Unlisted {
    std::string_view region;
    const char *zone;
};
constexpr std::array unlisted{
    Unlisted{"XK", "Europe/Belgrade"},    // Kosovo
    Unlisted{"AC", "Atlantic/St_Helena"}, // Ascension
    Unlisted{"TA", "Atlantic/St_Helena"}, // Tristan da Cunha
};

/// Index in region_table::sets; 0, the empty set, when the number ends before it is told.
std::size_t setIndexOf(E164 number)
{
    std::array<std::uint8_t, 19> reversed{};
    std::size_t count = 0;
    for (std::int64_t rest = number.digits; rest > 0; rest /= 10) {
        reversed[count++] = static_cast<std::uint8_t>(rest % 10);
    }
    int node = 0;
    while (node >= 0 && count > 0) {
        node = region_table::nodes[node][reversed[--count]];
    }
    return node < 0 ? static_cast<std::size_t>(~node) : 0;
}

QList<QByteArray> zoneNamesOf(std::string_view region)
{
    const auto *const found = std::ranges::find(unlisted, region, &Unlisted::region);
    if (found != unlisted.end()) {
        return {QByteArray(found->zone)};
    }
    const QString code = QString::fromLatin1(region.data(), static_cast<qsizetype>(region.size()));
    const QLocale::Territory territory = QLocale::codeToTerritory(code);
    // "Any territory", what an unknown code turns into, has zones: those at sea.
    return territory == QLocale::AnyTerritory ? QList<QByteArray>() : QTimeZone::availableTimeZoneIds(territory);
}

/// All zones of the regions; none when a region has no zone, or one that cannot be read.
ZoneSet zonesOf(std::string_view regions)
{
    std::vector<TimeZone> zones;
    while (!regions.empty()) {
        const QList<QByteArray> names = zoneNamesOf(regions.substr(0, regions.find(' ')));
        for (const QByteArray &name : names) {
            const auto zone = TimeZone::find(QString::fromLatin1(name));
            if (!zone) {
                return {};
            }
            zones.push_back(*zone);
        }
        if (names.isEmpty()) {
            return {};
        }
        regions.remove_prefix(std::min(regions.size(), regions.substr(0, regions.find(' ')).size() + 1));
    }
    return ZoneSet(std::move(zones));
}

} // namespace

ZoneSet::ZoneSet(std::vector<TimeZone> zones)
{
    if (!zones.empty()) {
        m_zones = std::make_shared<const std::vector<TimeZone>>(std::move(zones));
    }
}

const std::vector<TimeZone> &ZoneSet::zones() const
{
    static const std::vector<TimeZone> none;
    return m_zones ? *m_zones : none;
}

std::string_view possibleRegionsOf(E164 number)
{
    return region_table::sets[setIndexOf(number)];
}

NumberZones::NumberZones()
    : m_sets(std::size(region_table::sets))
{
}

const ZoneSet &NumberZones::of(E164 number)
{
    const std::size_t index = setIndexOf(number);
    Entry &entry = m_sets[index];
    if (!entry.known) {
        entry = {true, zonesOf(region_table::sets[index])};
    }
    return entry.zones;
}

const ZoneSet &NumberZones::ofZone(const QString &ianaName)
{
    static const ZoneSet none;
    const auto found = m_named.constFind(ianaName);
    if (found != m_named.constEnd()) {
        return *found;
    }
    const auto zone = TimeZone::find(ianaName);
    // Only names that exist are remembered, so that there are never more than zones.
    return zone ? *m_named.insert(ianaName, ZoneSet({*zone})) : none;
}

} // namespace campanile
