#pragma once

#include "core/result.h"
#include "csv/text_encoding.h"

#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace campanile {

/// How sure the encoding is.
enum class EncodingEvidence : std::uint8_t {
    Declared, ///< By a byte order mark, or by the caller.
    Evident,  ///< The bytes can hardly be anything else (pure ASCII counts as UTF-8).
    Assumed,  ///< Bytes that are not UTF-8 were taken for Windows-1252; show it, and let the user choose another.
};

/// The text of a CSV, from a file or from memory, as a stream of UTF-8. Memory stays flat whatever the size.
///
/// Encoding: a byte order mark decides. Without one, text whose every other byte is NUL is UTF-16; else it is UTF-8 as
/// long as its bytes are. The first block of 256 KiB that holds bytes beyond ASCII settles it: when these form more
/// well-formed UTF-8 characters than not, the text is UTF-8 (a broken one reads as U+FFFD and is counted), otherwise
/// Windows-1252. All other encodings are read when they are chosen. Whatever cannot be decoded becomes U+FFFD, never an
/// error: a spoilt name must not lose a person.
///
/// Refused with InvalidInput: no bytes at all; UTF-32; workbooks, archives, PDFs, databases (told by their first bytes,
/// with what to do instead); a first block in which most lines hold NUL bytes. With FileNotReadable: what is missing,
/// may not be read, or is no regular file (directories, FIFOs, devices; they are never opened for reading). Symbolic
/// links are followed.
///
/// Files are read, not mapped: a file that shrinks under a mapping would kill the process.
/// Thread: one at a time.
class CsvSource {
public:
    /// Opens a file. @param encoding  overrides what the bytes suggest; a matching byte order mark is still skipped.
    static Result<CsvSource> openFile(const QString &path, std::optional<TextEncoding> encoding = {});
    /// Reads from memory, which the source borrows: it must outlive it. Same refusals as a file.
    static Result<CsvSource> fromBytes(std::string_view bytes, std::optional<TextEncoding> encoding = {});

    CsvSource(CsvSource &&) noexcept;
    CsvSource &operator=(CsvSource &&) noexcept;
    ~CsvSource();

    /// The encoding so far; a file that was pure ASCII can still turn out to be Windows-1252 (see above).
    [[nodiscard]] TextEncoding encoding() const;
    [[nodiscard]] EncodingEvidence evidence() const;
    [[nodiscard]] bool hasByteOrderMark() const;

    /// Bytes of the file or buffer, before decoding; a file that grows later is read up to this size.
    [[nodiscard]] std::int64_t bytesTotal() const;
    /// Bytes taken from it so far, 0 to bytesTotal.
    [[nodiscard]] std::int64_t bytesRead() const;
    /// Characters that could not be decoded so far.
    [[nodiscard]] std::int64_t replacedCharacters() const;
    /// Whether a NUL character was handed out so far; readers use it to look for NULs only where there are any.
    [[nodiscard]] bool sawNul() const;

    /// Fills `out` (at least 1,024 bytes) with the next UTF-8 bytes, always whole characters.
    /// @returns how many; 0 at the end. FileNotReadable when the disk fails or the file became shorter meanwhile.
    Result<std::size_t> read(std::span<char> out);

    /// The whole text without copying, when it lies in memory as well-formed UTF-8 and nothing was read yet; it then
    /// counts as read. Nothing otherwise: use `read`.
    std::optional<std::string_view> takeWhole();

    /// Takes the SHA-256 of the bytes on the way. Call it before anything is read.
    void takeFingerprint();
    /// That of all bytes as they lie in the file or buffer, hexadecimal; empty before all of them are read, and when it
    /// was not asked for.
    [[nodiscard]] QString fingerprint() const;

    /// Starts again from the beginning; the encoding stays what it was found to be.
    Result<void> rewind();

private:
    struct State;
    explicit CsvSource(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace campanile
