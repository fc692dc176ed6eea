#pragma once

#include "simulation/truth/plan.h"

#include <compare>
#include <string>
#include <vector>

namespace campanile::simulation {

/// One firing of a schedule: when it is due, what the clocks of its zone show then, and 1 when they show it for the
/// second time.
struct Firing {
    WallTime at;
    std::int64_t localSeconds = 0;
    int fold = 0;

    friend auto operator<=>(const Firing &, const Firing &) = default;
};

/// All firings from `from` up to and without `until`, in their order, found by asking of every minute on the way
/// whether the schedule fires. This is slow and short, and uses nothing of the product. It knows numbers, lists, ranges
/// and steps, and no names.
///
/// The rules of cron.h: days match when either field does if both are restricted; where the clocks skip time, a
/// schedule without * and / in minute and hour fires once at the first instant after it; where they show time twice,
/// it fires at the first, and others at both.
std::vector<Firing> firings(const std::string &cron, const std::vector<ZoneOffset> &zone, WallTime from,
                            WallTime until);

} // namespace campanile::simulation
