#pragma once

#include "simulation/world/scenario.h"

namespace campanile::simulation {

/// Sees to it that the scenario's bug has something to go wrong with, so that a few worlds are enough to tell whether
/// it is caught.
void makeRoomForBug(Scenario &scenario);

} // namespace campanile::simulation
