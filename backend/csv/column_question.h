#pragma once

#include <QString>

#include <cstdint>
#include <vector>

namespace campanile {

/// A column that may hold the numbers to call.
struct ColumnCandidate {
    int column = 0; ///< index, from 0
    QString header; ///< trimmed; empty without a header
    /// Of its filled cells in the rows looked at, how many per cent are possible numbers, and assigned ones.
    int possibleShare = 0;
    int validShare = 0;

    friend bool operator==(const ColumnCandidate &, const ColumnCandidate &) = default;
};

/// What nobody but the user can decide about the columns of a list, or about their headings. Faces word it by `kind`.
struct ColumnQuestion {
    enum class Kind : std::uint8_t {
        WhichColumn,   ///< Two or more columns hold numbers, and no heading tells which of them are telephones.
        IsThisANumber, ///< One column holds digits that could be telephone numbers, but no heading says so.
        SideBySide,    ///< Each row holds several numbers and nothing else: several people, or one?
        PeopleAbove,   ///< Rows with numbers stand above the row that names the columns.
        WhichEncoding, ///< Headings may be misread, since nothing tells the encoding (encodingQuestion).
    };
    Kind kind = Kind::WhichColumn;
    std::vector<ColumnCandidate> candidates; ///< From the left.

    friend bool operator==(const ColumnQuestion &, const ColumnQuestion &) = default;
};

} // namespace campanile
