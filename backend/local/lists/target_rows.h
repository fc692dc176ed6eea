#pragma once

#include "core/number_parser.h"
#include "csv/column_mapping.h"
#include "csv/csv_reader.h"
#include "local/lists/target_slice.h"

#include <span>
#include <string>
#include <vector>

namespace campanile {

/// Turns CSV records into rows of a target list: the number to E.164, the name, everything else a JSON object of
/// variables. Thread: one.
class TargetRows {
public:
    TargetRows(ColumnMapping mapping, std::string_view defaultRegion);

    /// The record's number, or why there is none.
    [[nodiscard]] ParsedNumber number(const CsvRecord &record) const;
    /// Whether the list says in which time zones its people are.
    [[nodiscard]] bool hasZone() const { return m_zone >= 0; }
    /// The time zone named in the record, without space around it; empty when there is none.
    [[nodiscard]] std::string_view zone(const CsvRecord &record) const;
    /// Appends name and variables of the record to the row the slice has begun, and ends it.
    void write(const CsvRecord &record, TargetSlice &slice) const;
    /// The record as a rejected row, for the given reason.
    [[nodiscard]] RejectedRow reject(const CsvRecord &record, const Error &reason) const;

private:
    static std::string_view field(const CsvRecord &record, int column);

    struct Variable {
        int column = 0;
        std::string prefix; // "key": as it stands before the value
    };

    NumberParser m_parser;
    int m_number = -1;
    int m_name = -1;
    int m_firstName = -1;
    int m_lastName = -1;
    int m_zone = -1; // the column that the engine will read as the person's zone
    std::vector<Variable> m_variables;
};

} // namespace campanile
