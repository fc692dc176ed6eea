#pragma once

#include "simulation/world/world.h"

namespace campanile::simulation {

/// The person who pays: tops the account up now and then, through the services. Thread: one.
class Treasurer {
public:
    /// Borrows the world.
    explicit Treasurer(World &world);

    void begin();
    /// The last minutes: nothing is to wait for money any more.
    void calmDown();

private:
    void pay(Money amount);

    World &m_world;
    Dice m_dice;
};

} // namespace campanile::simulation
