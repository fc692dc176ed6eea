#pragma once

#include "core/clock.h"

#include <QString>

#include <vector>

namespace campanile {

/// One gate that holds a call, as it stands now.
struct GateState {
    QString gate;   ///< a stable snake_case name, such as "outside_hours"; empty: a state of the call itself
    QString words;  ///< why it holds, for a person
    WallTime until; ///< when it may open; 0 when nobody can tell

    friend bool operator==(const GateState &, const GateState &) = default;
};

/// Why something is not dialled: the gates that hold it, in the order in which they are asked.
struct Explanation {
    std::vector<GateState> gates; ///< empty: nothing holds it, it goes at once
    WallTime next;                ///< when it may go; 0: not before somebody does something, or never

    /// The first thing to do something about; of a call that nothing holds, that it is next.
    [[nodiscard]] QString inWords() const
    {
        return gates.empty() ? QStringLiteral("Nothing holds it: it is dialled next.") : gates.front().words;
    }

    friend bool operator==(const Explanation &, const Explanation &) = default;
};

} // namespace campanile
