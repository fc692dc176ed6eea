#pragma once

#include "simulation/world/world.h"

namespace campanile::simulation {

/// The person who looks at the calls of which nobody knows whether they rang, and says what is to become of them: it
/// rang, dial again, or give up. What was said and not refused goes into the plan. Thread: one.
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
