#pragma once

#include <string>
#include <string_view>

namespace campanile {

/// Whether fields that a spreadsheet would run as a formula are made harmless.
enum class FormulaGuard { On, Off };

/// Writes CSV (RFC 4180: comma, CRLF, quotes only where needed, doubled inside) to the end of a string, which the
/// caller empties to a file or socket as it likes.
///
/// With the guard on, a field that begins with = + - @ TAB CR or NUL gets a leading apostrophe, which spreadsheets take
/// for "text" (OWASP, CSV injection; ASVS 5.0, 1.2.10). A field that is exactly a number in E.164 (^\+[1-9]\d{1,14}$)
/// stays as it is: it runs nothing, and must survive a round trip. A field that already begins so behind apostrophes
/// gets one more, so that withoutFormulaGuard restores every field. Thread: one at a time. Borrows `out`.
class CsvWriter {
public:
    explicit CsvWriter(std::string &out, FormulaGuard guard = FormulaGuard::On)
        : m_out(out)
        , m_guard(guard)
    {
    }

    /// Appends one field to the current row; UTF-8.
    CsvWriter &field(std::string_view utf8);
    /// Ends the row.
    void endRow();

private:
    std::string &m_out;
    const FormulaGuard m_guard;
    bool m_isFirst = true;
};

/// The field as it was before the guard: one leading apostrophe is removed where the guard would have put it.
std::string_view withoutFormulaGuard(std::string_view field);

} // namespace campanile
