#pragma once

#include "core/clock.h"
#include "core/e164.h"
#include "domain/end_reason.h"
#include "domain/ids.h"
#include "domain/money.h"
#include "domain/status.h"

#include <QString>

#include <optional>

namespace campanile {

/// Whose calls take turns together: those of one campaign, or the one-off calls from one number. What holds a lane back
/// holds back no other.
struct Lane {
    CampaignId campaign;  ///< none: one-off calls
    PhoneNumberId number; ///< of one-off calls; none in a campaign's lane

    friend auto operator<=>(const Lane &, const Lane &) = default;
};

/// Which firing of a recurring campaign: what its clocks showed, and which of the two times they showed it. No step of
/// a clock can make the same occurrence twice.
struct OccurrenceKey {
    std::int64_t localSeconds = 0; ///< as in LocalTime
    /// 1: the second time, when clocks were set back; 2 more for each time the plan moved to another zone.
    int fold = 0;

    friend bool operator==(const OccurrenceKey &, const OccurrenceKey &) = default;
};

/// How long a call may last, where it was asked for by name with caps of its own; 0: as long as its agent's (T-17).
struct CallCaps {
    int holdSeconds = 0;     ///< until the callee speaks: 1 to 3,600
    int durationSeconds = 0; ///< of the whole talk: 1 to 14,400

    friend bool operator==(const CallCaps &, const CallCaps &) = default;
};

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
    int attempt = 0;      ///< attempts made so far
    int epoch = 0;        ///< grows with each claim; a claim with an old epoch is refused
    WallTime scheduledAt; ///< as it was planned; `dueAt` is when the gate looks at it next
    WallTime expiresAt;   ///< not dialled at or after this; 0: no such limit
    QString timezone;     ///< of the person, an IANA name; empty: whatever the number's region allows
    int maxAttempts = 1;  ///< of a one-off call; a campaign's rows follow their campaign
    std::optional<OccurrenceKey> occurrence; ///< of a recurring campaign's row
    std::optional<EndReason> lastError;
    bool undecided = false; ///< nobody knows whether it rang, and a person is to decide
    Milliseconds late{0};   ///< how late it was when it was missed; before, how much of its wait made it late
    CallCaps caps{};        ///< of a one-off call
    /// The conversation that the call becomes when it is answered. It is known from the moment the call is accepted.
    ConversationId conversation{};
    /// A small number of its own, for clients that name calls by one: they grow in the order of acceptance, are
    /// never used again, and are exact in clients that know no integers above 2^53.
    std::int64_t shortId = 0;

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
    std::optional<qint64>
        metered{}; ///< seconds of talk by a clock that nobody sets, as charged; of ended conversations
    Money cost{};
    EndOrigin endedBy = EndOrigin::Unknown;
    QString sipPhrase{};      ///< beside the SIP status; often empty
    QString disposition{};    ///< in the agent's word; empty: it gave none
    WallTime firstSpeechAt{}; ///< when the callee first spoke; 0: not

    [[nodiscard]] bool live() const { return state != AttemptState::Ended && state != AttemptState::Resolving; }
    /// Seconds of talk, 0 when it was not answered or has not ended.
    [[nodiscard]] qint64 talkSeconds() const
    {
        if (metered) {
            return *metered;
        }
        return answeredAt.ms > 0 && endedAt.ms > answeredAt.ms ? (endedAt.ms - answeredAt.ms + 999) / 1000 : 0;
    }

    friend bool operator==(const Call &, const Call &) = default;
};

/// The id of the conversation that a call becomes. A scheduled call has at most one answered attempt, so the
/// conversation has the call's own number and is known before anything is dialled. Calls that were answered before
/// version 8 of the schema have a conversation with another id; their rows tell which (ScheduledCall::conversation).
constexpr ConversationId conversationOf(ScheduledCallId call)
{
    return ConversationId{call.value};
}

/// The state of a call as the API names it.
ConversationStatus conversationStatusOf(const Call &call);

} // namespace campanile
