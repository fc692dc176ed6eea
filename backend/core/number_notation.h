#pragma once

#include "core/number_parser.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace campanile {

/// A telephone number as it is written: its digits and what stands between them, before any plan is asked. For
/// NumberParser and its tests.
struct NumberNotation {
    static constexpr int mostDigits = 32; ///< later ones are counted only

    /// What stands before a digit, as bits.
    enum Mark : std::uint8_t {
        Space = 1,
        Hyphen = 2,
        Dot = 4,
        Slash = 8,
        Open = 16,
        Close = 32,
        Comma = 64,
        End = 128
    };

    /// None: it is written like one number; whether there is such a number is the plan's business. Else why it is not.
    NumberProblem problem = NumberProblem::None;
    bool plus = false; ///< a '+' before the first digit
    int count = 0;     ///< digits, without decimal zeros
    std::array<std::uint8_t, mostDigits> digits{};
    std::array<std::uint8_t, mostDigits> before{}; ///< marks between this digit and the one before
    /// How many of the last digits may belong to an extension or be the end of a range: "…-12". Then:
    int doubtful = 0;
    /// The doubtful digits are zeros behind a dot, which a spreadsheet may have added.
    bool decimals = false;
    /// Index of a 0 that stands alone behind the first digit, as in "+44 (0) 20", else -1.
    int loneZero = -1;
    bool zeroInBrackets = false; ///< of loneZero
    /// Whether it falls into two parts that may each be a number; told when it has too many digits for one.
    bool splits = false;
};

/// Reads the notation. Allocates only when there are letters. Thread: any.
NumberNotation readNotation(std::string_view utf8Text);

/// Digits of the calling code with which an international number begins (ITU-T E.164: 1 to 3, assigned or not), told by
/// its first two digits.
constexpr int callingCodeLength(int first, int second)
{
    constexpr std::string_view twoDigits =
        "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 "
        "60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98 ";
    if (first == 1 || first == 7) {
        return 1;
    }
    for (std::size_t i = 0; i < twoDigits.size(); i += 3) {
        if (twoDigits[i] - '0' == first && twoDigits[i + 1] - '0' == second) {
            return 2;
        }
    }
    return 3;
}

} // namespace campanile
