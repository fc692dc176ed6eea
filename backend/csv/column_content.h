#pragma once

#include "csv/column_guess.h"

#include <cstddef>
#include <string_view>

namespace campanile {

class NumberParser;

/// What the cells of one column look like, in the rows looked at. Cells that say that nothing is known ("n/a", "-") do
/// not count as filled.
struct ColumnContent {
    int filled = 0;
    int shaped = 0;     ///< have the shape of a telephone number
    int possible = 0;   ///< can be dialled, or could if the region was known
    int valid = 0;      ///< are in a range that is assigned
    int explicitly = 0; ///< begin with + or 00
    int counted = 0;    ///< are one more than the cell above, as order numbers are
    int compared = 0;   ///< are bare digits below a cell of bare digits
    int rising = 0;     ///< … and a little more than that one, as serial numbers are
    int articles = 0;   ///< are written as numbers of articles and books are: 13 digits, of which the last one checks
                        ///< the others
    int written =
        0; ///< are written as only telephone numbers are: with +, 00, a leading 0 or parenthesis, or in groups

    /// Per cent of the filled cells; 0 when none is.
    [[nodiscard]] int share(int count) const { return filled == 0 ? 0 : count * 100 / filled; }
};

/// @param firstRow  the first row behind the header.
ColumnContent contentOf(const SampleRows &rows, std::size_t firstRow, std::size_t column, const NumberParser &parser);

/// Whether a cell says that nothing is known: "n/a", "-", "unknown", "null" …
bool isPlaceholder(std::string_view utf8Cell);

} // namespace campanile
