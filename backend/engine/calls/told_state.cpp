#include "engine/calls/told_state.h"

namespace campanile {

TargetState stateAfter(const MovedTarget &moved)
{
    Target target;
    target.status = moved.status;
    target.lastOutcome = moved.lastOutcome;
    const std::optional<TargetAttempt> attempt =
        moved.attempt ? std::optional(TargetAttempt{*moved.attempt, {}, {}}) : std::nullopt;
    // The instant decides only about calls that the gate has postponed, and postponing writes no event.
    return standingOf(target, moved.call, attempt, {}, {}).state;
}

void addState(EventData &data, TargetId target, const MovedTarget &moved)
{
    if (!target.isNull()) {
        data.add("state", nameOf(stateAfter(moved)));
    }
}

} // namespace campanile
