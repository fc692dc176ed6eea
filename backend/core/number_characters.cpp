#include "core/number_characters.h"

#include <QChar>

#include <array>

namespace campanile {

namespace {

using Kind = NumberCharacter;

/// Punctuation outside ASCII whose meaning its Unicode category does not tell.
Kind kindOfPunctuation(char32_t c)
{
    switch (c) {
    case U'\u207A': // superscript plus
    case U'\uFE62': // small plus
    case U'\uFF0B': // full-width plus
        return Kind::Plus;
    case U'\u02D7': // modifier minus
    case U'\u2043': // hyphen bullet
    case U'\u2212': // minus
    case U'\u30FC': // Katakana long vowel mark, which Japanese keyboards give for a dash
    case U'\uFF70': // its half-width form
        return Kind::Hyphen;
    case U'\u00B7': // middle dot
    case U'\u2022': // bullet
    case U'\u2024': // one dot leader
    case U'\u2027': // hyphenation point
    case U'\uFF0E': // full-width full stop
        return Kind::Dot;
    case U'\u2044': // fraction slash
    case U'\u2215': // division slash
    case U'\uFF0F': // full-width slash
        return Kind::Slash;
    case U'\uFF08':
    case U'\uFF3B':
        return Kind::Open;
    case U'\uFF09':
    case U'\uFF3D':
        return Kind::Close;
    case U'\u060C': // Arabic comma
    case U'\u066B': // Arabic decimal separator
    case U'\u3001': // ideographic comma
    case U'\uFF0C': // full-width comma
        return Kind::Comma;
    case U'\u0085': // next line
    case U'\u061B': // Arabic semicolon
    case U'\u223C': // tilde operator
    case U'\u301C': // wave dash, the sign of a range in Japanese
    case U'\u3030': // wavy dash
    case U'\u30FB': // Katakana middle dot, which parts the items of a list
    case U'\uFF1A': // full-width colon
    case U'\uFF1B': // full-width semicolon
    case U'\uFF5C': // full-width bar
    case U'\uFF5E': // full-width tilde
    case U'\uFF65': // half-width Katakana middle dot
        return Kind::Separator;
    case U'\uFF03': // full-width #
        return Kind::Hash;
    default:
        return Kind::Other;
    }
}

Kind kindOf(char32_t c)
{
    if (const Kind kind = kindOfPunctuation(c); kind != Kind::Other) {
        return kind;
    }
    if (c == U'\u034F' || (c >= U'\uFE00' && c <= U'\uFE0F')) { // grapheme joiner, variation selectors
        return Kind::Invisible;
    }
    switch (QChar::category(c)) {
    case QChar::Number_DecimalDigit:
        return Kind::Digit;
    case QChar::Separator_Space:
        return Kind::Space;
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return Kind::Separator;
    case QChar::Other_Format:
        return Kind::Invisible;
    case QChar::Punctuation_Dash:
        return Kind::Hyphen;
    case QChar::Letter_Uppercase:
    case QChar::Letter_Lowercase:
    case QChar::Letter_Titlecase:
    case QChar::Letter_Modifier:
    case QChar::Letter_Other:
    case QChar::Mark_NonSpacing:
    case QChar::Mark_SpacingCombining:
        return Kind::Letter;
    default:
        return Kind::Other;
    }
}

/// 0 for bytes that are no UTF-8.
struct CodePoint {
    char32_t value = 0;
    std::uint8_t length = 0;
};

CodePoint decode(std::string_view text)
{
    const auto first = static_cast<unsigned char>(text.front());
    const std::uint8_t length = first >= 0xF0 && first <= 0xF4   ? 4
                                : first >= 0xE0 && first <= 0xEF ? 3
                                : first >= 0xC2 && first <= 0xDF ? 2
                                                                 : 0;
    if (length == 0 || text.size() < length) {
        return {};
    }
    char32_t value = first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        const auto next = static_cast<unsigned char>(text[i]);
        if ((next & 0xC0U) != 0x80U) {
            return {};
        }
        value = value << 6 | (next & 0x3FU);
    }
    constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
    const bool valid = value >= least[length] && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
    return valid ? CodePoint{value, length} : CodePoint{};
}

} // namespace

DecodedCharacter firstForeignCharacter(std::string_view utf8Text)
{
    const auto [value, length] = decode(utf8Text);
    if (length == 0) {
        return {};
    }
    const Kind kind = kindOf(value);
    const int digit = kind == Kind::Digit ? QChar::digitValue(value) : 0;
    return {kind, static_cast<std::uint8_t>(digit), length, value};
}

} // namespace campanile
