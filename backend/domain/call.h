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

/// A lane is a group of calls that take turns: the calls of one campaign, or the one-off calls from one phone number. A
/// reason that holds one lane does not hold the others.
struct Lane {
    CampaignId campaign;  ///< none: one-off calls
    PhoneNumberId number; ///< the number of one-off calls; none in a campaign's lane

    friend auto operator<=>(const Lane &, const Lane &) = default;
};

/// Identifies one firing of a recurring campaign by the local time that its clocks show and by whether they show it for
/// the first or the second time. A step of a clock cannot make the same occurrence twice.
struct OccurrenceKey {
    std::int64_t localSeconds = 0; ///< as in LocalTime
    /// 1 when the clocks show the time for the second time, because they were set back. Each move of the plan to
    /// another zone adds 2.
    int fold = 0;

    friend bool operator==(const OccurrenceKey &, const OccurrenceKey &) = default;
};

/// The caps on the duration of a one-off call that has its own; 0: the agent's cap applies (T-17).
struct CallCaps {
    int holdSeconds = 0;     ///< until the callee speaks: 1 to ceilings::holdSeconds
    int durationSeconds = 0; ///< of the whole talk: 1 to ceilings::callSeconds

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
    WallTime scheduledAt; ///< the planned instant; `dueAt` is when the gate checks the call next
    WallTime expiresAt;   ///< it is not dialled at or after this instant; 0: no limit
    QString timezone;     ///< the person's zone, an IANA name; empty: the zones that the number's region allows
    int maxAttempts = 1;  ///< of a one-off call; a campaign's rows follow their campaign
    std::optional<OccurrenceKey> occurrence; ///< of a recurring campaign's row
    std::optional<EndReason> lastError;
    bool undecided = false; ///< nobody knows whether it rang, and a person has to decide
    /// For a missed call: how late it was. For a pending call: the lateness that it has already, to which the time
    /// since `dueAt` is added. 0: none.
    Milliseconds late{0};
    CallCaps caps{}; ///< of a one-off call
    /// The conversation that the call becomes when it is answered. It is known from the moment the call is accepted.
    ConversationId conversation{};
    /// A small integer id, for clients that identify calls by an integer. Short ids grow in the order of acceptance,
    /// are never reused, and are exact in clients that have no integers above 2^53.
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
    WallTime answeredAt; ///< 0 when it was not answered
    WallTime endedAt;    ///< 0 while it lasts
    std::optional<EndReason> endReason;
    int sipCode = 0;             ///< the last SIP status; 0 when there was none
    ConversationId conversation; ///< null when it was not answered
    std::optional<qint64>
        metered{}; ///< charged seconds of talk, measured by the monotonic clock; only of ended conversations
    Money cost{};
    EndOrigin endedBy = EndOrigin::Unknown;
    QString sipPhrase{};      ///< the reason phrase of the SIP status; often empty
    QString disposition{};    ///< as the agent gave it; empty: it gave none
    WallTime firstSpeechAt{}; ///< when the callee first spoke; 0: the callee did not speak

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
/// conversation has the same number as the call, and its id is known before anything is dialled. Calls that were
/// answered before version 8 of the schema have a conversation with another id, which is in their row
/// (ScheduledCall::conversation).
constexpr ConversationId conversationOf(ScheduledCallId call)
{
    return ConversationId{call.value};
}

/// The state of a call as the API names it.
ConversationStatus conversationStatusOf(const Call &call);

} // namespace campanile
