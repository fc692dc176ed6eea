#pragma once

#include "core/e164.h"

#include <string>

namespace campanile {

/// What libphonenumber's metadata knows about numbers beyond their notation. Thread: any.

/// Whether the number lies in a range that is assigned. The metadata is older than many ranges: good for judging what a
/// column holds, never for refusing a number. Costs some 20 µs.
bool isAssigned(E164 number);

/// The main region of a calling code, as ISO 3166-1 alpha-2 (1: "US", 44: "GB"); empty when no country has it.
std::string mainRegionOf(int callingCode);

} // namespace campanile
