#include "imports/two_readings.h"

#include "core/number_parser.h"
#include "csv/cell_values.h"

namespace campanile {

namespace {

std::string cellOf(const CsvPreview::Row &row, int column)
{
    const auto index = static_cast<std::size_t>(column);
    return column >= 0 && index < row.fields.size() ? row.fields[index].toStdString() : std::string();
}

/// The number of a row as an import finds it: the first that can be called, else why the first has none.
struct Found {
    ParsedNumber number{{}, NumberProblem::Empty};
    std::string text;
};

Found numberOf(const CsvPreview::Row &row, const std::vector<int> &columns, const NumberParser &parser)
{
    Found found;
    for (const int column : columns) {
        const std::string field = cellOf(row, column);
        std::string_view cell = trimmedCell(field);
        while (!cell.empty()) {
            const std::string_view text = takeNumber(cell);
            const ParsedNumber parsed = parser.parse(text);
            if (parsed.ok() || found.number.problem == NumberProblem::Empty) {
                found = {parsed, std::string(text)};
            }
            if (parsed.ok()) {
                return found;
            }
        }
    }
    return found;
}

} // namespace

TwoReadings twoReadingsOf(const CsvPreview &preview, const QString &region)
{
    TwoReadings result;
    const std::vector<int> columns = preview.mapping.numberColumns();
    const int country = preview.mapping.indexOf(ColumnRole::Country);
    for (std::size_t i = static_cast<std::size_t>(preview.mapping.headRows()); i < preview.rows.size(); ++i) {
        const CsvPreview::Row &row = preview.rows[i];
        const CountryCell of = readCountry(cellOf(row, country));
        const NumberParser parser(of.kind == CountryCell::Kind::Empty ? region.toStdString() : of.region);
        const Found found = numberOf(row, columns, parser);
        if (found.number.problem != NumberProblem::TwoReadings) {
            continue;
        }
        if (++result.rows == 1) {
            result.example = QString::fromStdString(found.text);
            result.asWritten = found.number.readings[0];
            result.withCallingCode = found.number.readings[1];
        }
    }
    return result;
}

} // namespace campanile
