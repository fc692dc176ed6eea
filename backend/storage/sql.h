#pragma once

#include "storage/sql_names.h"

#include <cstddef>
#include <string_view>

namespace campanile {

/// The text of one statement, read while the program is compiled. It is a string literal with a '?' for each value,
/// and may name numbers of enums in braces, as "WHERE status = {call.pending}" (sql_names.h). A wrong number of values
/// and an unknown name do not compile. Nothing is ever pasted into SQL at run time.
/// @tparam Values how many values the statement takes
template<std::size_t Values>
class Sql {
public:
    consteval Sql(const char *literal) // NOLINT(google-explicit-constructor): callers write the literal itself
        : m_text(literal)
    {
        if (placeholders(literal) != Values) {
            throw "The statement has not as many '?' as it is given values.";
        }
        if (!onlyKnownNames(literal)) {
            throw "The statement names a number that sql_names.h does not have.";
        }
    }

    /// The text as it was written, with names; valid for ever.
    [[nodiscard]] constexpr const char *text() const { return m_text; }

private:
    static consteval std::size_t placeholders(std::string_view sql)
    {
        std::size_t found = 0;
        bool quoted = false;
        for (std::size_t i = 0; i < sql.size(); ++i) {
            quoted = sql[i] == '\'' ? !quoted : quoted;
            if (quoted || sql[i] != '?') {
                continue;
            }
            std::size_t number = 0; // of "?3", which may stand more than once
            while (i + 1 < sql.size() && sql[i + 1] >= '0' && sql[i + 1] <= '9') {
                number = number * 10 + static_cast<std::size_t>(sql[++i] - '0');
            }
            found = number > 0 ? std::max(found, number) : found + 1;
        }
        return found;
    }

    const char *m_text;
};

} // namespace campanile
