#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace campanile {

/// What stands at the start of a text that should be UTF-8.
struct Utf8Character {
    enum class State {
        WellFormed,
        Broken,     ///< `bytes` is the part to replace by one U+FFFD (Unicode 15, section 3.9, maximal subparts).
        Incomplete, ///< Well-formed up to the end of the text, where the rest is missing.
    };
    State state;
    std::size_t bytes;
};

/// @param text  not empty.
Utf8Character utf8CharacterAt(std::string_view text);

/// Length of the ASCII bytes at the start.
std::size_t asciiPrefix(std::string_view text);

/// Length of the well-formed UTF-8 at the start.
std::size_t utf8Prefix(std::string_view text);

/// Whether more of the characters beyond ASCII are well-formed UTF-8 than not; nothing when there are none.
std::optional<bool> speaksForUtf8(std::string_view text);

/// Writes one character, a Unicode scalar value, as UTF-8.
/// @param out  has room for 4 bytes. @returns how many were written.
std::size_t writeUtf8(char *out, char32_t c);

} // namespace campanile
