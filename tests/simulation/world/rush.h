#pragma once

#include "simulation/world/scenario.h"

namespace campanile::simulation {

/// A world without faults and without an operator, with one campaign of which everybody can tell whether its breaker
/// has to trip: the seed decides alone who answers and when.
Scenario rushFrom(std::uint64_t seed, Rush rush, PlantedBug bug);

} // namespace campanile::simulation
