#include "csv/csv_dialect.h"

#include "csv/column_guess.h"
#include "csv/column_heading.h"
#include "csv/csv_reader.h"

#include <algorithm>
#include <array>
#include <map>

namespace campanile {

namespace {

using namespace Qt::StringLiterals;

// The usual first: on equal evidence the earlier one wins.
constexpr std::array candidates{',', ';', '\t', '|'};
constexpr std::size_t sniffedBytes = std::size_t{64} * 1024;
constexpr int sniffedRecords = 100;

/// The delimiter that a first line such as "sep=;" names; nothing when it is no such line.
std::optional<char> separatorLine(std::string_view head)
{
    const std::string_view line = head.substr(0, head.find_first_of("\r\n"));
    const QByteArray name = QByteArray::fromRawData(line.data(), static_cast<qsizetype>(line.size())).left(4).toLower();
    if (line.size() != 5 || name != "sep=") {
        return std::nullopt;
    }
    return line[4];
}

/// A field that holds another delimiter may be two that were not split: "phone;amount", "+4930901820;Doe".
bool isSplit(std::string_view field)
{
    return std::ranges::none_of(candidates, [field](char c) { return field.find(c) != std::string_view::npos; });
}

bool namesColumn(std::string_view field)
{
    return isSplit(field) && readHeading(field).kind != HeadingKind::Unknown;
}

bool isNumber(std::string_view field)
{
    return isSplit(field) && looksLikeNumber(field);
}

struct Evidence {
    double agreement = 0; // share of the records that have the usual number of fields, more than one
    int columns = 0;      // that number
    bool namedColumns = false;
    double numbers = 0; // share of the records with a field that looks like a telephone number

    /// A delimiter that splits nothing has no score. Agreement weighs most; then fields that make sense; the number of
    /// columns only breaks ties (a decimal comma splits as evenly as the semicolons around it, but less).
    [[nodiscard]] double score() const
    {
        const double sense = (namedColumns ? 0.5 : 0) + 0.5 * numbers;
        return columns < 2 ? 0 : agreement + sense + 0.001 * std::min(columns, 100);
    }
};

Evidence gather(std::string_view head, bool isComplete, char delimiter)
{
    auto source = CsvSource::fromBytes(head, TextEncoding::Utf8);
    if (!source) {
        return {};
    }
    CsvReader reader(std::move(source.value()), {.delimiter = delimiter});
    Evidence evidence;
    std::map<std::size_t, int> recordsByColumns;
    int records = 0;
    int withNumber = 0;
    CsvRecord record;
    while (records < sniffedRecords && reader.next(record) == CsvReader::Step::Record) {
        const bool mayBeCut = !isComplete && reader.bytesConsumed() == reader.bytesTotal();
        if (mayBeCut && records > 0) {
            break;
        }
        if (records++ == 0) {
            evidence.namedColumns = std::ranges::any_of(record.fields, namesColumn);
        }
        ++recordsByColumns[record.fields.size()];
        withNumber += std::ranges::any_of(record.fields, isNumber) ? 1 : 0;
    }
    // Records of one field are no evidence against a delimiter: lists in which most rows have only a number do exist.
    recordsByColumns.erase(1);
    if (recordsByColumns.empty()) {
        return {};
    }
    const auto usual =
        std::ranges::max_element(recordsByColumns, [](const auto &a, const auto &b) { return a.second < b.second; });
    evidence.columns = static_cast<int>(usual->first);
    evidence.agreement = static_cast<double>(usual->second) / records;
    evidence.numbers = static_cast<double>(withNumber) / records;
    return evidence;
}

} // namespace

QString delimiterName(char delimiter)
{
    switch (delimiter) {
    case ',':
        return u"comma"_s;
    case ';':
        return u"semicolon"_s;
    case '\t':
        return u"tab"_s;
    case '|':
        return u"pipe"_s;
    default:
        return QString(QLatin1Char(delimiter));
    }
}

CsvDialect sniffDialect(std::string_view head, bool isComplete, std::optional<char> delimiter)
{
    CsvDialect dialect;
    const auto named = separatorLine(head);
    dialect.hasSeparatorLine = named.has_value();
    if (delimiter || named) {
        dialect.delimiter = delimiter ? *delimiter : *named;
        return dialect;
    }
    double best = 0;
    for (const char candidate : candidates) {
        const std::string_view sample = head.substr(0, sniffedBytes);
        const double score = gather(sample, isComplete && sample.size() == head.size(), candidate).score();
        if (score > best) {
            best = score;
            dialect.delimiter = candidate;
        }
    }
    return dialect;
}

} // namespace campanile
