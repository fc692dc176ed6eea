#pragma once

#include "simulation/world/scenario.h"

namespace campanile::simulation {

/// Changes the scenario so that its bug has an effect in a few worlds, which then show whether the checker catches it.
void makeRoomForBug(Scenario &scenario);

} // namespace campanile::simulation
