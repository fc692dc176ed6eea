#pragma once

#include "csv/column_guess.h"
#include "csv/column_heading.h"

#include <cstddef>
#include <string_view>

namespace campanile {

/// Whether a column says in which country the numbers of its row are: its heading says so, or may say so and its cells
/// agree with the numbers. "Vorwahl" and "Prefijo" mean a calling code in one list and an area code in another; a
/// calling code that is overlooked, or an area code that is taken for one, would ring somebody else.
/// @param kind          of its heading; false for one that has nothing to do with countries.
/// @param firstRow      the first row behind the header.
/// @param numberColumn  index of the column of numbers, -1 for none.
/// @param region        where numbers without '+' are from; may be empty.
bool isCountryColumn(HeadingKind kind, const SampleRows &rows, std::size_t firstRow, std::size_t column,
                     int numberColumn, std::string_view region);

/// How many per cent of the filled cells name a country.
int countryShare(const SampleRows &rows, std::size_t firstRow, std::size_t column);

} // namespace campanile
