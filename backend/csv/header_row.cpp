#include "csv/header_row.h"

#include "csv/cell_values.h"
#include "csv/column_content.h"
#include "csv/column_heading.h"
#include "csv/number_shape.h"

#include <algorithm>
#include <set>
#include <string>

namespace campanile {

namespace {

// A preamble has a title, a date, perhaps the filters of a report.
constexpr std::size_t mostRowsAbove = 20;
// So many rows below a heading tell what its column holds.
constexpr std::size_t rowsBelow = 40;
constexpr std::size_t longestName = 60; // of a column, in bytes

std::string_view cellAt(const SampleRows &rows, std::size_t row, std::size_t column)
{
    return column < rows[row].size() ? trimmedCell(rows[row][column]) : std::string_view();
}

/// A number in the sense that the row may be a person: days of our time (20260101) are not.
bool mayBeNumber(std::string_view cell)
{
    const NumberShape shape = shapeOf(cell);
    return shape.isNumber && !shape.isCompactDate;
}

bool hasNumber(const SampleRows &rows, std::size_t row)
{
    return std::ranges::any_of(rows[row], mayBeNumber);
}

/// Whether most of what stands below in that column has the shape of a number.
bool hasNumbersBelow(const SampleRows &rows, std::size_t row, std::size_t column)
{
    int filled = 0;
    int shaped = 0;
    for (std::size_t i = row + 1; i < std::min(rows.size(), row + 1 + rowsBelow); ++i) {
        const std::string_view cell = cellAt(rows, i, column);
        const bool isNumber = mayBeNumber(cell);
        filled += !cell.empty() && (isNumber || !isPlaceholder(cell)) ? 1 : 0;
        shaped += isNumber ? 1 : 0;
    }
    return shaped > 0 && shaped * 2 >= filled;
}

bool occursBelow(const SampleRows &rows, std::size_t row, std::size_t column)
{
    const std::string_view cell = cellAt(rows, row, column);
    for (std::size_t i = row + 1; i < std::min(rows.size(), row + 1 + rowsBelow); ++i) {
        if (cellAt(rows, i, column) == cell) {
            return true;
        }
    }
    return false;
}

struct RowFacts {
    int filled = 0;
    int known = 0;            ///< cells that are usual headings
    bool overNumbers = false; ///< a heading of telephones stands above numbers
    bool repeated = false;    ///< a cell occurs again below it, as those of people do
};

RowFacts factsOf(const SampleRows &rows, std::size_t row)
{
    RowFacts facts;
    for (std::size_t column = 0; column < rows[row].size(); ++column) {
        const std::string_view cell = cellAt(rows, row, column);
        if (cell.empty()) {
            continue;
        }
        ++facts.filled;
        facts.repeated = facts.repeated || occursBelow(rows, row, column);
        const Heading heading = mayBeNumber(cell) ? Heading{} : readHeading(cell);
        // "Wrong number" and "Mother" also stand in the rows of people, in the place of a number or beside it.
        const bool mayBeRemark = heading.kind == HeadingKind::OtherPhone && heading.rank == Heading::lastRank;
        facts.known += heading.kind == HeadingKind::Unknown || mayBeRemark ? 0 : 1;
        const bool isTelephone =
            heading.kind == HeadingKind::Phone || (heading.kind == HeadingKind::OtherPhone && !mayBeRemark);
        facts.overNumbers = facts.overNumbers || (isTelephone && hasNumbersBelow(rows, row, column));
    }
    return facts;
}

/// Whether the cell can be the name of a column: it holds a letter, is short, and does not occur again below it.
bool canBeName(const SampleRows &rows, std::size_t row, std::size_t column)
{
    const std::string_view cell = cellAt(rows, row, column);
    const bool hasLetter = std::ranges::any_of(cell, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    });
    if (!hasLetter || cell.size() > longestName || cell.find('@') != std::string_view::npos || isPlaceholder(cell)) {
        return false;
    }
    return !occursBelow(rows, row, column);
}

/// A row without a usual heading names the columns when all its cells can be names, and every column of numbers has
/// one.
bool looksLikeNames(const SampleRows &rows, std::size_t row)
{
    std::set<std::string_view> seen;
    std::size_t columns = 0;
    for (const auto &fields : rows) {
        columns = std::max(columns, fields.size());
    }
    for (std::size_t column = 0; column < columns; ++column) {
        const std::string_view cell = cellAt(rows, row, column);
        const bool isNamed = !cell.empty();
        if (isNamed && (!canBeName(rows, row, column) || !seen.insert(cell).second)) {
            return false;
        }
        if (!isNamed && hasNumbersBelow(rows, row, column)) {
            return false;
        }
    }
    return !seen.empty();
}

/// Whether a row that could be a header only groups the columns that the next one names: "Phone" above "Home", "Mobile"
/// and "Work".
bool isGroupRow(const SampleRows &rows, std::size_t row, const RowFacts &facts)
{
    if (row + 1 >= rows.size() || hasNumber(rows, row + 1)) {
        return false;
    }
    const RowFacts next = factsOf(rows, row + 1);
    return next.overNumbers && next.filled > facts.filled;
}

/// The first row that is a header beyond doubt, or more so than the first row; -1 when there is none.
int surestHeader(const SampleRows &rows)
{
    const std::size_t last = std::min(rows.size(), mostRowsAbove + 1);
    RowFacts first;
    for (std::size_t row = 0; row < last; ++row) {
        const RowFacts facts = factsOf(rows, row);
        if (row == 0) {
            first = facts;
        }
        const bool tellsMore = row == 0 || (first.known < 2 && facts.filled > first.filled);
        const bool isGroup = facts.overNumbers && isGroupRow(rows, row, facts);
        const bool isLikely = facts.known >= 2 && tellsMore && !facts.repeated && !hasNumber(rows, row);
        if (!isGroup && (facts.overNumbers || isLikely)) {
            return static_cast<int>(row);
        }
    }
    return -1;
}

} // namespace

HeaderRow findHeaderRow(const SampleRows &rows, std::optional<bool> hasHeader)
{
    HeaderRow header;
    if (rows.empty() || hasHeader == false) {
        return header;
    }
    header.index = surestHeader(rows);
    for (int row = 0; row < header.index; ++row) {
        header.rowsWithNumberAbove += hasNumber(rows, static_cast<std::size_t>(row)) ? 1 : 0;
    }
    if (header.index < 0 && (hasHeader == true || (!hasNumber(rows, 0) && looksLikeNames(rows, 0)))) {
        header.index = 0;
    }
    return header;
}

} // namespace campanile
