#include "domain/call.h"

namespace campanile {

ConversationStatus conversationStatusOf(const Call &call)
{
    switch (call.state) {
    case AttemptState::Intent:
    case AttemptState::Trying:
    case AttemptState::Resolving:
        return ConversationStatus::Processing;
    case AttemptState::Ringing:
        return ConversationStatus::Ringing;
    case AttemptState::Answered:
        return ConversationStatus::InProgress;
    case AttemptState::Ended:
        break;
    }
    const bool answered = call.endReason && wasAnswered(*call.endReason);
    return answered ? ConversationStatus::Completed : ConversationStatus::Failed;
}

} // namespace campanile
