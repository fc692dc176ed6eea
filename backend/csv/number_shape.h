#pragma once

#include <string>
#include <string_view>

namespace campanile {

/// How a cell is written, as far as it tells telephone numbers from other digits.
struct NumberShape {
    bool isNumber = false;      ///< looksLikeNumber
    bool isExplicit = false;    ///< begins with + or 00
    bool isWrittenOut = false;  ///< begins with +, 0 or a parenthesis, or is in three groups or more
    bool isCompactDate = false; ///< 20260331: eight digits that are a day of our time
};

NumberShape shapeOf(std::string_view utf8Field);

} // namespace campanile
