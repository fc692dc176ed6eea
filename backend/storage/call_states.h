#pragma once

#include "domain/status.h"

#include <optional>

namespace campanile {

/// A call status of the API as conditions on state and answer: lowest and highest state, and whether it was answered
/// (-1: either).
struct StateRange {
    int lowest = 0;
    int highest = 5;
    int answered = -1;
};

inline StateRange rangeOf(std::optional<ConversationStatus> status)
{
    const auto state = [](AttemptState s) { return static_cast<int>(s); };
    if (!status) {
        return {};
    }
    switch (*status) {
    case ConversationStatus::Queued: // of scheduled calls that have no attempt yet: none of these
        return {1, 0, -1};
    case ConversationStatus::Processing:
        return {state(AttemptState::Intent), state(AttemptState::Trying), -1};
    case ConversationStatus::Ringing:
        return {state(AttemptState::Ringing), state(AttemptState::Ringing), -1};
    case ConversationStatus::InProgress:
        return {state(AttemptState::Answered), state(AttemptState::Answered), -1};
    case ConversationStatus::Completed:
        return {state(AttemptState::Ended), state(AttemptState::Ended), 1};
    case ConversationStatus::Failed:
        return {state(AttemptState::Ended), state(AttemptState::Ended), 0};
    }
    return {};
}

} // namespace campanile
