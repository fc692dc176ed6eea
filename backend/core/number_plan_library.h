#pragma once

#include "core/number_notation.h"
#include "core/number_parser.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace campanile {

/// Reads digits by libphonenumber: all readings a person may have, of which one must be left. `region` is empty for
/// none. Costs a libphonenumber parse for each reading; not for inner loops. Thread: any.
ParsedNumber readByLibrary(const NumberNotation &notation, const std::string &region, NumberReading reading);

/// Whether the number lies in an assigned range of telephones, and not of pagers or voice mail boxes. Costs some 10 µs.
/// Thread: any.
bool isTelephone(E164 number);

/// Whether national numbers of that calling code may begin with 0 and this digit. (From the generated table.)
bool keepsZero(int callingCode, int digitBehindZero);

/// Bit n: telephones at home or mobile ones of that calling code have n national digits. (From the generated table.)
std::uint16_t usualLengthsOf(int callingCode);

/// What digits without any prefix may be in a region. (From the generated table; see NumberTableRow.)
struct RegionPlan {
    std::uint16_t usual = 0;
    std::uint16_t withArea = 0;
    bool hasAreas = false;
    int trunk = -1; ///< the digit before national numbers, -1 for none and for longer prefixes
};
RegionPlan planOf(std::string_view region);

} // namespace campanile
