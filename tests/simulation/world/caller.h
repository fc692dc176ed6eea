#pragma once

#include "simulation/world/world.h"

#include <vector>

namespace campanile::simulation {

/// A program at the API of each workspace that places one-off calls, for now or for an instant, some of them with an
/// expiry, and edits and cancels some. A request with a key is sent again until it is answered, and sometimes once
/// more. It uses the services; its requests and their answers go into the plan. Thread: one.
class Caller {
public:
    /// Borrows the world.
    explicit Caller(World &world);

    void begin();

private:
    void act();
    void place();
    void send(std::size_t request);
    void answered(std::size_t request, const Result<ScheduledCall> &answer);
    void edit(std::size_t request);
    void cancel(std::size_t request);
    [[nodiscard]] E164 somebody();

    World &m_world;
    Dice m_dice;
    std::vector<NewCall> m_calls; ///< as they were asked for
    std::vector<campanile::Caller> m_callers;
    std::vector<bool> m_hasKey;
    std::vector<bool> m_isAnswered; ///< one way or the other
};

} // namespace campanile::simulation
