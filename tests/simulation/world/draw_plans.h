#pragma once

#include "simulation/world/scenario.h"

namespace campanile::simulation {

/// Adds what there is beside lists: recurring campaigns, calls by name, and credit. To be called when caller IDs, hours
/// and faults are drawn.
void drawPlans(Scenario &scenario);

} // namespace campanile::simulation
