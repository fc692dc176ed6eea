#pragma once

#include "core/result.h"
#include "csv/column_question.h"

#include <QString>
#include <QStringView>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace campanile {

/// What a column of a target list means. Sent by number to the window's translations: values never change meaning.
enum class ColumnRole : std::uint8_t {
    Number,    ///< The number to call; exactly one column.
    Name,      ///< The person's full name; at most one column.
    FirstName, ///< Joined with LastName by a space when there is no Name; at most one column each.
    LastName,
    Timezone, ///< IANA name of the person's time zone; at most one column.
    Variable, ///< Handed to the agent as {{ key }}.
    Ignore,
    FurtherNumber, ///< Another number of the same person, for rows whose earlier numbers are empty or unusable.
    Country,       ///< Calling code, ISO code or name of the country in whose notation the numbers of the row are
                   ///< written (readCountry); at most one column.
    DoNotCall,     ///< Says yes for people who must not be called (readPermission); any number of columns.
    Consent,       ///< Says yes for people who agreed to be called (readPermission); any number of columns.
    NumberLabel,   ///< Says what the numbers of another column are (labelledColumn): one that is a fax or somebody
                   ///< else's is not called (isNotToBeCalled); any number of columns.
};

/// Why a column has its role.
enum class RoleReason : std::uint8_t {
    Default,       ///< Nothing about it is known: a variable.
    Heading,       ///< Its heading says so, and its cells do not speak against it.
    Content,       ///< Its cells say so; the heading does not tell.
    OnlyCandidate, ///< It is the only column that holds telephone numbers.
    NoNumbers,     ///< Its heading speaks of telephones, but its cells hold none: a variable.
    OtherThing,    ///< Its cells could be numbers, but its heading says that they are something else (a fax, an order
                   ///< number, a date …) or somebody else's: a variable.
    Chosen,        ///< The user chose it.
};

/// One column: its header as written (trimmed; empty without a header), its role, and the name under which its values
/// reach the agent's prompt (UTF-8, unique among the columns; empty for Number and Ignore).
struct MappedColumn {
    QString header;
    ColumnRole role = ColumnRole::Variable;
    std::string variableKey;
    /// The order in which the numbers of a row are tried: 1 for Number, from 2 on for FurtherNumber, 0 for all others.
    int priority = 0;
    RoleReason reason = RoleReason::Default;
    /// Of the filled cells in the rows looked at, how many per cent have the shape of a telephone number.
    int numberShare = 0;

    friend bool operator==(const MappedColumn &, const MappedColumn &) = default;
};

/// How the columns of one CSV are read: guessed by guessColumns, changed by the user, checked by `check`.
struct ColumnMapping {
    /// Whether there is a row that names the columns: record number preambleRows + 1.
    bool hasHeader = true;
    /// Records above the header that are no targets (a title, a date of export): records number 1 to preambleRows,
    /// those that cannot be read included. They are passed over and counted. 0 without a header.
    int preambleRows = 0;
    std::vector<MappedColumn> columns;
    /// What has to be decided before the list can be imported; `check` refuses as long as it is there.
    std::optional<ColumnQuestion> question;
    /// How many columns the header names, or, without a header, most records have. A record that is filled beyond them
    /// has moved fields (CsvProblem). 0: any record may be wider, since most are, or since without a header only one
    /// column holds numbers.
    int width = 0;
    /// How many fields a record may have, blank ones at its end included: as many as the header, or as all rows below
    /// it; without a header, as most rows. One with more has moved fields. Says nothing when width is 0.
    int fields = 0;

    /// How many records at the beginning are no targets: preamble and header.
    [[nodiscard]] int headRows() const { return preambleRows + (hasHeader ? 1 : 0); }
    /// Index of the first column with that role, -1 for none.
    [[nodiscard]] int indexOf(ColumnRole role) const;
    /// Indexes of all columns with that role, from the left.
    [[nodiscard]] std::vector<int> indexesOf(ColumnRole role) const;
    /// Indexes of the columns of numbers in the order in which they are tried. Empty when there is none.
    [[nodiscard]] std::vector<int> numberColumns() const;
    /// Index of the column of that header (case and space at the ends aside), or of that place counted from 1.
    /// Errors: InvalidInput (NoSuchColumn) when there is none or more than one; the message names the columns.
    [[nodiscard]] Result<int> columnNamed(QStringView nameOrPlace) const;

    /// Gives a column its role as the user chose it; Number answers the question (but PeopleAbove and
    /// WhichEncoding). As Number, it is
    /// tried first, and the column that was it becomes a variable; as FurtherNumber it is tried after all others.
    void setRole(int column, ColumnRole role);
    /// The same for Number.
    void setNumberColumn(int column) { setRole(column, ColumnRole::Number); }
    /// Makes `column` the only column of numbers; the others become variables.
    void setOnlyNumberColumn(int column);

    /// InvalidInput when there is a question, no number column or more than one, more than one of another single role,
    /// or two variables of one key. The message names the columns seen and says how to put it right.
    [[nodiscard]] Result<void> check() const;

    friend bool operator==(const ColumnMapping &, const ColumnMapping &) = default;
};

/// The name under which a column reaches the agent: the header itself when it is one word, else its words in lower case
/// joined by underscores ("Due date" → "due_date"); "column_3" for an empty header of the third column (`index` 2).
std::string variableKeyFor(std::string_view utf8Header, int index);

} // namespace campanile
