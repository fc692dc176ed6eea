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

/// The IANA name that was probably meant by a name that does not exist; empty when no name is near.
QString nearestZoneId(const QString &id);

} // namespace campanile
