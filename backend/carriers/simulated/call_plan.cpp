#include "carriers/simulated/call_plan.h"

#include "core/random.h"

#include <algorithm>

namespace campanile {

namespace {

/// Half to one and a half times the mean.
Milliseconds around(Milliseconds mean, Random &random)
{
    return Milliseconds(static_cast<std::int64_t>(static_cast<double>(mean.count()) * (0.5 + random.unit())));
}

EndReason drawn(const SimulationSettings &s, Random &random)
{
    double point = random.unit();
    const auto hits = [&point](double rate) {
        point -= rate;
        return point < 0;
    };
    if (hits(s.busyRate)) {
        return EndReason::Busy;
    }
    if (hits(s.noAnswerRate)) {
        return EndReason::NoAnswer;
    }
    if (hits(s.declinedRate)) {
        return EndReason::Declined;
    }
    if (hits(s.invalidRate)) {
        return EndReason::InvalidNumber;
    }
    if (hits(s.carrierErrorRate)) {
        return EndReason::CarrierError;
    }
    if (hits(s.voicemailRate)) {
        return EndReason::Voicemail;
    }
    return EndReason::CalleeHangup;
}

EndReason reasonFor(const SimulationSettings &settings, E164 to, int attempt, Random &random)
{
    switch (to.digits % 10'000) {
    case 0:
        return EndReason::CalleeHangup;
    case 1:
        return EndReason::Busy;
    case 2:
        return EndReason::NoAnswer;
    case 3:
        return EndReason::Declined;
    case 4:
        return EndReason::InvalidNumber;
    case 5:
        return attempt == 1 ? EndReason::CarrierError : EndReason::CalleeHangup;
    case 6:
        return EndReason::CarrierError;
    case 7:
        return EndReason::Voicemail;
    case 8:
        return EndReason::MaxHold;
    case 9:
        return EndReason::MaxDuration;
    default:
        return drawn(settings, random);
    }
}

int sipCodeFor(EndReason reason)
{
    switch (reason) {
    case EndReason::Busy:
        return 486;
    case EndReason::NoAnswer:
        return 408;
    case EndReason::Declined:
        return 603;
    case EndReason::InvalidNumber:
        return 404;
    case EndReason::CarrierError:
        return 503;
    default:
        return 200;
    }
}

} // namespace

CallPlan planCall(const SimulationSettings &settings, E164 to, int attempt, Milliseconds maxHold,
                  Milliseconds maxDuration)
{
    Random random(settings.seed ^
                  Random::mix(static_cast<std::uint64_t>(to.digits) * 31 + static_cast<std::uint64_t>(attempt)));
    CallPlan plan;
    plan.reason = reasonFor(settings, to, attempt, random);
    plan.sipCode = sipCodeFor(plan.reason);
    plan.ringing = plan.reason == EndReason::NoAnswer ? settings.ringLimit
                                                      : std::min(around(settings.ringTime, random), settings.ringLimit);
    switch (plan.reason) {
    case EndReason::CalleeHangup:
    case EndReason::Voicemail:
        plan.talking = around(settings.talkTime, random);
        if (plan.talking > maxDuration) {
            plan.talking = maxDuration;
            plan.reason = EndReason::MaxDuration;
        }
        break;
    case EndReason::MaxHold:
        plan.talking = maxHold;
        break;
    case EndReason::MaxDuration:
        plan.talking = maxDuration;
        break;
    case EndReason::InvalidNumber:
    case EndReason::CarrierError:
        plan.ringing = std::min(plan.ringing, Milliseconds(500)); // refused before anything rings
        break;
    default:
        break;
    }
    return plan;
}

} // namespace campanile
