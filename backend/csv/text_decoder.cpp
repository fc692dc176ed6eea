#include "csv/text_decoder.h"

#include "csv/encoding_table.h"
#include "csv/utf8.h"

#include <QChar>

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace campanile {

namespace {

constexpr std::string_view replacement = "\uFFFD";

unsigned byteAt(std::string_view text, std::size_t i)
{
    return static_cast<unsigned char>(text[i]);
}

/// Windows-1252, 0x80 to 0x9F; the five positions that Microsoft's table leaves empty are the C1 controls of the same
/// number, as the WHATWG Encoding Standard has it.
constexpr std::array<char16_t, 32> windows1252{0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                               0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                               0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                               0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

} // namespace

/// One conversion of the system's, with the shift state it is in.
class TextDecoder::Converter {
public:
    explicit Converter(const char *from)
        : m_handle(iconv_open("UTF-8", from))
    {
    }
    ~Converter()
    {
        if (isOpen()) {
            iconv_close(m_handle);
        }
    }
    Converter(const Converter &) = delete;
    Converter &operator=(const Converter &) = delete;

    [[nodiscard]] bool isOpen() const { return m_handle != reinterpret_cast<iconv_t>(-1); }
    void restart() { iconv(m_handle, nullptr, nullptr, nullptr, nullptr); }

    enum class Stop : std::uint8_t { AtEnd, AtBroken, AtIncomplete, Full };
    struct Piece {
        std::size_t written = 0;
        Stop stop = Stop::AtEnd;
    };

    /// Converts up to the end of `pending`, the first trouble, or until `out` is full.
    Piece convert(std::string_view &pending, std::span<char> out)
    {
        char *from = const_cast<char *>(pending.data()); // iconv does not write there
        char *to = out.data();
        std::size_t fromLeft = pending.size();
        std::size_t toLeft = out.size();
        const std::size_t result = iconv(m_handle, &from, &fromLeft, &to, &toLeft);
        const int problem = result == static_cast<std::size_t>(-1) ? errno : 0;
        pending.remove_prefix(pending.size() - fromLeft);
        const Stop stop = problem == 0        ? Stop::AtEnd
                          : problem == E2BIG  ? Stop::Full
                          : problem == EINVAL ? Stop::AtIncomplete
                                              : Stop::AtBroken;
        return {out.size() - toLeft, stop};
    }

    /// What the converter still keeps back at the end of the text.
    std::size_t finish(std::span<char> out)
    {
        char *to = out.data();
        std::size_t toLeft = out.size();
        iconv(m_handle, nullptr, nullptr, &to, &toLeft);
        return out.size() - toLeft;
    }

private:
    iconv_t m_handle;
};

TextDecoder::TextDecoder(TextEncoding encoding, std::unique_ptr<Converter> converter)
    : m_encoding(encoding)
    , m_converter(std::move(converter))
{
}

TextDecoder::TextDecoder(TextDecoder &&) noexcept = default;
TextDecoder &TextDecoder::operator=(TextDecoder &&) noexcept = default;
TextDecoder::~TextDecoder() = default;

Result<TextDecoder> TextDecoder::make(TextEncoding encoding)
{
    const char *const from = entryOf(encoding).converter;
    if (from == nullptr) {
        return TextDecoder(encoding, nullptr);
    }
    auto converter = std::make_unique<Converter>(from);
    if (!converter->isOpen()) {
        return Error{ErrorCode::UnsupportedType,
                     QStringLiteral("This system has no converter for the encoding %1. Save the list as UTF-8.")
                         .arg(encodingName(encoding)),
                     {},
                     ErrorRule::EncodingMissing,
                     {encodingName(encoding)}};
    }
    return TextDecoder(encoding, std::move(converter));
}

std::size_t TextDecoder::decode(std::string_view &pending, bool isLast, std::span<char> out)
{
    switch (m_encoding) {
    case TextEncoding::Utf8:
        return decodeUtf8(pending, isLast, out);
    case TextEncoding::Windows1252:
        return decodeWindows1252(pending, out);
    case TextEncoding::Utf16Le:
    case TextEncoding::Utf16Be:
        return decodeUtf16(pending, isLast, out);
    default:
        return convert(pending, isLast, out);
    }
}

void TextDecoder::restart()
{
    m_replaced = 0;
    if (m_converter) {
        m_converter->restart();
    }
}

std::size_t TextDecoder::convert(std::string_view &pending, bool isLast, std::span<char> out)
{
    using Stop = Converter::Stop;
    std::size_t written = 0;
    const auto room = [&written, &out] {
        return out.size() - written - 2 * longestCharacter;
    }; // the rest is for the end
    while (!pending.empty() && written + 3 * longestCharacter <= out.size()) {
        const Converter::Piece piece = m_converter->convert(pending, out.subspan(written, room()));
        written += piece.written;
        if (piece.stop == Stop::Full || (piece.stop == Stop::AtIncomplete && !isLast)) {
            break;
        }
        if (piece.stop != Stop::AtEnd) {
            written += replaceAt(out.data() + written);
            pending.remove_prefix(piece.stop == Stop::AtIncomplete ? pending.size() : 1);
        }
    }
    if (pending.empty() && isLast) {
        written += m_converter->finish(out.subspan(written));
    }
    return written;
}

std::size_t TextDecoder::replaceAt(char *out)
{
    ++m_replaced;
    std::ranges::copy(replacement, out);
    return replacement.size();
}

std::size_t TextDecoder::decodeUtf8(std::string_view &pending, bool isLast, std::span<char> out)
{
    std::size_t written = 0;
    while (!pending.empty() && out.size() - written >= longestCharacter) {
        const std::size_t length = utf8Prefix(pending.substr(0, out.size() - written));
        std::memcpy(out.data() + written, pending.data(), length);
        pending.remove_prefix(length);
        written += length;
        if (pending.empty() || out.size() - written < longestCharacter) {
            break;
        }
        const Utf8Character next = utf8CharacterAt(pending);
        if (next.state == Utf8Character::State::WellFormed) { // it just did not fit into the piece looked at
            continue;
        }
        if (next.state == Utf8Character::State::Incomplete && !isLast) {
            break;
        }
        written += replaceAt(out.data() + written);
        pending.remove_prefix(next.bytes);
    }
    return written;
}

std::size_t TextDecoder::decodeWindows1252(std::string_view &pending, std::span<char> out)
{
    std::size_t written = 0;
    while (!pending.empty() && out.size() - written >= longestCharacter) {
        const std::string_view ascii = pending.substr(0, out.size() - written);
        const std::size_t length = asciiPrefix(ascii);
        std::memcpy(out.data() + written, pending.data(), length);
        pending.remove_prefix(length);
        written += length;
        if (pending.empty() || out.size() - written < longestCharacter) {
            break;
        }
        const unsigned byte = byteAt(pending, 0);
        if (byte >= 0x80) {
            const char32_t c = byte < 0xA0 ? windows1252[byte - 0x80] : static_cast<char32_t>(byte);
            written += writeUtf8(out.data() + written, c);
            pending.remove_prefix(1);
        }
    }
    return written;
}

std::size_t TextDecoder::decodeUtf16(std::string_view &pending, bool isLast, std::span<char> out)
{
    const auto unitAt = [this, &pending](std::size_t at) {
        const unsigned first = byteAt(pending, at);
        const unsigned second = byteAt(pending, at + 1);
        return static_cast<char16_t>(m_encoding == TextEncoding::Utf16Le ? first | second << 8 : first << 8 | second);
    };
    std::size_t written = 0;
    std::size_t i = 0;
    while (out.size() - written >= longestCharacter && i < pending.size()) {
        if (i + 1 == pending.size()) { // half a unit
            if (isLast) {
                written += replaceAt(out.data() + written);
                ++i;
            }
            break;
        }
        const char16_t unit = unitAt(i);
        if (!QChar::isSurrogate(unit)) {
            written += writeUtf8(out.data() + written, unit);
            i += 2;
            continue;
        }
        if (QChar::isHighSurrogate(unit) && i + 3 >= pending.size() && !isLast) {
            break;
        }
        const bool paired =
            QChar::isHighSurrogate(unit) && i + 3 < pending.size() && QChar::isLowSurrogate(unitAt(i + 2));
        written += paired ? writeUtf8(out.data() + written, QChar::surrogateToUcs4(unit, unitAt(i + 2)))
                          : replaceAt(out.data() + written);
        i += paired ? 4 : 2;
    }
    pending.remove_prefix(i);
    return written;
}

} // namespace campanile
