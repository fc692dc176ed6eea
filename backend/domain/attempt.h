#pragma once

#include "domain/call.h"
#include "domain/dialog.h"
#include "domain/money.h"

namespace campanile {

/// One dial as the gate writes it. Everything that the carrier is told is read from this row.
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
    ProcessId process; ///< the process that dialled it; null when only the dial journal has the attempt
    AttemptState state = AttemptState::Intent;
    WallTime intentAt;
    WallTime answeredAt;
    WallTime endedAt;
    std::optional<EndReason> endReason;
    int sipCode = 0;
    ConversationId conversation;
    Money reserved; ///< credit set aside: one minute at the trunk's price when it was dialled
    /// The dialog of an attempt that an earlier process left open, as far as it is known.
    std::optional<Dialog> dialog{};

    friend bool operator==(const Attempt &, const Attempt &) = default;
};

/// The conversation that the attempt became or, as long as it is not answered, would become.
inline ConversationId conversationOf(const Attempt &attempt)
{
    return attempt.conversation.isNull() ? conversationOf(attempt.scheduledCall) : attempt.conversation;
}

} // namespace campanile
