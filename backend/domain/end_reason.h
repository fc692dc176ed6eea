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
    Declined = 8,      ///< SIP 603: the person refused; never retried
    InvalidNumber = 9, ///< SIP 404 or 484; never retried
    Blocked = 10,      ///< on a do-not-call list: never sent to a carrier
    CarrierError = 11, ///< SIP 5xx or no carrier
    Cancelled = 12,    ///< ended on request before it was answered
    InsufficientCredits = 13,
    OutcomeUnknown = 14,    ///< the program died while it may have rung, and nobody could say
    Missed = 15,            ///< not dialled: past its latest time
    NotSent = 16,           ///< the dial provably never left this machine; its attempt was given back
    CountryNotAllowed = 17, ///< of a country that its trunk does not call: never sent to a carrier
};

inline constexpr std::array allEndReasons = {
    EndReason::CalleeHangup,        EndReason::AgentHangup,    EndReason::MaxDuration,  EndReason::MaxHold,
    EndReason::Voicemail,           EndReason::Busy,           EndReason::NoAnswer,     EndReason::Declined,
    EndReason::InvalidNumber,       EndReason::Blocked,        EndReason::CarrierError, EndReason::Cancelled,
    EndReason::InsufficientCredits, EndReason::OutcomeUnknown, EndReason::Missed,       EndReason::NotSent,
    EndReason::CountryNotAllowed,
};

/// The stable snake_case name, as in the contract.
QLatin1StringView nameOf(EndReason reason);

/// True for the endings of a call that was answered, by a person or a machine.
constexpr bool wasAnswered(EndReason reason)
{
    return reason == EndReason::CalleeHangup || reason == EndReason::AgentHangup || reason == EndReason::MaxDuration ||
           reason == EndReason::MaxHold || reason == EndReason::Voicemail;
}

/// What the call came to, in the words an operator counts by: answered calls are "completed" or "voicemail",
/// all others are named by their end reason. Stands beside the status and never replaces it.
QLatin1StringView dispositionOf(EndReason reason);

} // namespace campanile
