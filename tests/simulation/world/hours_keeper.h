#pragma once

#include "simulation/world/world.h"

namespace campanile::simulation {

/// A clerk who keeps the calling hours of the campaigns that have some, by pausing before the closing and resuming
/// after the opening: the engine cannot do it yet. Once it can, the rules in the plan stay, and he goes. Thread: one.
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
