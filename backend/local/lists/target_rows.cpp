#include "local/lists/target_rows.h"

#include "csv/column_heading.h"
#include "csv/number_label.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace campanile {

namespace {

constexpr qsizetype longestRaw = 1'000;
// Different labels that are remembered; more would only be memory.
constexpr std::size_t mostLabels = 1'000;
// Delimiters too many before a number behind which it is still looked for: those of a name or an address.
constexpr int mostMoved = 8;
// The variable that decides which clock a person's calling hours are read from (TargetStore).
constexpr std::string_view zoneKey = "timezone";

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// The column that the engine reads as the person's time zone: the one of that name, else the one of that role.
int zoneColumn(const ColumnMapping &mapping)
{
    for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
        const MappedColumn &column = mapping.columns[i];
        if (column.variableKey == zoneKey && column.role != ColumnRole::Number && column.role != ColumnRole::Ignore) {
            return static_cast<int>(i);
        }
    }
    return mapping.indexOf(ColumnRole::Timezone);
}

/// How many fields of a record may be filled; 0: any number, since nothing that decides about a call can have moved.
/// The first field never moves.
std::size_t mostFilled(const ColumnMapping &mapping)
{
    constexpr std::array harmless{ColumnRole::Variable, ColumnRole::Ignore, ColumnRole::Name, ColumnRole::FirstName,
                                  ColumnRole::LastName};
    std::size_t most = static_cast<std::size_t>(mapping.width);
    bool canMove = false;
    for (std::size_t i = 1; i < mapping.columns.size(); ++i) {
        if (std::ranges::find(harmless, mapping.columns[i].role) == harmless.end()) {
            canMove = true;
            most = std::max(most, i + 1); // it was chosen although the header does not name it
        }
    }
    return mapping.width > 0 && canMove ? most : 0;
}

/// Adds the number, or the readings of one that has two.
void addReadings(const ParsedNumber &parsed, std::vector<E164> &numbers)
{
    if (parsed.ok()) {
        numbers.push_back(parsed.number);
    } else {
        std::ranges::copy_if(parsed.readings, std::back_inserter(numbers),
                             [](E164 reading) { return !reading.isNull(); });
    }
}

} // namespace

TargetRows::TargetRows(ColumnMapping mapping, std::string_view defaultRegion, NumberReading reading)
    : m_parser(defaultRegion, reading)
    , m_reading(reading)
    , m_mostFilled(mostFilled(mapping))
    , m_mostFields(std::max(m_mostFilled, static_cast<std::size_t>(mapping.fields)))
    , m_numbers(numberColumns(mapping))
    , m_name(mapping.indexOf(ColumnRole::Name))
    , m_firstName(mapping.indexOf(ColumnRole::FirstName))
    , m_lastName(mapping.indexOf(ColumnRole::LastName))
    , m_zone(zoneColumn(mapping))
    , m_country(mapping.indexOf(ColumnRole::Country))
{
    for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
        const MappedColumn &column = mapping.columns[i];
        const auto index = static_cast<int>(i);
        m_headings.push_back(headingOf(mapping, index));
        if (column.role == ColumnRole::DoNotCall || column.role == ColumnRole::Consent) {
            m_permissions.emplace_back(index, column.role);
        }
        const bool isFree = column.role == ColumnRole::Variable && column.reason != RoleReason::Chosen;
        if (isFree && isOfRemarks(column.header.toStdString())) {
            m_remarks.push_back(index);
        }
        if (column.role == ColumnRole::Number || column.role == ColumnRole::Ignore || column.variableKey.empty()) {
            continue;
        }
        std::string prefix;
        appendJsonString(prefix, index == m_zone ? zoneKey : std::string_view(column.variableKey));
        m_variables.push_back({index, prefix + ':'});
    }
}

std::vector<TargetRows::NumberColumn> TargetRows::numberColumns(const ColumnMapping &mapping)
{
    std::vector<NumberColumn> numbers;
    for (const int column : mapping.numberColumns()) {
        numbers.push_back({column, {}});
    }
    for (const int label : mapping.indexesOf(ColumnRole::NumberLabel)) {
        const auto found = std::ranges::find(numbers, labelledColumn(mapping, label), &NumberColumn::column);
        if (found != numbers.end()) {
            found->labels.push_back(label);
        }
    }
    return numbers;
}

std::string_view TargetRows::field(const CsvRecord &record, int column)
{
    const auto index = static_cast<std::size_t>(column);
    return column >= 0 && index < record.fields.size() ? trimmedCell(record.fields[index]) : std::string_view();
}

bool TargetRows::hasMovedFields(const CsvRecord &record) const
{
    if (m_mostFilled == 0 || !record.ok() || record.fields.size() <= m_mostFilled) {
        return false;
    }
    const auto isFilled = [](std::string_view field) { return !trimmedCell(field).empty(); };
    // A field that is blank is one too many all the same: it may be the empty last one of a record that has moved.
    return record.fields.size() > m_mostFields || std::ranges::any_of(record.fields.subspan(m_mostFilled), isFilled);
}

void TargetRows::checkFields(CsvRecord &record) const
{
    if (hasMovedFields(record)) {
        record.fields = {};
        record.problem = CsvProblem::MovedFields;
    }
}

/// Calls `take` with what stands in the cells of numbers, one after the other, and its column.
/// @param moved  how far to the right of their columns the cells stand; the first field never moves
template<class Take>
void TargetRows::eachNumber(const CsvRecord &record, const NumberParser &parser, int moved, Take take)
{
    for (const NumberColumn &numbers : m_numbers) {
        std::string_view cell = field(record, numbers.column == 0 ? 0 : numbers.column + moved);
        while (!cell.empty()) {
            take(parser.parse(takeNumber(cell)), numbers);
        }
    }
}

/// The column of labels that refuses calls to these numbers of the record; -1 for none.
int TargetRows::labelRefusing(const CsvRecord &record, const NumberColumn &numbers)
{
    const auto refuses = [this, &record](int label) { return refusesCalls(field(record, label)); };
    const auto found = std::ranges::find_if(numbers.labels, refuses);
    return found == numbers.labels.end() ? -1 : *found;
}

/// A list has few different labels, and reading one takes longer than reading a number.
bool TargetRows::refusesCalls(std::string_view label)
{
    if (label.empty()) {
        return false;
    }
    if (const auto known = m_labels.find(label); known != m_labels.end()) {
        return known->second;
    }
    const bool refuses = isNotToBeCalled(label);
    if (m_labels.size() < mostLabels) {
        m_labels.emplace(label, refuses);
    }
    return refuses;
}

ParsedNumber TargetRows::number(const CsvRecord &record)
{
    RowNumbers found;
    readNumbers(record, found);
    return found.first;
}

void TargetRows::readNumbers(const CsvRecord &record, RowNumbers &found)
{
    found.first = {{}, NumberProblem::Empty};
    found.callable.clear();
    found.all.clear();
    const auto take = [this, &found, &record](const ParsedNumber &parsed, const NumberColumn &numbers) {
        addReadings(parsed, found.all);
        const bool canBeCalled = parsed.ok() && labelRefusing(record, numbers) < 0;
        const bool saysWhyNot = !parsed.ok() && found.first.problem == NumberProblem::Empty;
        if (saysWhyNot || (canBeCalled && found.callable.empty())) {
            found.first = parsed;
        }
        if (canBeCalled) {
            found.callable.push_back(parsed.number);
        }
    };
    eachNumber(record, parserFor(record), 0, take);
}

std::optional<TargetRows::Label> TargetRows::refusingLabel(const CsvRecord &record)
{
    const auto isFilled = [&record](const NumberColumn &numbers) { return !field(record, numbers.column).empty(); };
    const auto first = std::ranges::find_if(m_numbers, isFilled);
    const int label = first == m_numbers.end() ? -1 : labelRefusing(record, *first);
    return label < 0 ? std::nullopt
                     : std::optional(Label{m_headings[static_cast<std::size_t>(label)], field(record, label)});
}

void TargetRows::addNumbers(const CsvRecord &record, const NumberParser &parser, int moved, std::vector<E164> &numbers)
{
    eachNumber(record, parser, moved,
               [&numbers](const ParsedNumber &parsed, const NumberColumn &) { addReadings(parsed, numbers); });
}

std::vector<E164> TargetRows::numbers(const CsvRecord &record)
{
    std::vector<E164> found;
    addNumbers(record, parserFor(record), 0, found);
    return found;
}

/// A delimiter too many may stand before the number, or before its country, or behind both.
std::vector<E164> TargetRows::numbersOfMovedFields(const CsvRecord &record)
{
    const int most = std::min(static_cast<int>(record.fields.size() - m_mostFilled), mostMoved);
    std::vector<E164> found;
    for (int country = 0; country <= (m_country < 0 ? 0 : most); ++country) {
        const NumberParser &parser = parserFor(record, country);
        for (int moved = 0; moved <= most; ++moved) {
            addNumbers(record, parser, moved, found);
        }
    }
    return found;
}

/// The country of a row decides how its numbers are read. Where the cell names none, only numbers with '+' are.
const NumberParser &TargetRows::parserFor(const CsvRecord &record, int moved)
{
    const std::string_view cell = m_country < 0 ? std::string_view() : field(record, m_country + moved);
    if (cell.empty()) {
        return m_parser;
    }
    if (m_lastParser == nullptr || cell != m_lastCountry) {
        m_lastCountry = cell;
        m_lastParser = &parserOf(readCountry(cell).region);
    }
    return *m_lastParser;
}

const NumberParser &TargetRows::parserOf(const std::string &region)
{
    return m_parsers.try_emplace(region, region, m_reading).first->second;
}

std::string_view TargetRows::numberCell(const CsvRecord &record) const
{
    for (const NumberColumn &numbers : m_numbers) {
        if (const std::string_view cell = field(record, numbers.column); !cell.empty()) {
            return cell;
        }
    }
    return {};
}

std::string_view TargetRows::zone(const CsvRecord &record) const
{
    return field(record, m_zone);
}

TargetRows::Permission TargetRows::permission(const CsvRecord &record) const
{
    Permission found;
    for (const auto &[column, role] : m_permissions) {
        const std::string_view cell = field(record, column);
        const CallPermission says = readPermission(role, cell);
        if (says == CallPermission::Refused || (says == CallPermission::Unclear && found.heading.isEmpty())) {
            found = {says, m_headings[static_cast<std::size_t>(column)], cell};
        }
        if (says == CallPermission::Refused) {
            return found;
        }
    }
    for (const int column : m_remarks) {
        if (const std::string_view cell = field(record, column); saysNotToCall(cell)) {
            return {CallPermission::Refused, m_headings[static_cast<std::size_t>(column)], cell};
        }
    }
    return found;
}

void TargetRows::write(const CsvRecord &record, TargetSlice &slice) const
{
    std::string &text = slice.text();
    if (m_name >= 0) {
        text += field(record, m_name);
    } else {
        const std::string_view first = field(record, m_firstName);
        const std::string_view last = field(record, m_lastName);
        text += first;
        text += first.empty() || last.empty() ? "" : " ";
        text += last;
    }
    slice.endName();
    text += '{';
    const char *separator = "";
    for (const Variable &variable : m_variables) {
        const std::string_view value = field(record, variable.column);
        if (!value.empty()) {
            text += separator;
            text += variable.prefix;
            appendJsonString(text, value);
            separator = ",";
        }
    }
    text += '}';
    slice.endRow();
}

RejectedRow TargetRows::reject(const CsvRecord &record, const Error &reason) const
{
    return {record.line,    fromUtf8(numberCell(record)).left(64),
            reason.message, fromUtf8(record.raw).left(longestRaw),
            reason.rule,    reason.values};
}

QString headingOf(const ColumnMapping &mapping, int column)
{
    const QString &heading = mapping.columns[static_cast<std::size_t>(column)].header;
    return heading.isEmpty() ? QStringLiteral("column %1").arg(column + 1) : heading;
}

} // namespace campanile
