#pragma once

#include "simulation/truth/plan.h"

#include <vector>

namespace campanile::simulation {

/// A zone as the program knows it by name, and as the checker knows it by numbers, with a day on which its clocks
/// change, if they do. Written down for the year that the worlds live in.
struct NamedZone {
    const char *name = "";
    WallTime aDayOfInterest;
    std::vector<ZoneOffset> offsets;
};

/// A zone that changes is there once for each of its changes.
const std::vector<NamedZone> &namedZones();

} // namespace campanile::simulation
