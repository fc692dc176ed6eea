#pragma once

#include "core/search_text.h"

#include <QString>

#include <array>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

namespace campanile {

/// The digits of a text that is written like a number ("+1 (415) 555", "555-01"); empty for any other text.
inline std::string digitsOf(const QString &text)
{
    std::string digits;
    for (const QChar c : text) {
        if (c.isDigit()) {
            digits += static_cast<char>('0' + c.digitValue());
        } else if (!QStringLiteral(" +-().").contains(c)) {
            return {};
        }
    }
    return digits;
}

/// A search over the numbers and names of rows that are read anyway: the databases fold letters each in its own way,
/// and only those of ASCII. Thread: one.
class RowSearch {
public:
    explicit RowSearch(const QString &text)
        : m_isEmpty(text.trimmed().isEmpty())
        , m_digits(digitsOf(text.trimmed()))
        , m_name(text.trimmed())
    {
    }

    /// Nothing is looked for, so that every row is found.
    [[nodiscard]] bool isEmpty() const { return m_isEmpty; }

    /// @param utf8Name empty for a row without a name
    [[nodiscard]] bool finds(std::int64_t number, std::string_view utf8Name)
    {
        if (!m_digits.empty()) {
            std::array<char, 24> text{};
            const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
            const std::string_view digits(text.data(), static_cast<std::size_t>(end - text.data()));
            if (digits.find(m_digits) != std::string_view::npos) {
                return true;
            }
        }
        return !utf8Name.empty() && m_name.finds(utf8Name);
    }

private:
    const bool m_isEmpty;
    const std::string m_digits; // empty: the text is no part of a number
    NameSearch m_name;
};

} // namespace campanile
