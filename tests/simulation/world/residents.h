#pragma once

#include "simulation/world/arbiter.h"
#include "simulation/world/caller.h"
#include "simulation/world/engineer.h"
#include "simulation/world/hours_keeper.h"
#include "simulation/world/operator.h"
#include "simulation/world/planner.h"
#include "simulation/world/treasurer.h"
#include "simulation/world/weather.h"

namespace campanile::simulation {

/// Those who act in the world of their own accord. Thread: one.
class World::Residents {
public:
    explicit Residents(World &world)
        : weather(world)
        , person(world)
        , clerk(world)
        , m_planner(world)
        , m_caller(world)
        , m_treasurer(world)
        , m_arbiter(world)
        , m_engineer(world)
    {
    }

    void begin()
    {
        weather.begin();
        person.begin();
        clerk.begin();
        m_planner.begin();
        m_caller.begin();
        m_treasurer.begin();
        m_arbiter.begin();
        m_engineer.begin();
    }
    /// The life is gone: what it had not answered does not count.
    void onDeath()
    {
        person.onDeath();
        weather.onDeath();
    }
    /// The last minutes: what was stopped goes on.
    void calmDown()
    {
        person.calmDown();
        m_planner.calmDown();
        m_treasurer.calmDown();
        m_engineer.calmDown();
    }

    Weather weather;
    Operator person;
    HoursKeeper clerk;

private:
    Planner m_planner;
    Caller m_caller;
    Treasurer m_treasurer;
    Arbiter m_arbiter;
    Engineer m_engineer;
};

} // namespace campanile::simulation
