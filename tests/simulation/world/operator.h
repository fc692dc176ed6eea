#pragma once

#include "simulation/world/world.h"

#include <map>
#include <set>

namespace campanile::simulation {

/// The person at the console: starts what is to be started, and at random moments pauses, resumes, cancels, appends,
/// blocks, hangs up and stops everything, in the way the services do. Whatever is answered goes into the plan: from
/// then on the checker holds the engine to it. Thread: one.
class Operator {
public:
    /// Borrows the world.
    explicit Operator(World &world);

    void begin();
    /// The life is gone: what it had not answered does not count.
    void onDeath();
    /// The last minutes: what was stopped goes on.
    void calmDown();

private:
    void act();
    void start(std::size_t index);
    void move(std::size_t index, CampaignStatus to, std::function<void()> answered);
    void pause(std::size_t index);
    void resume(std::size_t index);
    void cancel(std::size_t index);
    void append(std::size_t index);
    void block();
    void hangUp();
    void stopAll();
    void release();
    void setAgent(bool disabled);
    void later(std::function<void()> task);
    void remember(bool stopped, std::function<void()> answered);

    World &m_world;
    Dice m_dice;
    std::set<std::size_t> m_started;
    std::map<std::size_t, std::size_t> m_paused; ///< campaign → its silence
    std::optional<std::size_t> m_stopped;        ///< its silence
    bool m_mayBeStopped = false;
    std::optional<std::size_t> m_agentOff; ///< its silence
    bool m_agentMayBeOff = false;
    bool m_stopOnDisk = false;
    int m_appended = 0;
};

} // namespace campanile::simulation
