#pragma once

#include "simulation/world/world.h"

namespace campanile::simulation {

/// The person who pays: tops the accounts up now and then. Thread: one.
class Treasurer {
public:
    /// Borrows the world.
    explicit Treasurer(World &world);

    void begin();
    /// The last minutes: nothing is to wait for money any more.
    void calmDown();

private:
    void pay(WorkspaceId workspace, Money amount);

    World &m_world;
    Dice m_dice;
};

} // namespace campanile::simulation
