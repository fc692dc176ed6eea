#pragma once

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace campanile {

/// From this UTC second on a place keeps this offset.
struct ZoneChange {
    std::int64_t at = 0;
    std::int32_t offset = 0; ///< seconds east of Greenwich
};

/// The year up to which `zoneChanges` goes; the end is exclusive.
constexpr int lastZoneYear = 2550;

/// All changes of a zone's offset from 1970 to the end of `lastZoneYear`, in order; the first entry is 1970-01-01 with
/// the offset of that day. Nothing when there is no zone of this IANA name. Takes some 10 ms.
std::optional<std::vector<ZoneChange>> zoneChanges(const QString &id);

/// The IANA name that was probably meant by one that does not exist; empty when none is near.
QString nearestZoneId(const QString &id);

} // namespace campanile
