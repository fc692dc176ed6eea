#include "simulation/world/exchange_carrier.h"

namespace campanile::simulation {

namespace {

// By then every INVITE of an earlier life has arrived or is lost: longer than any latency.
constexpr Microseconds wireIsQuietAfter{3'000'000};
constexpr Microseconds recordsLagBy{60'000'000};

} // namespace

ExchangeCarrier::ExchangeCarrier(EventLoop &loop, CarrierListener &listener, Exchange &exchange, Doom &doom,
                                 Options options)
    : m_loop(loop)
    , m_listener(listener)
    , m_exchange(exchange)
    , m_doom(doom)
    , m_options(options)
    , m_startedAt(loop.clock().mono())
    , m_dice(options.scenario.seed + static_cast<std::uint64_t>(options.line), "carrier's adapter")
{
    m_exchange.connect(m_options.line, this);
}

ExchangeCarrier::~ExchangeCarrier()
{
    m_exchange.disconnect(m_options.line);
    m_exchange.abandon(m_options.line);
}

void ExchangeCarrier::dial(DialPermit permit)
{
    m_doom.pass(Place::BeforeDial);
    const AttemptId attempt = permit.attemptId();
    const bool opens = permit.opens(m_loop.clock().boot()) || m_options.scenario.bug == PlantedBug::PermitNeverExpires;
    if (!opens || m_options.unreachable) {
        m_listener.callNotSent(attempt);
        return;
    }
    m_longestTalk[attempt] = permit.maxDuration();
    send(permit, permit.callId());
    if (m_options.scenario.bug == PlantedBug::PermitUsedTwice && attempt.value % 50 == 0) {
        send(permit, permit.callId());
    } else if (m_options.scenario.bug == PlantedBug::ResendWithNewCallId && m_dice.chance(0.02)) {
        send(permit, attempt.toStdString() + "@resent");
    }
    m_doom.pass(Place::AfterWire);
}

void ExchangeCarrier::send(const DialPermit &permit, const std::string &callId)
{
    LoggedCall call;
    call.callId = callId;
    call.branch = "z9hG4bK" + std::to_string(m_dice.next());
    const QString left = QString::fromStdString(callId).section(QLatin1Char('@'), 0, 0);
    call.attempt = AttemptId::parse(left).value_or(AttemptId{});
    call.to = permit.to();
    call.from = permit.from();
    call.at = m_loop.clock().boot();
    call.wall = m_loop.clock().wall();
    m_exchange.invite(m_options.line, call, permit.attempt());
}

void ExchangeCarrier::hangUp(AttemptId attempt)
{
    m_exchange.hangUp(attempt, m_answered.contains(attempt) ? EndReason::AgentHangup : EndReason::Cancelled);
}

void ExchangeCarrier::progressed(AttemptId attempt, AttemptState state, int sipCode)
{
    m_doom.pass(Place::BeforeReport);
    if (state == AttemptState::Answered && m_answered.insert(attempt).second) {
        m_loop.after(m_longestTalk[attempt], [this, attempt] { m_exchange.hangUp(attempt, EndReason::MaxDuration); });
    }
    m_listener.callAdvanced(attempt, state, sipCode);
    m_doom.pass(Place::AfterReport);
}

void ExchangeCarrier::ended(AttemptId attempt, EndReason reason, int sipCode)
{
    m_doom.pass(Place::BeforeReport);
    m_longestTalk.erase(attempt);
    m_answered.erase(attempt);
    if (m_options.scenario.bug == PlantedBug::OutcomeDropped && m_dice.chance(0.05)) {
        return;
    }
    m_listener.callEnded(attempt, reason, sipCode);
    m_doom.pass(Place::AfterReport);
}

Inquiry ExchangeCarrier::verdict(const std::string &callId)
{
    if (m_options.scenario.bug == PlantedBug::NeverWithoutProof) {
        return {Inquiry::Answer::Never, EndReason::NotSent};
    }
    const auto mood = m_options.scenario.carrier.inquiries;
    const Exchange::Knowledge known = m_exchange.know(callId);
    if (mood == CarrierMood::Inquiries::Refusing || known.onItsWay || m_options.unreachable) {
        return {};
    }
    if (known.ended) {
        const bool isRecorded =
            mood != CarrierMood::Inquiries::Lagging || m_loop.clock().boot() - known.endedAt >= recordsLagBy;
        return isRecorded ? Inquiry{Inquiry::Answer::Known, *known.ended} : Inquiry{};
    }
    const Microseconds quiet = m_loop.clock().mono() - m_startedAt;
    const bool isSure =
        !known.arrived && quiet >= (mood == CarrierMood::Inquiries::Lagging ? recordsLagBy : wireIsQuietAfter);
    return isSure ? Inquiry{Inquiry::Answer::Never, EndReason::NotSent} : Inquiry{};
}

void ExchangeCarrier::inquire(const Attempt &, const std::string &callId, std::function<void(Inquiry)> reply)
{
    if (m_options.scenario.carrier.inquiries == CarrierMood::Inquiries::Silent && m_dice.chance(0.5)) {
        return; // no answer ever comes
    }
    m_loop.after(m_dice.between(Milliseconds(0), m_options.scenario.carrier.longestLatency),
                 [this, callId, reply = std::move(reply)] { reply(verdict(callId)); });
}

} // namespace campanile::simulation
