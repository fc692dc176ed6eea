#pragma once

#include "core/number_parser.h"

#include <cstdint>
#include <span>

namespace campanile {

/// What our own rules say of a number that libphonenumber calls possible.
struct PlanVerdict {
    NumberProblem problem = NumberProblem::None;
    bool unlessAssigned = false; ///< The problem holds only for a number that is not in an assigned range.
};

/// `national` are the digits behind the calling code, 2 or more. Thread: any.
PlanVerdict judgeByPlan(int callingCode, std::span<const std::uint8_t> national);

} // namespace campanile
