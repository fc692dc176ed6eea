#pragma once

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace campanile {

/// The place has this offset from this UTC second on.
struct ZoneChange {
    std::int64_t at = 0;
    std::int32_t offset = 0; ///< seconds east of Greenwich
};

/// The list of `zoneChanges` ends where this year begins.
constexpr int lastZoneYear = 2550;

/// All changes of a zone's offset from 1970 to the beginning of `lastZoneYear`, in order; the first entry is 1970-01-01
/// with the offset of that day. Returns nothing when there is no zone with this IANA name. Takes about 10 ms.
std::optional<std::vector<ZoneChange>> zoneChanges(const QString &id);

/// The IANA name that was probably meant by one that does not exist: for a slip of the pen, and for the names that
/// people and Windows use ("Eastern", "Pacific Time", "W. Europe Standard Time", "PST"). Empty when none is near. Two
/// names with " or " between them where both are likely.
QString nearestZoneId(const QString &id);

/// Whether the name is an abbreviation that the data base keeps for old programs, as an offset that never changes
/// ("EST", "MST", "HST"): people who write it mean the clocks of a place, which may change.
bool isAbbreviatedZoneId(const QString &id);

} // namespace campanile
