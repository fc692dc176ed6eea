#pragma once

#include <string_view>

namespace campanile {

/// A string literal of the source. The compiler ensures that text that was typed, read or received cannot become one.
class Literal {
public:
    consteval Literal(const char *text) // NOLINT(google-explicit-constructor): stands wherever a literal is meant
        : m_text(text)
    {
    }
    [[nodiscard]] constexpr std::string_view text() const { return m_text; }

private:
    std::string_view m_text;
};

} // namespace campanile
