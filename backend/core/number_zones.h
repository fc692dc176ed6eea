#pragma once

#include "core/e164.h"
#include "core/time_zone.h"

#include <QHash>
#include <QString>

#include <memory>
#include <string_view>
#include <vector>

namespace campanile {

/// The time zones a person may be in; empty when nobody can say. A copy is the same set and as cheap as a pointer; two
/// sets are equal when one is a copy of the other.
class ZoneSet {
public:
    ZoneSet() = default;
    explicit ZoneSet(std::vector<TimeZone> zones);

    [[nodiscard]] bool isEmpty() const { return !m_zones; }
    [[nodiscard]] const std::vector<TimeZone> &zones() const;

    friend bool operator==(const ZoneSet &, const ZoneSet &) = default;
    friend std::size_t qHash(const ZoneSet &set, std::size_t seed = 0) { return ::qHash(set.m_zones.get(), seed); }

private:
    std::shared_ptr<const std::vector<TimeZone>> m_zones; // never of an empty vector
};

/// The regions a number can belong to, as ISO 3166-1 alpha-2 codes with a space between: "US", "RU KZ" when the digits
/// fit several, all regions of the calling code when they fit none (an area code newer than the metadata). Empty for
/// numbers of no country (+800, +870) and unknown calling codes. Costs a few look-ups in generated tables, and
/// allocates nothing. Thread: any.
///
/// Other than `regionOf` this is not the likeliest region: whoever must not ring at night has to suit them all.
std::string_view possibleRegionsOf(E164 number);

/// In which time zones the phones of a number may ring: all zones of all its possible regions, as tzdata lists them.
/// Zone sets are made once and remembered, so that equal answers are equal ZoneSets.
///
/// A set is empty when the number has no region, or when one of its zones cannot be read; whoever asks must take that
/// for "never". Mobile phones travel, and a zone that is given for the person (`ofZone`) is better than any guess.
/// Thread: one at a time.
class NumberZones {
public:
    NumberZones();

    /// A look-up once the set is known. The first time it makes the tables of the zones that no part of the process has
    /// used yet, which takes long for a country with many zones, such as the United States. Ask once where that does
    /// not matter.
    const ZoneSet &of(E164 number);
    /// The set of this one zone; empty when there is no such zone (TimeZone::find refuses it when it is imported).
    const ZoneSet &ofZone(const QString &ianaName);

private:
    struct Entry {
        bool known = false;
        ZoneSet zones;
    };
    std::vector<Entry> m_sets; // by index in the generated table
    QHash<QString, ZoneSet> m_named;
};

} // namespace campanile
