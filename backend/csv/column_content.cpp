#include "csv/column_content.h"

#include "core/number_parser.h"
#include "csv/cell_values.h"
#include "csv/number_shape.h"

#include <QString>

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <string>

namespace campanile {

namespace {

// So many numbers tell whether a column holds telephones; the rest is only looked at for its shape.
constexpr int mostParsed = 40;

// Serial numbers leave some out; telephone numbers in the order of their digits are further apart.
constexpr std::int64_t largestStep = 10'000;

bool isBare(std::string_view cell)
{
    return std::ranges::all_of(cell, [](char c) { return c >= '0' && c <= '9'; });
}

std::int64_t digitsOf(std::string_view cell)
{
    constexpr std::int64_t most = 1'000'000'000'000'000; // 15 digits; of longer cells their first ones count
    std::int64_t digits = 0;
    for (const char c : cell) {
        digits = c >= '0' && c <= '9' && digits < most ? digits * 10 + (c - '0') : digits;
    }
    return digits;
}

/// An EAN or ISBN. One number in ten of 13 digits looks like one by chance.
bool isArticleNumber(std::string_view cell)
{
    std::string digits;
    std::ranges::copy_if(cell, std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
    if (digits.size() != 13 || digits.front() == '0') {
        return false;
    }
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        sum += (digits[i] - '0') * (i % 2 == 0 ? 1 : 3);
    }
    return sum % 10 == 0;
}

} // namespace

bool isPlaceholder(std::string_view utf8Cell)
{
    constexpr std::array placeholders{
        "n/a",  "na",   "n.a.",    "-",         "--",       "---",          "?",      "null",
        "nil",  "none", "unknown", "unbekannt", "keine",    "keine angabe", "k.a.",   "inconnu",
        "nd",   "s/n",  "x",       "tbd",       "\\n",      "нет",          "无",     "なし",
        "없음", "#n/a", "missing", "not given", "no phone", "brak",         "ukendt", "okänt"};
    const std::string_view cell = trimmedCell(utf8Cell);
    const QString text = QString::fromUtf8(cell.data(), static_cast<qsizetype>(cell.size())).toLower();
    const std::string lower = text.toStdString();
    return std::ranges::any_of(placeholders, [&lower](const char *known) { return lower == known; });
}

ColumnContent contentOf(const SampleRows &rows, std::size_t firstRow, std::size_t column, const NumberParser &parser)
{
    ColumnContent content;
    std::int64_t above = -1;
    bool isAboveBare = false;
    int parsed = 0;
    int possible = 0;
    int valid = 0;
    for (std::size_t i = firstRow; i < rows.size(); ++i) {
        const std::string_view cell = column < rows[i].size() ? trimmedCell(rows[i][column]) : std::string_view();
        if (cell.empty()) {
            continue;
        }
        const NumberShape shape = shapeOf(cell);
        if (!shape.isNumber && isPlaceholder(cell)) {
            continue;
        }
        ++content.filled;
        if (!shape.isNumber || shape.isCompactDate) {
            continue;
        }
        ++content.shaped;
        content.explicitly += shape.isExplicit ? 1 : 0;
        const std::int64_t digits = digitsOf(cell);
        content.counted += digits == above + 1 ? 1 : 0;
        const bool areBothBare = isAboveBare && isBare(cell);
        content.compared += areBothBare ? 1 : 0;
        content.rising += areBothBare && digits > above && digits - above <= largestStep ? 1 : 0;
        isAboveBare = isBare(cell);
        above = digits;
        content.written += shape.isWrittenOut ? 1 : 0;
        content.articles += !shape.isExplicit && isArticleNumber(cell) ? 1 : 0;
        if (parsed == mostParsed) {
            continue;
        }
        ++parsed;
        const ParsedNumber number = parser.parse(cell);
        const bool needsRegion = parser.defaultRegion().empty() && number.problem == NumberProblem::MissingCountry;
        possible += number.ok() || needsRegion ? 1 : 0;
        valid += number.ok() && isAssigned(number.number) ? 1 : 0;
    }
    content.possible = parsed == 0 ? 0 : content.shaped * possible / parsed;
    content.valid = parsed == 0 ? 0 : content.shaped * valid / parsed;
    return content;
}

} // namespace campanile
