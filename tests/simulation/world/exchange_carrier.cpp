#include "simulation/world/exchange_carrier.h"

#include <algorithm>
#include <utility>

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
    , m_lateness(options.scenario.seed + static_cast<std::uint64_t>(options.line), "engine's lateness")
{
    m_exchange.connect(m_options.line, this);
}

ExchangeCarrier::~ExchangeCarrier()
{
    for (const auto &[at, timer] : m_untold) {
        m_loop.cancel(timer);
    }
    m_exchange.disconnect(m_options.line);
    m_exchange.abandon(m_options.line);
}

void ExchangeCarrier::dial(DialPermit permit)
{
    m_doom.pass(Place::BeforeDial);
    const AttemptId attempt = permit.attemptId();
    const bool opens = permit.opens(m_loop.clock().boot()) || m_options.scenario.bug == PlantedBug::PermitNeverExpires;
    if (!opens || m_options.unreachable) {
        m_listener.heard(CarrierEvent::notSent(attempt, m_loop.clock().now()));
        return;
    }
    m_longestTalk[attempt] = permit.brief().maxDuration;
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
    call.said = saidOn(permit);
    m_exchange.invite(m_options.line, call, permit.attempt());
}

void ExchangeCarrier::hangUp(AttemptId attempt, EndOrigin by)
{
    m_exchange.hangUp(attempt, m_answered.contains(attempt) ? EndReason::AgentHangup : EndReason::Cancelled, by);
}

/// What the agent says first: it is in the brief, or, with the gate of a planted bug, it is what somebody is just
/// writing.
std::string ExchangeCarrier::saidOn(const DialPermit &permit) const
{
    const std::string text = permit.brief().text.firstMessage.toStdString();
    if (m_options.scenario.bug != PlantedBug::BriefFromUncommittedRows || !m_options.draft) {
        return text;
    }
    std::string draft(1, 'v');
    draft += std::to_string(*m_options.draft);
    draft += text.substr(std::min(text.find(' '), text.size()));
    return draft;
}

void ExchangeCarrier::progressed(AttemptId attempt, CarrierEvent::Kind kind, int sipCode)
{
    if (kind == CarrierEvent::Kind::Answered && m_answered.insert(attempt).second) {
        // The exchange outlives the carrier, which may be gone by then with its program or its trunk.
        m_loop.after(m_longestTalk[attempt], [&exchange = m_exchange, attempt] {
            exchange.hangUp(attempt, EndReason::MaxDuration, EndOrigin::Limit);
        });
    }
    tellLate({attempt, kind, m_loop.clock().now(), sipCode, {}});
}

void ExchangeCarrier::ended(AttemptId attempt, EndReason reason, EndOrigin origin, int sipCode)
{
    m_longestTalk.erase(attempt);
    m_answered.erase(attempt);
    tellLate(CarrierEvent::ended(attempt, m_loop.clock().now(), reason, origin, sipCode));
}

/// Tells the engine later, because it may be busy with something else. It hears of everything in the order of the wire.
void ExchangeCarrier::tellLate(CarrierEvent event)
{
    const Milliseconds longest = m_options.scenario.carrier.engineLateness;
    if (longest <= Milliseconds(0)) {
        tell(std::move(event));
        return;
    }
    const MonoTime now = m_loop.clock().mono();
    MonoTime at = now + m_lateness.between(Milliseconds(0), longest);
    if (!m_untold.empty()) {
        at = std::max(at, m_untold.rbegin()->first + Microseconds(1));
    }
    m_untold[at] = m_loop.after(at - now, [this, at, event = std::move(event)] {
        m_untold.erase(at);
        tell(event);
    });
}

void ExchangeCarrier::tell(CarrierEvent event)
{
    m_doom.pass(Place::BeforeReport);
    if (event.kind == CarrierEvent::Kind::Ended && m_options.scenario.bug == PlantedBug::OutcomeDropped &&
        m_dice.chance(0.05)) {
        return;
    }
    if (m_options.scenario.bug == PlantedBug::WireInstantsIgnored) {
        event.at = m_loop.clock().now();
    } else if (m_options.scenario.bug == PlantedBug::DurationsFromWallClock) {
        event.at.mono = {event.at.wall.ms * 1'000};
    }
    m_listener.heard(event);
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
