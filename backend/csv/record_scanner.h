#pragma once

#include "csv/csv_record.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace campanile {

/// Finds the record at the beginning of a text: its fields, its end, and what is wrong with it. It knows the grammar
/// and the limits (see CsvReader) and nothing of files: who has the text asks for one record after the other, and once
/// more with a longer text where it did not suffice.
/// Thread: one at a time.
class RecordScanner {
public:
    /// Where to scan. Views of fields point into it.
    struct Text {
        const char *begin = nullptr;
        const char *end = nullptr;
        bool isLast = false;     ///< nothing comes behind `end`
        bool mayHoldNul = false; ///< false: nobody needs to look
    };
    enum class Step : std::uint8_t {
        Complete,   ///< The record ends at found().end; it may have a problem all the same.
        NeedsMore,  ///< The text ends first, and more is to come.
        Unreadable, ///< UnclosedQuote or RecordTooLong: it has no end, or none that may be looked for.
    };
    struct Found {
        std::size_t columns = 0;
        const char *end = nullptr;  ///< behind the record's text
        const char *next = nullptr; ///< where the next one begins
        std::int64_t lines = 0;     ///< line ends up to `next`
        CsvProblem problem = CsvProblem::None;
        const char *quote = nullptr; ///< UnclosedQuote: where it is
        std::int64_t linesBeforeQuote = 0;
    };

    explicit RecordScanner(char delimiter);

    /// Scans the record at text.begin. From one text to the next `begin` may only move forward within the same bytes;
    /// before anything else, `forget`.
    Step scan(const Text &text);
    /// The bytes have moved, or others were put behind them.
    void forget() { m_maskAt = nullptr; }

    /// About the record that was scanned last, until the next is.
    [[nodiscard]] const Found &found() const { return m_found; }
    [[nodiscard]] std::span<const std::string_view> fields() const { return {m_fields.data(), m_found.columns}; }
    /// It is all right, and holds nothing but spaces and tabs.
    [[nodiscard]] bool isBlank() const;

private:
    enum class Field : std::uint8_t { Complete, NeedsMore, Unclosed };

    Field scanQuoted(const char *&p, std::string_view &field);
    Step finish(const char *p);
    [[nodiscard]] const char *separatorFrom(const char *p);
    [[nodiscard]] bool atLimit(const char *p) const
    {
        return p - m_text.begin > static_cast<std::ptrdiff_t>(CsvLimits::recordBytes);
    }
    void keep(std::string_view field);
    std::string_view unescaped(std::string_view quoted, std::string_view behind);

    const char m_delimiter;
    Text m_text;
    std::uint64_t m_mask = 0;       // separators in the 64 bytes from m_maskAt on
    const char *m_maskAt = nullptr; // null: none known
    std::vector<std::string_view> m_fields;
    std::vector<char> m_scratch; // fields whose quotes had to be undoubled
    std::size_t m_scratchUsed = 0;
    Found m_found;
};

} // namespace campanile
