#pragma once

#include "simulation/truth/plan.h"

#include <algorithm>
#include <vector>

namespace campanile::simulation {

/// A period of real time in which one life of the program ran undisturbed: without sleep, disk faults or a step of the
/// clock.
struct Stretch {
    Span span;
    WallTime from;    ///< what the clock said at its beginning
    WallTime highest; ///< the latest it had ever said by then
};

/// What the machine's clock said at each instant of real time, and when the program could work. Borrows the plan.
class Timeline {
public:
    explicit Timeline(const Plan &plan);

    [[nodiscard]] WallTime wallAt(BootTime at) const;
    /// The earliest and the latest that the clock ever said.
    [[nodiscard]] WallTime earliest() const;
    [[nodiscard]] WallTime latest() const { return highestBefore(m_plan.end); }
    /// The latest that the clock had said by then.
    [[nodiscard]] WallTime highestBefore(BootTime at) const;
    [[nodiscard]] const std::vector<Stretch> &stretches() const { return m_stretches; }

private:
    const Plan &m_plan;
    std::vector<Stretch> m_stretches;
};

/// What two spans have in common; empty, or even turned around, when that is nothing.
inline Span common(const Span &a, const Span &b)
{
    return {std::max(a.from, b.from), std::min(a.until, b.until)};
}

} // namespace campanile::simulation
