#pragma once

#include "domain/call.h"
#include "domain/dialog.h"
#include "domain/money.h"

namespace campanile {

/// One dial as the gate writes it: everything the carrier is told comes back from this row.
struct Attempt {
    AttemptId id;
    ScheduledCallId scheduledCall;
    CampaignId campaign;
    TargetId target;
    WorkspaceId workspace;
    PhoneNumberId fromNumberId;
    TrunkId trunk;
    AgentId agent;
    E164 from;
    E164 to;
    int n = 1;
    int epoch = 0;
    ProcessId process; ///< that dialled it; null when only the dial journal tells of it
    AttemptState state = AttemptState::Intent;
    WallTime intentAt;
    WallTime answeredAt;
    WallTime endedAt;
    std::optional<EndReason> endReason;
    int sipCode = 0;
    ConversationId conversation;
    Money reserved;                 ///< credit set aside: one minute at the trunk's price when it was dialled
    std::optional<Dialog> dialog{}; ///< of one that an earlier process left open, as far as it is known

    friend bool operator==(const Attempt &, const Attempt &) = default;
};

/// The conversation that the attempt has become or, as long as it is not answered, would become.
inline ConversationId conversationOf(const Attempt &attempt)
{
    return attempt.conversation.isNull() ? conversationOf(attempt.scheduledCall) : attempt.conversation;
}

} // namespace campanile
