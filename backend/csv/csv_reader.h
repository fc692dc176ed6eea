#pragma once

#include "core/error.h"
#include "csv/csv_dialect.h"
#include "csv/csv_source.h"

#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace campanile {

/// What bounds the memory of a CSV reader. At the limit is accepted, one more is a problem of that record alone.
struct CsvLimits {
    /// A field, after unquoting. 64 KiB holds any note a person writes.
    static constexpr std::size_t fieldBytes = std::size_t{64} * 1024;
    /// Fields of a record.
    static constexpr std::size_t columns = 512;
    /// A record with its quotes and delimiters; also how far a closing quote is looked for.
    static constexpr std::size_t recordBytes = std::size_t{1024} * 1024;
};

/// Why a record could not be read; the others go on.
enum class CsvProblem : std::uint8_t {
    None,
    UnclosedQuote,  ///< A quote opens on problemLine and nothing closes it; reading goes on with the line after that
                    ///< one.
    FieldTooLong,   ///< A field of more than 64 KiB.
    TooManyColumns, ///< More than 512 fields.
    RecordTooLong,  ///< More than 1 MiB before its end; reading goes on with the next line, even one within a quoted
                    ///< field.
    NulByte,        ///< A NUL character: the file is damaged, or only partly text.
};

/// One record. Views are valid until the next call of CsvReader::next, and not longer than the reader.
struct CsvRecord {
    /// As many fields as the record has (ragged rows are no problem here); unquoted, otherwise as written, UTF-8.
    /// Empty when there is a problem.
    std::span<const std::string_view> fields;
    /// The text of the record without its line end, for the list of rejects; with a problem its first KiB at most.
    std::string_view raw;
    /// Counted from 1 over all records, the header and those with a problem included; blank ones are not counted.
    std::int64_t number = 0;
    /// Physical line (LF, CRLF or CR, within quotes too) on which it begins, counted from 1.
    std::int64_t line = 0;
    CsvProblem problem = CsvProblem::None;
    /// Where the trouble starts (the line of the quote that nothing closes); `line` otherwise.
    std::int64_t problemLine = 0;

    [[nodiscard]] bool ok() const { return problem == CsvProblem::None; }
};

/// One English sentence about the record's problem, naming the line and what to do.
QString problemText(const CsvRecord &record);

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
    class Scanner;
    std::unique_ptr<Scanner> m_scanner;
};

} // namespace campanile
