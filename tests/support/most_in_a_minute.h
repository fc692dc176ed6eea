#pragma once

#include "core/clock.h"

#include <algorithm>
#include <vector>

namespace campanile::test {

/// The most of the instants that lie in any half-open minute. They must be in order.
inline std::size_t mostInAMinute(const std::vector<WallTime> &instants)
{
    std::size_t most = 0;
    std::size_t first = 0;
    for (std::size_t i = 0; i < instants.size(); ++i) {
        while (instants[i].ms - instants[first].ms >= 60'000) {
            ++first;
        }
        most = std::max(most, i - first + 1);
    }
    return most;
}

} // namespace campanile::test
