#pragma once

#include "storage/connection.h"

#include <string>

namespace campanile {

/// Reads the columns of the present row one after the other, in the order the query names them. The type that a column
/// is read into decides how it is read. NULL becomes nothing for an optional, and zero or empty for every other type.
/// Thread: that of its rows, which must not step or be destroyed meanwhile.
class RowCursor {
public:
    explicit RowCursor(const Rows &rows)
        : m_rows(rows)
    {
    }

    /// Reads the next column into `value`.
    template<class Value>
    RowCursor &operator>>(Value &value)
    {
        value = take<Value>();
        return *this;
    }

    /// The next column.
    template<class Value>
    [[nodiscard]] Value take()
    {
        return at<Value>(m_next++);
    }

private:
    template<class Value>
    [[nodiscard]] Value at(int column) const
    {
        if constexpr (
            requires { typename Value::value_type; } && requires(Value v) { v.has_value(); }) {
            return m_rows.isNull(column) ? Value() : Value(at<typename Value::value_type>(column));
        } else if constexpr (std::is_same_v<Value, bool>) {
            return m_rows.flag(column);
        } else if constexpr (std::is_floating_point_v<Value>) {
            return static_cast<Value>(m_rows.real(column));
        } else if constexpr (std::is_enum_v<Value> || std::is_integral_v<Value>) {
            return static_cast<Value>(m_rows.integer(column));
        } else if constexpr (std::is_same_v<Value, QString>) {
            return m_rows.text(column);
        } else if constexpr (std::is_same_v<Value, std::string>) {
            return std::string(m_rows.utf8(column));
        } else if constexpr (requires(Value v) { v.count(); }) {
            return Value(m_rows.integer(column)); // a duration
        } else {
            return Value{m_rows.integer(column)}; // an id, an instant, a number, an amount of money
        }
    }

    const Rows &m_rows;
    int m_next = 0;
};

} // namespace campanile
