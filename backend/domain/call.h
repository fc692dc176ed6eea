#pragma once

#include "core/clock.h"
#include "core/e164.h"
#include "domain/end_reason.h"
#include "domain/ids.h"
#include "domain/status.h"

#include <QString>

#include <optional>

namespace campanile {

/// One row of the queue: who to call, from what number, when.
struct ScheduledCall {
    ScheduledCallId id;
    WorkspaceId workspace;
    CampaignId campaign; ///< none for a one-off call
    TargetId target;     ///< none for a one-off call
    PhoneNumberId fromNumber;
    AgentId agent;
    E164 to;
    ScheduledCallStatus status = ScheduledCallStatus::Pending;
    WallTime dueAt;
    int attempt = 0; ///< attempts made so far
    int epoch = 0;   ///< grows with each claim; a claim with an old epoch is refused

    friend bool operator==(const ScheduledCall &, const ScheduledCall &) = default;
};

/// One dial of a scheduled call, as history and the live list show it.
struct Call {
    AttemptId id;
    ScheduledCallId scheduledCall;
    CampaignId campaign;
    TargetId target;
    QString campaignName;
    QString targetName;
    E164 to;
    E164 from;
    AttemptState state = AttemptState::Intent;
    int attempt = 1; ///< from 1
    WallTime dialledAt;
    WallTime answeredAt; ///< 0 when it was not
    WallTime endedAt;    ///< 0 while it lasts
    std::optional<EndReason> endReason;
    int sipCode = 0;             ///< last SIP status, 0 when there was none
    ConversationId conversation; ///< none when it was not answered

    [[nodiscard]] bool live() const { return state != AttemptState::Ended && state != AttemptState::Resolving; }
    /// Seconds of talk, 0 when it was not answered or has not ended.
    [[nodiscard]] qint64 talkSeconds() const
    {
        return answeredAt.ms > 0 && endedAt.ms > answeredAt.ms ? (endedAt.ms - answeredAt.ms + 999) / 1000 : 0;
    }

    friend bool operator==(const Call &, const Call &) = default;
};

/// The state of a call as the API names it.
ConversationStatus conversationStatusOf(const Call &call);

} // namespace campanile
