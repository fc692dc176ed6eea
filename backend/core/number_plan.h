#pragma once

#include "core/number_notation.h"
#include "core/number_parser.h"

#include <cstdint>
#include <string_view>

namespace campanile {

// What the digits of a text mean in the numbering plans of the world. For NumberParser and its tests.

/// The region in whose plan numbers without '+' are read.
struct PlanRegion {
    std::string_view name; ///< ISO 3166-1 alpha-2, of the generated table; empty for none
    int row = -1;          ///< in that table
};

/// A region without a name when libphonenumber does not know it.
PlanRegion findPlanRegion(std::string_view name);

/// Which way digits are read. Both must come to the same result; only the tests choose.
enum class PlanWay : std::uint8_t {
    TableFirst,  ///< by the generated table, and by the library what that does not settle
    LibraryOnly, ///< by the library
};

/// Reads a notation that is no problem itself. Thread: any.
ParsedNumber readByPlan(const NumberNotation &notation, const PlanRegion &region, NumberReading reading, PlanWay way);

} // namespace campanile
