#pragma once

#include "core/error.h"
#include "csv/csv_dialect.h"
#include "csv/csv_record.h"
#include "csv/csv_source.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace campanile {

/// Reads records one after the other.
///
/// Grammar: RFC 4180, read as Python's csv module does: a quote counts only at the start of a field; text behind a
/// closing quote belongs to the field; LF, CRLF and CR end a record in any mixture. One thing is stricter: a quoted
/// field that runs over several lines must be closed by a quote followed by a delimiter or a line end. If it is not (or
/// if 1 MiB brings no closing quote, or the text ends) the opening quote was a stray one: that line alone is a problem
/// and reading goes on with the next, instead of swallowing everybody up to the next quote. Records that hold nothing
/// (blank lines; spaces and delimiters only, as spreadsheets leave behind) are skipped.
///
/// Memory: at most about 3 MiB whatever comes; none per record. Unquoted fields are views of the buffer, never copied.
/// Thread: one at a time.
class CsvReader {
public:
    enum class Step : std::uint8_t {
        Record, ///< `record` is filled (its problem may be set).
        End,    ///< No more records.
        Failed, ///< The source failed; see error(). Nothing more will come.
    };

    CsvReader(CsvSource source, CsvDialect dialect);
    CsvReader(CsvReader &&) noexcept;
    CsvReader &operator=(CsvReader &&) noexcept;
    ~CsvReader();

    Step next(CsvRecord &record);

    /// Why the last step was Failed.
    [[nodiscard]] const std::optional<Error> &error() const;
    /// Blank records skipped so far.
    [[nodiscard]] std::int64_t blankRecords() const;
    /// For a progress bar: bytes of the file or buffer behind the current record (exact for UTF-8, within a block
    /// else), and how many there are in all. Equal at the end.
    [[nodiscard]] std::int64_t bytesConsumed() const;
    [[nodiscard]] std::int64_t bytesTotal() const;
    /// What is read; tells the encoding and how many characters could not be decoded.
    [[nodiscard]] const CsvSource &source() const;

private:
    class Window;
    std::unique_ptr<Window> m_window;
};

} // namespace campanile
