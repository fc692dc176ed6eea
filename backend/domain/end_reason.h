#pragma once

#include <QLatin1StringView>

#include <array>
#include <optional>

namespace campanile {

/// Why an attempt or a conversation ended. Stored by number: values never change meaning and are never reused.
enum class EndReason {
    CalleeHangup = 1,  ///< answered, and the callee ended it
    AgentHangup = 2,   ///< answered, and the agent ended it
    MaxDuration = 3,   ///< answered, and it ended at the agent's duration cap
    MaxHold = 4,       ///< answered, and the callee did not speak within the hold cap
    Voicemail = 5,     ///< a machine answered
    Busy = 6,          ///< SIP 486
    NoAnswer = 7,      ///< rang until the ring limit
    Declined = 8,      ///< SIP 603, 607 or 608: the person refused; never retried
    InvalidNumber = 9, ///< SIP 404, 410, 484 or 604; never retried
    Blocked = 10,      ///< on a do-not-call list: never sent to a carrier
    CarrierError = 11, ///< SIP 5xx, no answer from the trunk, or a transport that failed
    Cancelled = 12,    ///< ended on request before it was answered
    InsufficientCredits = 13,
    OutcomeUnknown = 14,    ///< the program ended while the call may have rung, and the carrier could not tell
    Missed = 15,            ///< not dialled, because its latest time had passed
    NotSent = 16,           ///< the dial provably never left this machine; its attempt was given back
    CountryNotAllowed = 17, ///< the number's country is not called on its trunk: never sent to a carrier
    TrunkRefused = 18,      ///< SIP 402 or 403: the trunk refused the call for its caller ID, its funds or a permission
    TrunkAuthentication = 19, ///< SIP 401 or 407 although credentials were sent: the trunk does not accept them
    MediaMismatch = 20,       ///< SIP 415, 488 or 606: trunk and program have no codec or no encryption in common
    TrunkThrottled = 21,      ///< SIP 429, or 503 with Retry-After: the trunk takes no more calls for a while
    VariablesMissing = 22,    ///< its agent needs variables that the call does not have: never sent to a carrier
};

/// Who ended a call. Stored by number: values never change meaning and are never reused.
enum class EndOrigin {
    Unknown = 0,  ///< it is not known, or nothing was sent
    Callee = 1,   ///< the callee hung up, declined, or was busy
    Agent = 2,    ///< the agent on the call
    Operator = 3, ///< a person ended the call, or the program was ended
    Limit = 4,    ///< a cap of the program: ring time, hold, duration, credit
    Carrier = 5,  ///< the trunk or the network behind it
};

inline constexpr std::array allEndReasons = {
    EndReason::CalleeHangup,
    EndReason::AgentHangup,
    EndReason::MaxDuration,
    EndReason::MaxHold,
    EndReason::Voicemail,
    EndReason::Busy,
    EndReason::NoAnswer,
    EndReason::Declined,
    EndReason::InvalidNumber,
    EndReason::Blocked,
    EndReason::CarrierError,
    EndReason::Cancelled,
    EndReason::InsufficientCredits,
    EndReason::OutcomeUnknown,
    EndReason::Missed,
    EndReason::NotSent,
    EndReason::CountryNotAllowed,
    EndReason::TrunkRefused,
    EndReason::TrunkAuthentication,
    EndReason::MediaMismatch,
    EndReason::TrunkThrottled,
    EndReason::VariablesMissing,
};

/// The stable snake_case name, as the REST API shows it.
QLatin1StringView nameOf(EndReason reason);

/// The stable name, as the REST API shows it; empty for Unknown.
QLatin1StringView nameOf(EndOrigin origin);

/// Whether the call was answered, by a person or by a machine.
constexpr bool wasAnswered(EndReason reason)
{
    return reason == EndReason::CalleeHangup || reason == EndReason::AgentHangup || reason == EndReason::MaxDuration ||
           reason == EndReason::MaxHold || reason == EndReason::Voicemail;
}

/// Whether the ending is about the trunk's setup or load and not about the callee. When a call ends in this way before
/// it rings, the attempt does not count.
constexpr bool isTrunkTrouble(EndReason reason)
{
    return reason == EndReason::TrunkAuthentication || reason == EndReason::MediaMismatch ||
           reason == EndReason::TrunkThrottled;
}

/// The disposition of the call, as operators count calls: answered calls are "completed" or "voicemail", all others
/// have the name of their end reason. It is shown beside the status and never replaces it.
QLatin1StringView dispositionOf(EndReason reason);

} // namespace campanile
