#pragma once

#include "csv/column_content.h"
#include "csv/column_heading.h"
#include "csv/column_question.h"

#include <optional>
#include <span>
#include <vector>

namespace campanile {

/// All that is known about one column before its role is decided.
struct ColumnFacts {
    QString header; ///< trimmed; empty without one
    Heading heading;
    ColumnContent content;
};

/// Which columns hold the numbers to call.
struct NumberColumns {
    std::vector<int> inOrder; ///< the number to call, then the further ones of the same person; empty when undecided
    bool byHeading = false;   ///< the headings say so; otherwise the cells do
    bool isOnly = false;      ///< no other column can be meant
    std::optional<ColumnQuestion> question;
};

/// The wrong column is never taken: without a heading that speaks of telephones a column is taken only when there is no
/// doubt, and otherwise asked about.
/// @param hasRegion  whether numbers without '+' can be read, so that it is known which are assigned.
NumberColumns decideNumberColumns(std::span<const ColumnFacts> columns, bool hasRegion);

} // namespace campanile
