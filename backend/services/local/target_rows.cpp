#include "services/local/target_rows.h"

namespace campanile {

namespace {

constexpr qsizetype longestRaw = 1'000;

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

TargetRows::TargetRows(ColumnMapping mapping, std::string_view defaultRegion)
    : m_parser(defaultRegion)
    , m_number(mapping.indexOf(ColumnRole::Number))
    , m_name(mapping.indexOf(ColumnRole::Name))
    , m_firstName(mapping.indexOf(ColumnRole::FirstName))
    , m_lastName(mapping.indexOf(ColumnRole::LastName))
{
    for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
        const MappedColumn &column = mapping.columns[i];
        if (column.role == ColumnRole::Number || column.role == ColumnRole::Ignore || column.variableKey.empty()) {
            continue;
        }
        std::string prefix;
        appendJsonString(prefix, column.variableKey);
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

RejectedRow TargetRows::reject(const CsvRecord &record, const QString &reason) const
{
    return {record.line, fromUtf8(field(record, m_number)).left(64), reason, fromUtf8(record.raw).left(longestRaw)};
}

} // namespace campanile
