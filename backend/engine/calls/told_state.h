#pragma once

#include "domain/event.h"
#include "domain/target_state.h"

#include <optional>

namespace campanile {

/// How a move leaves a target, as far as the caller knows it without reading the rows again.
struct MovedTarget {
    TargetStatus status = TargetStatus::Pending;
    TargetCall call{};
    std::optional<AttemptState> attempt{};  ///< of the call's present epoch, where the state depends on it
    std::optional<EndReason> lastOutcome{}; ///< of the target
};

/// The state that the target has after the move, as `standingOf` derives it. What holds its whole campaign is left out:
/// events of the campaign tell that.
TargetState stateAfter(const MovedTarget &moved);

/// Adds `state` to the data of an event that is about a target. Does nothing for calls without a target.
void addState(EventData &data, TargetId target, const MovedTarget &moved);

} // namespace campanile
