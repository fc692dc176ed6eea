#pragma once

#include <QString>

#include <cstdint>
#include <span>
#include <string_view>

namespace campanile {

/// What bounds the memory of a CSV reader. At the limit is accepted, one more is a problem of that record alone.
struct CsvLimits {
    /// A field, after unquoting. 64 KiB holds any note a person writes.
    static constexpr std::size_t fieldBytes = std::size_t{64} * 1024;
    /// Fields of a record. Exports of questionnaires have a thousand.
    static constexpr std::size_t columns = 2048;
    /// A record with its quotes and delimiters; also how far a closing quote is looked for.
    static constexpr std::size_t recordBytes = std::size_t{1024} * 1024;
};

/// Why a record could not be read; the others go on. Stored by number: values never change meaning.
enum class CsvProblem : std::uint8_t {
    None,
    UnclosedQuote,  ///< A quote opens on problemLine and nothing closes it; reading goes on with the line after that
                    ///< one.
    FieldTooLong,   ///< A field of more than 64 KiB.
    TooManyColumns, ///< More than 2,048 fields.
    RecordTooLong,  ///< More than 1 MiB before its end; reading goes on with the next line, even one within a quoted
                    ///< field.
    NulByte,        ///< A NUL character: the file is damaged, or only partly text.
    MovedFields,    ///< More fields than the list has columns: a delimiter within a field without quotes has moved
                    ///< those behind it. CsvReader takes any number of fields; readers of lists tell it by
                    ///< ColumnMapping::width and ::fields.
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
    /// Where the trouble starts (the line of the quote that nothing closes, or of the NUL character); `line` otherwise.
    std::int64_t problemLine = 0;

    [[nodiscard]] bool ok() const { return problem == CsvProblem::None; }
};

/// One English sentence about the record's problem, naming the line and what to do.
QString problemText(const CsvRecord &record);

} // namespace campanile
