#pragma once

#include "core/clock.h"
#include "domain/workspace.h"

#include <algorithm>

namespace campanile {

/// How often a number was called recently, over all campaigns.
struct NumberHistory {
    WallTime lastOtherAt;  ///< the last call of any other scheduled call; 0 when there was none within a week
    int lastDay = 0;       ///< calls in the last 24 hours
    int lastWeek = 0;      ///< calls in the last 7 × 24 hours
    WallTime oldestOfDay;  ///< the earliest of `lastDay`
    WallTime oldestOfWeek; ///< the earliest of `lastWeek`
    WallTime lastOwnAt{};  ///< the last call of the asking scheduled call itself; 0 when there was none within a week
};

/// The rule of the number ledger: when a row of a campaign may call a number with this history; not later than `now`
/// when it may call now. Whatever else fails, this rule prevents that a person is called again too soon.
inline WallTime earliestCall(const NumberHistory &history, const Workspace &limits)
{
    constexpr Milliseconds day{24 * 3'600'000};
    WallTime earliest;
    if (history.lastOtherAt.ms > 0) {
        earliest = history.lastOtherAt + limits.cooldown;
    }
    if (history.lastDay >= limits.maxPerDay) {
        earliest = std::max(earliest, history.oldestOfDay + day);
    }
    if (history.lastWeek >= limits.maxPerWeek) {
        earliest = std::max(earliest, history.oldestOfWeek + day * 7);
    }
    return earliest;
}

} // namespace campanile
