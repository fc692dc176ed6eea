#pragma once

#include "simulation/world/world.h"

#include <optional>
#include <vector>

namespace campanile::simulation {

/// The person who maintains agents and trunks: edits what the agent says, sometimes in a way that is refused after it
/// was written, and removes a trunk, whose numbers move to a new one some minutes later. Whatever is answered goes into
/// the plan. Thread: one.
class Engineer {
public:
    /// Borrows the world.
    explicit Engineer(World &world);

    void begin();
    /// The last minutes: numbers without a trunk get one.
    void calmDown();

private:
    void edit();
    void removeTrunk();
    void askForRemoval();
    void moveNumbers();

    World &m_world;
    Dice m_dice;
    std::size_t m_trunk = 0;                ///< the one to be removed
    bool m_mayBeRemoved = false;            ///< it was asked for
    bool m_hasMoved = false;                ///< its numbers have another trunk
    std::optional<std::size_t> m_silence{}; ///< of its numbers
};

} // namespace campanile::simulation
