#pragma once

#include "core/number_parser.h"
#include "csv/cell_values.h"
#include "csv/column_mapping.h"
#include "csv/csv_record.h"
#include "domain/target.h"
#include "local/lists/target_slice.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace campanile {

/// The numbers of one record. Whoever reads many records keeps one of these, so that reading allocates nothing.
struct RowNumbers {
    /// Of the first column of numbers that has one that can be called, and no label that says otherwise. When there is
    /// none: why the first cell that is not empty has none; Empty when only labels refuse.
    ParsedNumber first;
    std::vector<E164> callable; ///< all that can be called, `first` in front; empty when there is none
    std::vector<E164> all;      ///< all that the record may mean, as TargetRows::numbers has them
};

/// Turns CSV records into rows of a target list: the number to E.164, the name, everything else a JSON object of
/// variables. Thread: one.
class TargetRows {
public:
    /// @param defaultRegion of numbers in national form, where the list has no column of countries
    TargetRows(ColumnMapping mapping, std::string_view defaultRegion, NumberReading reading = NumberReading::Ask);

    /// Whether the record has more fields than the list has columns, so that they may have moved; false for one that
    /// cannot be read.
    [[nodiscard]] bool hasMovedFields(const CsvRecord &record) const;
    /// Makes a record whose fields have moved one with that problem (CsvProblem::MovedFields), so that no other field
    /// is taken for the number or for what it says about calls.
    void checkFields(CsvRecord &record) const;

    /// The record's number, as RowNumbers::first has it.
    [[nodiscard]] ParsedNumber number(const CsvRecord &record);
    /// All numbers of the record, in place of what `found` held.
    void readNumbers(const CsvRecord &record, RowNumbers &found);
    /// What a column of labels says of a number.
    struct Label {
        QString heading;       ///< of the column
        std::string_view cell; ///< trimmed
    };
    /// The label of the record's first number that says that it is not to be called; nothing when none does. To be
    /// asked when there is no number.
    [[nodiscard]] std::optional<Label> refusingLabel(const CsvRecord &record);
    /// All numbers that the record may mean, in the order in which they are tried, and both readings of one that has
    /// two: for lists of numbers that are never called.
    [[nodiscard]] std::vector<E164> numbers(const CsvRecord &record);
    /// The same of a record whose fields have moved: the numbers in all cells that may be those of the columns of
    /// numbers. One of them may be another thing that reads like a number.
    [[nodiscard]] std::vector<E164> numbersOfMovedFields(const CsvRecord &record);
    /// Whether a row may have several numbers.
    [[nodiscard]] bool hasSeveralNumbers() const { return m_numbers.size() > 1; }
    /// Whether the list says who may be called.
    [[nodiscard]] bool hasPermissions() const { return !m_permissions.empty() || !m_remarks.empty(); }
    /// Whether the list says in which time zones its people are.
    [[nodiscard]] bool hasZone() const { return m_zone >= 0; }
    /// The time zone named in the record, without space around it; empty when there is none.
    [[nodiscard]] std::string_view zone(const CsvRecord &record) const;

    /// What the list says about calling a person, and where.
    struct Permission {
        CallPermission permission = CallPermission::Granted;
        QString heading;       ///< of the column; empty when it is granted
        std::string_view cell; ///< trimmed
    };
    /// Refused when any column refuses, be it one of remarks (isOfRemarks) that the user has not made a variable, else
    /// unclear when any is unclear, else granted.
    [[nodiscard]] Permission permission(const CsvRecord &record) const;

    /// Appends name and variables of the record to the row the slice has begun, and ends it.
    void write(const CsvRecord &record, TargetSlice &slice) const;
    /// The record as a row that is not taken, for the given reason.
    [[nodiscard]] RejectedRow reject(const CsvRecord &record, const Error &reason) const;

private:
    struct NumberColumn {
        int column = 0;
        std::vector<int> labels; // columns that say what its numbers are
    };
    struct Variable {
        int column = 0;
        std::string prefix; // "key": as it stands before the value
    };

    static std::vector<NumberColumn> numberColumns(const ColumnMapping &mapping);
    static std::string_view field(const CsvRecord &record, int column);
    int labelRefusing(const CsvRecord &record, const NumberColumn &numbers);
    bool refusesCalls(std::string_view label);
    template<class Take>
    void eachNumber(const CsvRecord &record, const NumberParser &parser, int moved, Take take);
    void addNumbers(const CsvRecord &record, const NumberParser &parser, int moved, std::vector<E164> &numbers);
    [[nodiscard]] const NumberParser &parserFor(const CsvRecord &record, int moved = 0);
    const NumberParser &parserOf(const std::string &region);
    [[nodiscard]] std::string_view numberCell(const CsvRecord &record) const;

    const NumberParser m_parser;
    const NumberReading m_reading;
    const std::size_t m_mostFilled;      // fields of a record; 0: any number, filled or not
    const std::size_t m_mostFields;      // of a record, the blank ones included
    std::vector<NumberColumn> m_numbers; // in the order in which they are tried
    int m_name = -1;
    int m_firstName = -1;
    int m_lastName = -1;
    int m_zone = -1; // the column that the engine will read as the person's zone
    int m_country = -1;
    std::vector<std::pair<int, ColumnRole>> m_permissions; // columns and their roles
    std::vector<int> m_remarks;                            // columns that may refuse calls in words
    std::vector<QString> m_headings;
    std::vector<Variable> m_variables;
    std::map<std::string, bool, std::less<>> m_labels;          // whether they refuse calls
    std::map<std::string, NumberParser, std::less<>> m_parsers; // by region
    std::string m_lastCountry;                                  // the last cell of the column of countries, and
    const NumberParser *m_lastParser = nullptr;                 // its parser
};

/// The heading of a column for people: "column 2" when it has none.
QString headingOf(const ColumnMapping &mapping, int column);

} // namespace campanile
