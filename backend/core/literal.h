#pragma once

#include <cstddef>
#include <string_view>

namespace campanile {

/// A literal of the source: nothing that was typed, read or received can become one, and the compiler sees to that.
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
