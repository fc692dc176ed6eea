#pragma once

#include "domain/hold.h"
#include "domain/ids.h"
#include "domain/trunk_state.h"

#include <map>
#include <mutex>

namespace campanile {

/// The state of each trunk. LiveCalls writes it. The gate asks it before it commits an intent that could not be sent,
/// and so does whoever explains why nothing is dialled. A trunk that has reported nothing takes calls. Thread: any.
class TrunkBoard {
public:
    /// Sets the trunk's state from `now` on. A state that repeats what is known keeps its first instant.
    void set(TrunkId trunk, TrunkState state, WallTime now)
    {
        const std::scoped_lock lock(m_mutex);
        TrunkState &known = m_states[trunk];
        const bool goesOn = known.status == state.status && known.reason == state.reason && known.since.ms > 0;
        state.since = goesOn ? known.since : now;
        known = state;
    }
    [[nodiscard]] TrunkState stateOf(TrunkId trunk) const
    {
        const std::scoped_lock lock(m_mutex);
        const auto found = m_states.find(trunk);
        return found != m_states.end() ? found->second : TrunkState{};
    }
    [[nodiscard]] bool takesCalls(TrunkId trunk, WallTime now) const { return stateOf(trunk).takesCalls(now); }
    /// How the trunk's state holds calls; None when it takes them.
    [[nodiscard]] Hold holdOf(TrunkId trunk, WallTime now) const
    {
        const TrunkState state = stateOf(trunk);
        if (state.takesCalls(now)) {
            return {};
        }
        return state.status == TrunkStatus::Throttled ? Hold{HoldReason::TrunkThrottled, state.until}
                                                      : Hold{HoldReason::NoCarrier, {}};
    }

private:
    mutable std::mutex m_mutex; // guards m_states
    std::map<TrunkId, TrunkState> m_states;
};

} // namespace campanile
