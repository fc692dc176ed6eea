#include "core/trimmed_text.h"

#include <array>

namespace campanile {

namespace {

/// U+00A0, U+1680, U+2000 to U+200F, U+2028, U+2029, U+202F, U+205F, U+2060, U+3000, U+FEFF.
constexpr std::array<std::string_view, 25> wideSpaces = {
    "\xc2\xa0",     "\xe1\x9a\x80", "\xe2\x80\x80", "\xe2\x80\x81", "\xe2\x80\x82", "\xe2\x80\x83", "\xe2\x80\x84",
    "\xe2\x80\x85", "\xe2\x80\x86", "\xe2\x80\x87", "\xe2\x80\x88", "\xe2\x80\x89", "\xe2\x80\x8a", "\xe2\x80\x8b",
    "\xe2\x80\x8c", "\xe2\x80\x8d", "\xe2\x80\x8e", "\xe2\x80\x8f", "\xe2\x80\xa8", "\xe2\x80\xa9", "\xe2\x80\xaf",
    "\xe2\x81\x9f", "\xe2\x81\xa0", "\xe3\x80\x80", "\xef\xbb\xbf",
};

bool isNarrowSpace(char c)
{
    return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f;
}

std::size_t spaceAtStart(std::string_view text)
{
    if (text.empty() || isNarrowSpace(text.front())) {
        return text.empty() ? 0 : 1;
    }
    for (const std::string_view space : wideSpaces) {
        if (text.starts_with(space)) {
            return space.size();
        }
    }
    return 0;
}

std::size_t spaceAtEnd(std::string_view text)
{
    if (text.empty() || isNarrowSpace(text.back())) {
        return text.empty() ? 0 : 1;
    }
    for (const std::string_view space : wideSpaces) {
        if (text.ends_with(space)) {
            return space.size();
        }
    }
    return 0;
}

bool isPlain(char c)
{
    return c > 0x20 && c < 0x7f;
}

} // namespace

std::string_view trimmedText(std::string_view text)
{
    while (!text.empty() && !isPlain(text.front())) {
        const std::size_t space = spaceAtStart(text);
        if (space == 0) {
            break;
        }
        text.remove_prefix(space);
    }
    while (!text.empty() && !isPlain(text.back())) {
        const std::size_t space = spaceAtEnd(text);
        if (space == 0) {
            break;
        }
        text.remove_suffix(space);
    }
    return text;
}

} // namespace campanile
