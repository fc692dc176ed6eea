#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace campanile {

/// What a character means in a text that may be a telephone number.
enum class NumberCharacter : std::uint8_t {
    Digit,     ///< of any script
    Plus,      ///< in any width
    Space,     ///< any space that does not end a line
    Hyphen,    ///< hyphens, dashes, the minus sign, the Japanese long vowel mark
    Dot,       ///< full stops and middle dots
    Slash,     ///< also the slash of fractions
    Open,      ///< ( and [
    Close,     ///< ) and ]
    Comma,     ///< also where it is the decimal sign
    Separator, ///< Ends a number: line breaks, ; : | & \ the Katakana middle dot, and the signs of a range.
    Invisible, ///< Joiners, direction marks, variation selectors, the byte-order mark: never part of a number.
    Hash,      ///< #
    Letter,    ///< letters, and the marks of scripts that write vowels as marks
    Other,
    Malformed, ///< no UTF-8
};

/// A character at the beginning of a text.
struct DecodedCharacter {
    NumberCharacter kind = NumberCharacter::Malformed;
    std::uint8_t digit = 0;  ///< of a Digit
    std::uint8_t length = 1; ///< bytes
    char32_t codePoint = 0xFFFD;
};

/// By code, for ASCII.
inline constexpr std::array<NumberCharacter, 128> asciiNumberCharacters = [] {
    using Kind = NumberCharacter;
    std::array<NumberCharacter, 128> kinds{};
    kinds.fill(Kind::Other);
    const auto set = [&kinds](std::string_view characters, NumberCharacter kind) {
        for (const char c : characters) {
            kinds[static_cast<std::size_t>(c)] = kind;
        }
    };
    set("0123456789", Kind::Digit);
    set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", Kind::Letter);
    set(" \t\v\f", Kind::Space);
    set("\n\r;:|&\\~", Kind::Separator);
    set("+", Kind::Plus);
    set("-", Kind::Hyphen);
    set(".", Kind::Dot);
    set("/", Kind::Slash);
    set("([", Kind::Open);
    set(")]", Kind::Close);
    set(",", Kind::Comma);
    set("#", Kind::Hash);
    return kinds;
}();

/// The first character of a text that does not begin with ASCII. Thread: any.
DecodedCharacter firstForeignCharacter(std::string_view utf8Text);

/// The first character of a text that is not empty. Thread: any.
inline DecodedCharacter firstNumberCharacter(std::string_view utf8Text)
{
    const auto first = static_cast<unsigned char>(utf8Text.front());
    if (first < 128) {
        return {asciiNumberCharacters[first], static_cast<std::uint8_t>(first - '0'), 1, first};
    }
    return firstForeignCharacter(utf8Text);
}

} // namespace campanile
