#pragma once

#include "core/result.h"
#include "csv/text_encoding.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace campanile {

/// Turns the bytes of one encoding into UTF-8, piece by piece. Whatever cannot be decoded becomes U+FFFD. UTF-8, UTF-16
/// and Windows-1252 are decoded here, all others by the system's iconv. Thread: one at a time.
class TextDecoder {
public:
    /// No character of any encoding is longer, in bytes of the file or of UTF-8; nor is one with its escape sequence.
    static constexpr std::size_t longestCharacter = 8;

    /// Errors: UnsupportedType (EncodingMissing) when the system has no converter for it.
    static Result<TextDecoder> make(TextEncoding encoding);

    TextDecoder(TextDecoder &&) noexcept;
    TextDecoder &operator=(TextDecoder &&) noexcept;
    ~TextDecoder();

    [[nodiscard]] TextEncoding encoding() const { return m_encoding; }
    /// Characters that could not be decoded so far.
    [[nodiscard]] std::int64_t replaced() const { return m_replaced; }

    /// Takes bytes off the front of `pending` and writes whole characters to `out`.
    /// @param isLast  nothing comes behind `pending`; otherwise a character that it holds only the beginning of stays
    /// in
    ///                it, of at most longestCharacter - 1 bytes.
    /// @param out     at least 4 * longestCharacter bytes. @returns how many were written.
    std::size_t decode(std::string_view &pending, bool isLast, std::span<char> out);

    /// The next bytes are the beginning of a text again.
    void restart();

private:
    class Converter;
    TextDecoder(TextEncoding encoding, std::unique_ptr<Converter> converter);

    std::size_t decodeUtf8(std::string_view &pending, bool isLast, std::span<char> out);
    std::size_t decodeWindows1252(std::string_view &pending, std::span<char> out);
    std::size_t decodeUtf16(std::string_view &pending, bool isLast, std::span<char> out);
    std::size_t convert(std::string_view &pending, bool isLast, std::span<char> out);
    std::size_t replaceAt(char *out);

    TextEncoding m_encoding;
    std::unique_ptr<Converter> m_converter; // null for what is decoded here
    std::int64_t m_replaced = 0;
};

} // namespace campanile
