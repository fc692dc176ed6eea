#pragma once

#include "core/clock.h"

/// Lengths of time, as tests on virtual time count them.
namespace campanile::test {

inline constexpr Milliseconds second{1'000};
inline constexpr Milliseconds minute = 60 * second;
inline constexpr Milliseconds hour = 60 * minute;
inline constexpr Milliseconds day = 24 * hour;

} // namespace campanile::test
