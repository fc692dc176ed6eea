#pragma once

#include "csv/column_guess.h"

#include <string_view>

namespace campanile {

/// Gives the columns that say what the telephone numbers beside them are ("Phone 1 - Label": "Home Fax") the role
/// NumberLabel: by their heading, or by their cells when they stand beside a column of numbers. Columns whose role the
/// user chose keep it. To be asked anew when another column of numbers is chosen.
void guessNumberLabels(ColumnMapping &mapping, const SampleRows &rows);

/// Index of the column whose numbers the column `label` is about: the one that is headed alike ("Phone 1 - Value"),
/// else the one beside it, else the nearest column of numbers. It may be a column that is not called. -1 for none.
int labelledColumn(const ColumnMapping &mapping, int label);

/// Whether a cell of a column of labels says that the number is not one to call: a fax, a pager, somebody else's, an
/// old one.
bool isNotToBeCalled(std::string_view utf8Label);

} // namespace campanile
