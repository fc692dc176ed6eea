#pragma once

#include <QString>

#include <optional>
#include <string_view>

namespace campanile {

/// How a CSV separates its fields. The quote is always '"' (RFC 4180).
struct CsvDialect {
    char delimiter = ',';
    /// The first line is Excel's hint "sep=;" and no record.
    bool hasSeparatorLine = false;

    friend bool operator==(const CsvDialect &, const CsvDialect &) = default;
};

/// "comma", "semicolon", "tab" or "pipe"; the character itself for any other.
QString delimiterName(char delimiter);

/// Finds the delimiter among comma, semicolon, tab and pipe from the first records of a text (quotes respected): the
/// one that splits most records into the same number of fields, more than one; a first record that then shows a known
/// column name counts as a strong sign. A "sep=" line decides by itself. A text without any of the four is one column
/// wide: comma.
/// @param head        UTF-8 from the very beginning of the text; up to 64 KiB of it and 100 records are looked at.
/// @param isComplete  whether `head` is the whole text; if not, its last record is ignored.
/// @param delimiter   the user's choice, which then only needs the "sep=" line looked for.
CsvDialect sniffDialect(std::string_view head, bool isComplete, std::optional<char> delimiter = {});

} // namespace campanile
