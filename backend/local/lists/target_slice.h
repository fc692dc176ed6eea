#pragma once

#include "core/e164.h"
#include "domain/ids.h"
#include "domain/target.h"

#include <string>
#include <string_view>
#include <vector>

namespace campanile {

/// Some thousand rows of an import on their way to the writer: all their text lies in one block, so a row costs no
/// allocation. Thread: one at a time; it is filled, handed over, written.
class TargetSlice {
public:
    struct Row {
        TargetId id;
        E164 number;
        std::size_t nameAt = 0;
        std::size_t variablesAt = 0;
        std::size_t end = 0;
    };

    /// Begins a row; then `text` is appended to, first the name, `endName`, then the variables, `endRow`.
    void beginRow(TargetId id, E164 number) { m_rows.push_back({id, number, m_text.size(), 0, 0}); }
    void endName() { m_rows.back().variablesAt = m_text.size(); }
    void endRow() { m_rows.back().end = m_text.size(); }
    std::string &text() { return m_text; }

    [[nodiscard]] const std::vector<Row> &rows() const { return m_rows; }
    [[nodiscard]] std::string_view name(const Row &row) const
    {
        return std::string_view(m_text).substr(row.nameAt, row.variablesAt - row.nameAt);
    }
    [[nodiscard]] std::string_view variables(const Row &row) const
    {
        return std::string_view(m_text).substr(row.variablesAt, row.end - row.variablesAt);
    }

    struct LeftOut {
        RejectedRow row;
        RowFate fate = RowFate::Rejected;
    };
    std::vector<LeftOut> leftOut; ///< rows that became no target meanwhile, duplicates aside

private:
    std::vector<Row> m_rows;
    std::string m_text;
};

/// Appends `value` as a JSON string with its quotes (RFC 8259, section 7). UTF-8 stays as it is.
void appendJsonString(std::string &out, std::string_view value);

} // namespace campanile
