#pragma once

#include "digit_pattern.h"

#include <exception>
#include <iostream>
#include <optional>
#include <string>

namespace campanile {

/// A pattern of the metadata; one that DigitPattern cannot read may match anything, and need not. Used by the build.
class MetadataPattern {
public:
    explicit MetadataPattern(const std::string &text)
    {
        try {
            if (!text.empty()) {
                m_digits.emplace(m_text = text);
            }
        } catch (const std::exception &e) {
            std::cerr << "number table: the long way for pattern " << text << ": " << e.what() << '\n';
            m_isUnreadable = true;
        }
    }
    MetadataPattern(const MetadataPattern &) = delete; // m_digits looks into m_text
    MetadataPattern &operator=(const MetadataPattern &) = delete;
    ~MetadataPattern() = default;

    /// Whether some number of that length with these first digits may begin with a match.
    [[nodiscard]] bool canMatch(const std::string &first, int length) const
    {
        return m_isUnreadable || (m_digits && m_digits->canMatch(first, length));
    }
    /// Whether some number of that length with these first digits may match from its first digit to its last.
    [[nodiscard]] bool canMatchWhole(const std::string &first, int length) const
    {
        return m_isUnreadable || (m_digits && m_digits->canMatchWhole(first, length));
    }
    /// Whether all numbers of that length with these first digits match so.
    [[nodiscard]] bool mustMatchWhole(const std::string &first, int length) const
    {
        return m_digits && m_digits->mustMatchWhole(first, length);
    }
    /// Whether the digit, when `next` follows it, is all that a match takes.
    [[nodiscard]] bool takesOnly(char digit, char next) const
    {
        if (!m_digits) {
            return false;
        }
        const DigitPattern::Position taken = m_digits->after(m_digits->start(), digit - '0');
        return taken.matched && m_digits->after(taken, next - '0').states.empty();
    }

private:
    std::string m_text;
    std::optional<DigitPattern> m_digits;
    bool m_isUnreadable = false;
};

} // namespace campanile
