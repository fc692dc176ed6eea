#pragma once

#include "support/durations.h"
#include "support/engine_world.h"

#include <memory>
#include <vector>

namespace campanile::test {

/// A database with an engine whose simulated calls are watched, over any number of lives. Nothing runs before `begin`.
class SimulatedWorld : public TestDatabase {
public:
    std::vector<Dialled> dials;
    std::unique_ptr<EngineLife> life;

    void begin()
    {
        life = std::make_unique<EngineLife>(
            *this, [this](const Trunk &given, EventLoop &loop, CarrierListener &listener, MediaListener &media) {
                return std::make_unique<WatchedCarrier>(loop, listener, media, given.simulation, dials);
            });
    }
    /// The process dies where it stands, and a new one comes up.
    void restart()
    {
        life.reset();
        takeOver();
        begin();
    }
    [[nodiscard]] CampaignStatus status(CampaignId campaign) { return CampaignStore(db).find(campaign)->status; }
    bool runToEnd(CampaignId campaign, Milliseconds limit = hour * 100)
    {
        return life->runUntil([&] { return isTerminal(status(campaign)); }, limit);
    }
    [[nodiscard]] std::vector<WallTime> times() const
    {
        std::vector<WallTime> all;
        for (const Dialled &dial : dials) {
            all.push_back(dial.at);
        }
        return all;
    }
};

} // namespace campanile::test
