#pragma once

#include "csv/column_guess.h"

#include <optional>

namespace campanile {

/// Which of the first rows names the columns.
struct HeaderRow {
    int index = -1;              ///< -1: none does
    int rowsWithNumberAbove = 0; ///< rows above it that may be people
};

/// @param hasHeader  what the user says; with true and no row that looks like one, it is the first.
HeaderRow findHeaderRow(const SampleRows &rows, std::optional<bool> hasHeader);

} // namespace campanile
