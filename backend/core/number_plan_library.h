#pragma once

#include "core/number_notation.h"
#include "core/number_parser.h"

#include <string>

namespace campanile {

/// Reads digits by libphonenumber: all readings a person may have, of which one must be left. `region` is empty for
/// none. Costs 10 to 20 µs for each reading. Thread: any.
ParsedNumber readByLibrary(const NumberNotation &notation, const std::string &region, NumberReading reading);

/// Whether national numbers of that calling code may begin with 0 and this digit. (From the generated table.)
bool keepsZero(int callingCode, int digitBehindZero);

} // namespace campanile
