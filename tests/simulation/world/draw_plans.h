#pragma once

#include "simulation/world/scenario.h"

namespace campanile::simulation {

/// Adds recurring campaigns, one-off calls and credit to a scenario. Call it after caller IDs, hours and faults are
/// drawn.
void drawPlans(Scenario &scenario);

} // namespace campanile::simulation
