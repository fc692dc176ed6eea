#include "local/lists/target_rows.h"

namespace campanile {

namespace {

constexpr qsizetype longestRaw = 1'000;
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

} // namespace

TargetRows::TargetRows(ColumnMapping mapping, std::string_view defaultRegion)
    : m_parser(defaultRegion)
    , m_number(mapping.indexOf(ColumnRole::Number))
    , m_name(mapping.indexOf(ColumnRole::Name))
    , m_firstName(mapping.indexOf(ColumnRole::FirstName))
    , m_lastName(mapping.indexOf(ColumnRole::LastName))
    , m_zone(zoneColumn(mapping))
{
    for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
        const MappedColumn &column = mapping.columns[i];
        if (column.role == ColumnRole::Number || column.role == ColumnRole::Ignore || column.variableKey.empty()) {
            continue;
        }
        std::string prefix;
        appendJsonString(prefix, static_cast<int>(i) == m_zone ? zoneKey : std::string_view(column.variableKey));
        m_variables.push_back({static_cast<int>(i), prefix + ':'});
    }
}

std::string_view TargetRows::field(const CsvRecord &record, int column)
{
    const auto index = static_cast<std::size_t>(column);
    return column >= 0 && index < record.fields.size() ? record.fields[index] : std::string_view();
}

ParsedNumber TargetRows::number(const CsvRecord &record) const
{
    return m_parser.parse(field(record, m_number));
}

std::string_view TargetRows::zone(const CsvRecord &record) const
{
    const std::string_view text = field(record, m_zone);
    const std::size_t first = text.find_first_not_of(" \t");
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(" \t") - first + 1);
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
        const std::string_view value = variable.column == m_zone ? zone(record) : field(record, variable.column);
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
    return {record.line,    fromUtf8(field(record, m_number)).left(64),
            reason.message, fromUtf8(record.raw).left(longestRaw),
            reason.rule,    reason.values};
}

} // namespace campanile
