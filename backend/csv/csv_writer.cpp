#include "csv/csv_writer.h"

#include "core/e164.h"

namespace campanile {

namespace {

bool beginsAFormula(std::string_view field)
{
    using namespace std::string_view_literals;
    const std::size_t at = field.find_first_not_of('\'');
    return at != std::string_view::npos && "=+-@\t\r\0"sv.find(field[at]) != std::string_view::npos;
}

bool needsGuard(std::string_view field)
{
    return beginsAFormula(field) && !E164::parse(field);
}

} // namespace

CsvWriter &CsvWriter::field(std::string_view utf8)
{
    if (!m_isFirst) {
        m_out += ',';
    }
    m_isFirst = false;
    const bool guarded = m_guard == FormulaGuard::On && needsGuard(utf8);
    if (utf8.find_first_of(",\"\r\n") == std::string_view::npos) {
        m_out.append(guarded ? 1 : 0, '\'').append(utf8);
        return *this;
    }
    m_out.append(guarded ? "\"'" : "\"");
    for (std::size_t at = utf8.find('"'); at != std::string_view::npos; at = utf8.find('"')) {
        m_out.append(utf8.substr(0, at + 1)).append(1, '"');
        utf8.remove_prefix(at + 1);
    }
    m_out.append(utf8).append(1, '"');
    return *this;
}

void CsvWriter::endRow()
{
    m_out.append("\r\n");
    m_isFirst = true;
}

std::string_view withoutFormulaGuard(std::string_view field)
{
    return field.starts_with('\'') && beginsAFormula(field) ? field.substr(1) : field;
}

} // namespace campanile
