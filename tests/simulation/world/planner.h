#pragma once

#include "simulation/world/world.h"

#include <vector>

namespace campanile::simulation {

/// The person who keeps the recurring campaigns: starts them, changes what their clocks say and where, pauses them with
/// and without what is in the queue, resumes them, and seldom cancels one. All of it goes through the services; what
/// was asked and what was answered goes into the plan. Thread: one.
class Planner {
public:
    /// Borrows the world.
    explicit Planner(World &world);

    void begin();
    /// The last minutes: what was paused goes on.
    void calmDown();

private:
    struct Keeping {
        bool started = false;
        bool paused = false; ///< as far as anybody can tell
        std::optional<std::size_t> silence;
    };

    void act();
    void start(std::size_t index);
    void edit(std::size_t index);
    void pause(std::size_t index, bool withQueue);
    void resume(std::size_t index);
    void cancel(std::size_t index);
    [[nodiscard]] PlanVersion next(const PlanVersion &present, CampaignEdit &edit);
    void beginActive(std::size_t index);
    void endActive(std::size_t index);

    [[nodiscard]] CampaignId idOf(std::size_t index) const { return m_world.furniture().recurring[index]; }
    /// The owner of the campaign's workspace.
    [[nodiscard]] campanile::Caller callerOf(std::size_t index)
    {
        return ownerOf(m_world.plan.campaigns[idOf(index)].workspace, CallerKind::ApiKey);
    }
    [[nodiscard]] RecurringRule &ruleOf(std::size_t index) { return m_world.plan.recurring[index]; }

    World &m_world;
    Dice m_dice;
    std::vector<Keeping> m_kept;
};

} // namespace campanile::simulation
