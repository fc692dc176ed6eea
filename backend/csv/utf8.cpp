#include "csv/utf8.h"

#include <cstdint>
#include <cstring>

namespace campanile {

namespace {

unsigned byteAt(std::string_view text, std::size_t i)
{
    return static_cast<unsigned char>(text[i]);
}

} // namespace

std::size_t asciiPrefix(std::string_view text)
{
    std::size_t i = 0;
    constexpr std::size_t stride = 64; // the inner loop becomes a few vector instructions
    for (; i + stride <= text.size(); i += stride) {
        unsigned char bits = 0;
        for (std::size_t k = 0; k < stride; ++k) {
            bits = static_cast<unsigned char>(bits | static_cast<unsigned char>(text[i + k]));
        }
        if (bits >= 0x80) {
            break;
        }
    }
    for (std::uint64_t word = 0; i + sizeof(word) <= text.size(); i += sizeof(word)) {
        std::memcpy(&word, text.data() + i, sizeof(word));
        if ((word & 0x8080808080808080U) != 0) {
            break;
        }
    }
    while (i < text.size() && byteAt(text, i) < 0x80) {
        ++i;
    }
    return i;
}

Utf8Character utf8CharacterAt(std::string_view text)
{
    using State = Utf8Character::State;
    const unsigned lead = byteAt(text, 0);
    if (lead < 0x80) {
        return {State::WellFormed, 1};
    }
    if (lead < 0xC2 || lead > 0xF4) {
        return {State::Broken, 1};
    }
    const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    // The second byte's range is narrower after four leads: no overlong forms, no surrogates, nothing beyond U+10FFFF.
    unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    for (std::size_t i = 1; i < length; ++i) {
        if (i == text.size()) {
            return {State::Incomplete, i};
        }
        if (byteAt(text, i) < low || byteAt(text, i) > high) {
            return {State::Broken, i};
        }
        low = 0x80;
        high = 0xBF;
    }
    return {State::WellFormed, length};
}

std::size_t utf8Prefix(std::string_view text)
{
    std::size_t i = 0;
    while (i < text.size()) {
        if (byteAt(text, i) < 0x80) {
            i += asciiPrefix(text.substr(i));
            continue;
        }
        const Utf8Character character = utf8CharacterAt(text.substr(i));
        if (character.state != Utf8Character::State::WellFormed) {
            break;
        }
        i += character.bytes;
    }
    return i;
}

std::optional<bool> speaksForUtf8(std::string_view text)
{
    std::size_t wellFormed = 0;
    std::size_t broken = 0;
    for (std::size_t i = 0; i < text.size();) {
        if (byteAt(text, i) < 0x80) {
            i += asciiPrefix(text.substr(i));
            continue;
        }
        const Utf8Character character = utf8CharacterAt(text.substr(i));
        wellFormed += character.state == Utf8Character::State::WellFormed ? 1 : 0;
        broken += character.state == Utf8Character::State::Broken ? 1 : 0;
        i += character.bytes;
    }
    if (wellFormed + broken == 0) {
        return std::nullopt;
    }
    return wellFormed > broken;
}

std::size_t writeUtf8(char *out, char32_t c)
{
    const auto byte = [](char32_t bits) { return static_cast<char>(static_cast<unsigned char>(bits)); };
    if (c < 0x80) {
        out[0] = byte(c);
        return 1;
    }
    if (c < 0x800) {
        out[0] = byte(0xC0 | c >> 6);
        out[1] = byte(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = byte(0xE0 | c >> 12);
        out[1] = byte(0x80 | (c >> 6 & 0x3F));
        out[2] = byte(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = byte(0xF0 | c >> 18);
    out[1] = byte(0x80 | (c >> 12 & 0x3F));
    out[2] = byte(0x80 | (c >> 6 & 0x3F));
    out[3] = byte(0x80 | (c & 0x3F));
    return 4;
}

} // namespace campanile
