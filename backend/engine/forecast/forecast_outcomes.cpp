#include "engine/forecast/forecast_outcomes.h"

#include "core/random.h"

#include <algorithm>

namespace campanile {

namespace {

// The usual shares are kept as counts out of a million imagined attempts.
constexpr double million = 1e6;

std::vector<ForecastStore::Ending> usualEndings()
{
    const SimulationSettings usual;
    const double reached = 1 - usual.busyRate - usual.noAnswerRate - usual.declinedRate - usual.invalidRate -
                           usual.carrierErrorRate - usual.voicemailRate;
    const auto ending = [](EndReason reason, double share, Milliseconds ringing, Milliseconds talking = {}) {
        return ForecastStore::Ending{reason, static_cast<std::int64_t>(share * million), ringing, talking};
    };
    constexpr Milliseconds atOnce(500); // refused before anything rings, as in planCall
    return {ending(EndReason::Busy, usual.busyRate, usual.ringTime),
            ending(EndReason::NoAnswer, usual.noAnswerRate, usual.ringLimit),
            ending(EndReason::Declined, usual.declinedRate, usual.ringTime),
            ending(EndReason::InvalidNumber, usual.invalidRate, atOnce),
            ending(EndReason::CarrierError, usual.carrierErrorRate, atOnce),
            ending(EndReason::Voicemail, usual.voicemailRate, usual.ringTime, usual.talkTime),
            ending(EndReason::CalleeHangup, reached, usual.ringTime, usual.talkTime)};
}

std::int64_t countOf(const std::vector<ForecastStore::Ending> &endings)
{
    std::int64_t count = 0;
    for (const ForecastStore::Ending &ending : endings) {
        count += ending.attempts;
    }
    return count;
}

Milliseconds scaled(Milliseconds duration, double factor)
{
    return Milliseconds(static_cast<std::int64_t>(static_cast<double>(duration.count()) * factor));
}

} // namespace

ForecastOutcomes::ForecastOutcomes(const Trunk &trunk, const Agent &agent, std::vector<ForecastStore::Ending> endings,
                                   quint64 seed)
    : m_basis(trunk.kind == CarrierKind::Simulated ? ForecastBasis::Simulation
              : countOf(endings) >= leastHistory   ? ForecastBasis::History
                                                   : ForecastBasis::Defaults)
    , m_settings(trunk.simulation)
    , m_maxHold(agent.maxHoldSeconds * 1'000)
    , m_maxDuration(agent.maxDurationSeconds * 1'000)
    , m_endings(m_basis == ForecastBasis::History ? std::move(endings) : usualEndings())
    , m_total(countOf(m_endings))
    , m_seed(seed)
{
}

CallPlan ForecastOutcomes::plan(E164 to, int attempt) const
{
    if (m_basis != ForecastBasis::Simulation) {
        return drawn(to, attempt);
    }
    CallPlan plan = planCall(m_settings, to, attempt, m_maxHold, m_maxDuration);
    if (m_settings.speed != 1.0) {
        plan.ringing = scaled(plan.ringing, 1 / m_settings.speed);
        plan.talking = scaled(plan.talking, 1 / m_settings.speed);
    }
    return plan;
}

CallPlan ForecastOutcomes::drawn(E164 to, int attempt) const
{
    Random random(m_seed ^
                  Random::mix(static_cast<std::uint64_t>(to.digits) * 31 + static_cast<std::uint64_t>(attempt)));
    auto point = static_cast<std::int64_t>(random.unit() * static_cast<double>(m_total));
    const auto ending = std::ranges::find_if(m_endings, [&point](const ForecastStore::Ending &each) {
        point -= each.attempts;
        return point < 0;
    });
    const ForecastStore::Ending &chosen = ending == m_endings.end() ? m_endings.back() : *ending;
    CallPlan plan;
    plan.reason = chosen.reason;
    const bool isCapped = chosen.reason == EndReason::NoAnswer; // it rings as long as it may
    plan.ringing = isCapped ? chosen.ringing : scaled(chosen.ringing, 0.5 + random.unit());
    if (wasAnswered(chosen.reason)) {
        plan.talking = std::min(scaled(chosen.talking, 0.5 + random.unit()), m_maxDuration);
    }
    return plan;
}

} // namespace campanile
