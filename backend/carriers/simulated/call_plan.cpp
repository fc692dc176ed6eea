#include "carriers/simulated/call_plan.h"

#include "core/random.h"

#include <algorithm>

namespace campanile {

namespace {

constexpr int confirms = 10;
constexpr int optsOut = 11;

/// What happens on a call to a number with a reserved ending. The moments are spread over the talk, so that all of them
/// happen however short the talk is.
std::vector<SimulatedMoment> momentsOf(E164 to, Milliseconds talking)
{
    using Kind = MediaFact::Kind;
    const auto eighths = [talking](int n) { return Microseconds(talking) * n / 8; };
    switch (to.digits % 10'000) {
    case confirms:
        return {{eighths(1), Kind::FirstSpeech},
                {eighths(2), Kind::Turn, "Hello?"},
                {eighths(3), Kind::Turn, "Press 1 to confirm.", MediaFact::Speaker::Agent},
                {eighths(4), Kind::Digit, "1"},
                {eighths(5), Kind::Disposition, "confirmed"}};
    case optsOut:
        return {{eighths(1), Kind::FirstSpeech},
                {eighths(2), Kind::Turn, "Please do not call me again."},
                {eighths(3), Kind::DoNotCall, "Asked not to be called again."},
                {eighths(4), Kind::Disposition, "opted_out"}};
    default:
        return {};
    }
}

/// Draws a duration between 0.5 and 1.5 times the mean.
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
    case confirms:
        return EndReason::CalleeHangup;
    case optsOut:
        return EndReason::AgentHangup;
    default:
        return drawn(settings, random);
    }
}

EndOrigin originOf(EndReason reason)
{
    switch (reason) {
    case EndReason::CalleeHangup:
    case EndReason::Voicemail:
    case EndReason::Busy:
    case EndReason::Declined:
        return EndOrigin::Callee;
    case EndReason::AgentHangup:
        return EndOrigin::Agent;
    case EndReason::NoAnswer:
    case EndReason::MaxHold:
    case EndReason::MaxDuration:
        return EndOrigin::Limit;
    default:
        return EndOrigin::Carrier;
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
    case EndReason::AgentHangup:
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
    plan.origin = originOf(plan.reason);
    plan.moments = momentsOf(to, plan.talking);
    return plan;
}

} // namespace campanile
