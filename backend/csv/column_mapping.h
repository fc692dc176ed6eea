#pragma once

#include "core/result.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace campanile {

/// What a column of a target list means.
enum class ColumnRole : std::uint8_t {
    Number,    ///< The number to call; exactly one column.
    Name,      ///< The person's full name; at most one column.
    FirstName, ///< Joined with LastName by a space when there is no Name.
    LastName,
    Timezone, ///< IANA name of the person's time zone; at most one column.
    Variable, ///< Handed to the agent as {{ key }}.
    Ignore,
};

/// One column: its header as written (trimmed; empty without a header), its role, and the name under which its values
/// reach the agent's prompt (UTF-8, unique among the columns; empty for Number and Ignore).
struct MappedColumn {
    QString header;
    ColumnRole role = ColumnRole::Variable;
    std::string variableKey;

    friend bool operator==(const MappedColumn &, const MappedColumn &) = default;
};

/// How the columns of one CSV are read: guessed by guessColumns, changed by the user, checked by `check`.
struct ColumnMapping {
    bool hasHeader = true;
    std::vector<MappedColumn> columns;

    /// Index of the first column with that role, -1 for none.
    [[nodiscard]] int indexOf(ColumnRole role) const;
    /// Makes `column` the number; the column that was it becomes a variable.
    void setNumberColumn(int column);
    /// InvalidInput when there is no number column or more than one, more than one of another single role, or two
    /// variables of one key. The message names the columns seen and says how to put it right.
    [[nodiscard]] Result<void> check() const;

    friend bool operator==(const ColumnMapping &, const ColumnMapping &) = default;
};

/// The first records of a CSV: rows of fields, UTF-8.
using SampleRows = std::vector<std::vector<std::string>>;

/// The role a column name stands for, case, spaces, dots, dashes and underscores aside: "Phone Number", "to_number",
/// "MSISDN" … are Number; Variable when the name is not a known one.
ColumnRole roleOfColumnName(std::string_view utf8Name);

/// Whether a field has the shape of a telephone number: 7 to 15 digits with the usual punctuation, no date, no amount;
/// also what a spreadsheet made of one (1.41556E+10). Says nothing about whether it can be dialled.
bool looksLikeNumber(std::string_view utf8Field);

/// The name under which a column reaches the agent: the header itself when it is one word, else its words in lower case
/// joined by underscores ("Due date" → "due_date"); "column_3" for an empty header of the third column (`index` 2).
std::string variableKeyFor(std::string_view utf8Header, int index);

/// Guesses what the columns are. A first row with a field that looks like a number is data, not a header. The number
/// column is the one with the best-known name, else the one whose fields look most like numbers. Names that occur twice
/// get keys with _2, _3. When no number column can be found the mapping has none, and `check` says so.
/// @param hasHeader  what the user says about the first row; guessed when empty.
ColumnMapping guessColumns(const SampleRows &rows, std::optional<bool> hasHeader = {});

} // namespace campanile
