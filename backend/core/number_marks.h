#pragma once

#include "core/number_notation.h"

#include <cstdint>

namespace campanile {

/// Reads what the marks between the digits of a notation say: cuts decimals off, and fills in `doubtful`, `decimals`,
/// `loneZero` and `splits`. `all` are the marks before any digit but the first, `behind` those behind the last. Answers
/// why it is not one number: second numbers and ranges, dates, amounts. Thread: any.
NumberProblem readMarks(NumberNotation &notation, std::uint8_t all, std::uint8_t behind);

} // namespace campanile
