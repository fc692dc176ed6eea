#pragma once

#include <QLatin1StringView>

#include <array>
#include <optional>

namespace campanile {

/// Why an attempt or a conversation ended. Stored by number: values never change meaning and are never reused.
enum class EndReason {
    CalleeHangup = 1,  ///< answered, and the callee ended it
    AgentHangup = 2,   ///< answered, and the agent ended it
    MaxDuration = 3,   ///< answered, ended at the agent's duration cap
    MaxHold = 4,       ///< answered, the callee never spoke within the hold cap
    Voicemail = 5,     ///< a machine answered
    Busy = 6,          ///< SIP 486
    NoAnswer = 7,      ///< rang until the ring limit
    Declined = 8,      ///< SIP 603, 607 or 608: the person refused; never retried
    InvalidNumber = 9, ///< SIP 404, 410, 484 or 604; never retried
    Blocked = 10,      ///< on a do-not-call list: never sent to a carrier
    CarrierError = 11, ///< SIP 5xx, no answer from the trunk, or a transport that failed
    Cancelled = 12,    ///< ended on request before it was answered
    InsufficientCredits = 13,
    OutcomeUnknown = 14,    ///< the program died while it may have rung, and nobody could say
    Missed = 15,            ///< not dialled: past its latest time
    NotSent = 16,           ///< the dial provably never left this machine; its attempt was given back
    CountryNotAllowed = 17, ///< of a country that its trunk does not call: never sent to a carrier
    TrunkRefused = 18,      ///< SIP 402 or 403: the trunk refused the call for its caller ID, its funds or a permission
    TrunkAuthentication = 19, ///< SIP 401 or 407 to the right credentials: the trunk does not let the program in
    MediaMismatch = 20,       ///< SIP 415, 488 or 606: trunk and program have no codec or no encryption in common
    TrunkThrottled = 21,      ///< SIP 429, or 503 with Retry-After: the trunk takes no more calls for a while
    VariablesMissing = 22,    ///< its agent asks for variables that the call has not got: never sent to a carrier
};

/// Who ended a call. Stored by number: values never change meaning and are never reused.
enum class EndOrigin {
    Unknown = 0,  ///< nobody can tell, or nothing was sent
    Callee = 1,   ///< hung up, declined, or is busy
    Agent = 2,    ///< the agent on the call
    Operator = 3, ///< a person hung up, or the program was ended
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

/// The stable snake_case name, as in the contract.
QLatin1StringView nameOf(EndReason reason);

/// The stable name, as in the contract; empty for Unknown.
QLatin1StringView nameOf(EndOrigin origin);

/// True for the endings of a call that was answered, by a person or a machine.
constexpr bool wasAnswered(EndReason reason)
{
    return reason == EndReason::CalleeHangup || reason == EndReason::AgentHangup || reason == EndReason::MaxDuration ||
           reason == EndReason::MaxHold || reason == EndReason::Voicemail;
}

/// True for the endings that tell of the trunk's set-up or of its load, and nothing of the callee. A call that ended so
/// before it rang has used up none of its attempts.
constexpr bool isTrunkTrouble(EndReason reason)
{
    return reason == EndReason::TrunkAuthentication || reason == EndReason::MediaMismatch ||
           reason == EndReason::TrunkThrottled;
}

/// What the call came to, in the words an operator counts by: answered calls are "completed" or "voicemail",
/// all others are named by their end reason. Stands beside the status and never replaces it.
QLatin1StringView dispositionOf(EndReason reason);

} // namespace campanile
