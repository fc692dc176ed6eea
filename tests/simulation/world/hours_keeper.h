#pragma once

#include "simulation/world/world.h"

namespace campanile::simulation {

/// A clerk who keeps calling hours by hand in some worlds: he pauses before the closing and resumes after the opening.
/// In the others the engine keeps them; the rules in the plan are the same. Thread: one.
class HoursKeeper {
public:
    /// Borrows the world.
    explicit HoursKeeper(World &world);

    void begin();
    /// Before the engine starts: what is to be closed is closed. Throws StorageError.
    void onStart(Connection &db);

private:
    void look();
    bool set(Connection &db, CampaignId id) const;
    [[nodiscard]] bool isOpen(WallTime at) const;

    World &m_world;
    HoursRule m_rule; ///< as he understands it
};

} // namespace campanile::simulation
