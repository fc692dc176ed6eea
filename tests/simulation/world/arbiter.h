#pragma once

#include "simulation/world/world.h"

namespace campanile::simulation {

/// The person who decides about calls whose outcome is unknown: it rang, dial again, or give up. Decisions that were
/// not refused go into the plan. Thread: one.
class Arbiter {
public:
    /// Borrows the world.
    explicit Arbiter(World &world);

    void begin();

private:
    void look();
    void decide(const ScheduledCall &call);

    World &m_world;
    Dice m_dice;
};

} // namespace campanile::simulation
