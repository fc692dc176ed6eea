#include "core/number_plan_rules.h"

#include <algorithm>
#include <cstddef>

namespace campanile {

namespace {

constexpr int northAmerica = 1;
constexpr int argentina = 54;
// An ascending sequence of this length is nobody's number; shorter ones are, in some small countries.
constexpr std::size_t surelyMadeUp = 9;
constexpr std::size_t maybeMadeUp = 7;

/// "1234567…" with 9 before 0.
bool ascends(std::span<const std::uint8_t> digits)
{
    return std::ranges::adjacent_find(digits, [](int a, int b) { return (a + 1) % 10 != b; }) == digits.end();
}

/// "9876543210"
bool descends(std::span<const std::uint8_t> digits)
{
    return digits[0] == 9 &&
           std::ranges::adjacent_find(digits, [](int a, int b) { return a - 1 != b; }) == digits.end();
}

bool allEqual(std::span<const std::uint8_t> digits)
{
    return std::ranges::adjacent_find(digits, std::ranges::not_equal_to{}) == digits.end();
}

} // namespace

PlanVerdict judgeByPlan(int callingCode, std::span<const std::uint8_t> national)
{
    if (allEqual(national)) {
        return {national[0] == 0 ? NumberProblem::PlaceHolder : NumberProblem::MadeUp};
    }
    if (national[0] <= 1 && national.size() >= maybeMadeUp && ascends(national)) {
        return {NumberProblem::MadeUp, national.size() < surelyMadeUp};
    }
    if (callingCode == northAmerica && national.size() == 10) {
        // +12345678901, and +19876543210, whose area code is nobody's. Elsewhere both may be somebody's.
        if ((national[0] == 2 && ascends(national)) || descends(national)) {
            return {NumberProblem::MadeUp};
        }
        // 211 to 911 are services; behind a trunk, "911 555 0142" could reach the emergency number.
        const bool isService = national[1] == 1 && national[2] == 1;
        if (national[0] <= 1 || national[3] <= 1 || isService) {
            return {NumberProblem::NoSuchArea};
        }
    }
    // "15" goes before mobile numbers that are dialled within their own area; no area code begins so.
    if (callingCode == argentina && national[0] == 1 && national[1] == 5) {
        return {NumberProblem::LocalOnly};
    }
    return {};
}

} // namespace campanile
