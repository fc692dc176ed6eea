#pragma once

#include <cstdint>
#include <limits>

namespace campanile {

/// The value for "LIMIT ?": `limit`, or as many rows as there are when it is negative. A negative LIMIT means that to
/// SQLite alone.
constexpr std::int64_t rowLimit(int limit)
{
    return limit < 0 ? std::numeric_limits<std::int64_t>::max() : limit;
}

} // namespace campanile
