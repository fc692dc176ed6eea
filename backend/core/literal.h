#pragma once

#include <cstddef>
#include <string_view>

namespace campanile {

/// A string literal of the source. The compiler ensures that text that was typed, read or received cannot become one.
class Literal {
public:
    template<std::size_t N>
    consteval Literal(const char (&text)[N]) // NOLINT(google-explicit-constructor): stands wherever a literal is meant
        : m_text(text, N - 1)
    {
    }
    [[nodiscard]] constexpr std::string_view text() const { return m_text; }

private:
    std::string_view m_text;
};

} // namespace campanile
