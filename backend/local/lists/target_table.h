#pragma once

#include "core/time_zone.h"
#include "csv/csv_writer.h"
#include "domain/target_state.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace campanile {

/// Targets as a table of CSV: a column for everything that is known of a target, and one for each variable that says
/// something else. First all targets are shown to `addColumns`, then the head and the rows are written.
/// Thread: one at a time.
class TargetTable {
public:
    /// At most this many variables have a column of their own; those beyond stand as JSON in one more, the last.
    static constexpr std::size_t mostVariables = 1'000;

    /// Makes room for the variables of a target. Variables have their columns in the order in which they were met.
    void addColumns(const Target &target);
    void writeHead(CsvWriter &writer) const;
    /// @param zone in which instants are written, as RFC 3339 says
    void writeRow(CsvWriter &writer, const TargetRow &target, const TimeZone &zone) const;

private:
    void writeVariables(CsvWriter &writer, const Target &target) const;

    std::vector<std::string> m_variables;
    std::unordered_map<std::string, std::size_t> m_places; // in m_variables
    bool m_hasOthers = false;                              // there are variables without a column of their own
};

} // namespace campanile
