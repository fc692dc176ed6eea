#include "domain/end_reason.h"

namespace campanile {

QLatin1StringView nameOf(EndReason reason)
{
    switch (reason) {
    case EndReason::CalleeHangup:
        return QLatin1StringView("callee_hangup");
    case EndReason::AgentHangup:
        return QLatin1StringView("agent_hangup");
    case EndReason::MaxDuration:
        return QLatin1StringView("max_duration");
    case EndReason::MaxHold:
        return QLatin1StringView("max_hold");
    case EndReason::Voicemail:
        return QLatin1StringView("voicemail");
    case EndReason::Busy:
        return QLatin1StringView("busy");
    case EndReason::NoAnswer:
        return QLatin1StringView("no_answer");
    case EndReason::Declined:
        return QLatin1StringView("declined");
    case EndReason::InvalidNumber:
        return QLatin1StringView("invalid_number");
    case EndReason::Blocked:
        return QLatin1StringView("blocked");
    case EndReason::CarrierError:
        return QLatin1StringView("carrier_error");
    case EndReason::Cancelled:
        return QLatin1StringView("cancelled");
    case EndReason::InsufficientCredits:
        return QLatin1StringView("insufficient_credits");
    case EndReason::OutcomeUnknown:
        return QLatin1StringView("outcome_unknown");
    case EndReason::Missed:
        return QLatin1StringView("missed");
    case EndReason::NotSent:
        return QLatin1StringView("not_sent");
    case EndReason::CountryNotAllowed:
        return QLatin1StringView("country_not_allowed");
    case EndReason::TrunkRefused:
        return QLatin1StringView("trunk_refused");
    case EndReason::TrunkAuthentication:
        return QLatin1StringView("trunk_authentication");
    case EndReason::MediaMismatch:
        return QLatin1StringView("media_mismatch");
    case EndReason::TrunkThrottled:
        return QLatin1StringView("trunk_throttled");
    case EndReason::VariablesMissing:
        return QLatin1StringView("variables_missing");
    }
    return QLatin1StringView("unknown");
}

QLatin1StringView nameOf(EndOrigin origin)
{
    switch (origin) {
    case EndOrigin::Unknown:
        return QLatin1StringView();
    case EndOrigin::Callee:
        return QLatin1StringView("callee");
    case EndOrigin::Agent:
        return QLatin1StringView("agent");
    case EndOrigin::Operator:
        return QLatin1StringView("operator");
    case EndOrigin::Limit:
        return QLatin1StringView("limit");
    case EndOrigin::Carrier:
        return QLatin1StringView("carrier");
    }
    return QLatin1StringView();
}

QLatin1StringView dispositionOf(EndReason reason)
{
    if (wasAnswered(reason) && reason != EndReason::Voicemail) {
        return QLatin1StringView("completed");
    }
    return nameOf(reason);
}

} // namespace campanile
