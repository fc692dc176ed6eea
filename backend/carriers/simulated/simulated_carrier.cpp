#include "carriers/simulated/simulated_carrier.h"

#include "core/log.h"

namespace campanile {

namespace {

// The time for call set-up before the far end rings; it is part of the ringing time of the plan.
constexpr Milliseconds postDialDelay{300};
// Stands in for the caps of a call of an earlier process, which are not known any more. No plan is longer.
constexpr Milliseconds longestCall{24 * 3'600'000};

} // namespace

SimulatedCarrier::SimulatedCarrier(EventLoop &loop, CarrierListener &listener, MediaListener &media,
                                   SimulationSettings settings, std::unique_ptr<Wire> wire)
    : m_loop(loop)
    , m_listener(listener)
    , m_media(media)
    , m_settings(settings)
    , m_wire(std::move(wire))
{
}

SimulatedCarrier::~SimulatedCarrier()
{
    for (const auto &[attempt, call] : m_calls) {
        m_loop.cancel(call.timer);
    }
}

Microseconds SimulatedCarrier::scaled(Microseconds duration) const
{
    return Microseconds(static_cast<std::int64_t>(static_cast<double>(duration.count()) / m_settings.speed));
}

void SimulatedCarrier::dial(DialPermit permit)
{
    const AttemptId attempt = permit.attemptId();
    if (!permit.opens(m_loop.clock().boot())) {
        m_listener.heard(CarrierEvent::notSent(attempt, m_loop.clock().now()));
        return;
    }
    if (m_wire != nullptr && !m_wire->invite(permit.callId(), permit.to(), permit.from())) {
        m_listener.heard(CarrierEvent::notSent(attempt, m_loop.clock().now()));
        return;
    }
    LiveCall call{
        permit.callId(),
        planCall(m_settings, permit.to(), permit.attempt(), permit.brief().maxHold, permit.brief().maxDuration), false,
        0};
    openSession(attempt, call);
    log::debug(log::Layer::Carriers, "dialled", {{"attempt", attempt}, {"to", permit.to()}, {"trunk", permit.trunk()}});
    const Milliseconds untilRinging = std::min(postDialDelay, call.plan.ringing);
    call.timer = m_loop.after(scaled(untilRinging), [this, attempt] { ring(attempt); });
    m_calls.emplace(attempt, std::move(call));
}

void SimulatedCarrier::openSession(AttemptId attempt, LiveCall &call)
{
    if (call.plan.moments.empty()) {
        return;
    }
    SimulatedSession::Script script{call.plan.moments};
    for (SimulatedMoment &moment : script.moments) {
        moment.after = scaled(moment.after);
    }
    if (call.plan.reason == EndReason::AgentHangup) {
        script.agentHangsUp = scaled(call.plan.talking);
    }
    call.leg = std::make_unique<Leg>(*this, attempt);
    call.session = std::make_unique<SimulatedSession>(m_loop, m_media, *call.leg, attempt, std::move(script));
}

void SimulatedCarrier::ring(AttemptId attempt)
{
    LiveCall &call = m_calls.at(attempt);
    const CallPlan &plan = call.plan;
    if (plan.reason != EndReason::InvalidNumber && plan.reason != EndReason::CarrierError) {
        m_listener.heard(CarrierEvent::ringing(attempt, m_loop.clock().now()));
    }
    const Microseconds rest = scaled(plan.ringing - std::min(postDialDelay, plan.ringing));
    call.timer = m_loop.after(rest, [this, attempt] {
        const CallPlan &now = m_calls.at(attempt).plan;
        if (wasAnswered(now.reason)) {
            answer(attempt);
        } else {
            end(attempt, now.reason, now.origin, now.sipCode);
        }
    });
}

void SimulatedCarrier::answer(AttemptId attempt)
{
    LiveCall &call = m_calls.at(attempt);
    call.answered = true;
    const Instant now = m_loop.clock().now();
    m_listener.heard(CarrierEvent::answered(attempt, now));
    if (call.session != nullptr) {
        call.session->answered(now);
    }
    if (call.plan.reason == EndReason::AgentHangup) {
        return; // the session hangs up
    }
    call.timer = m_loop.after(scaled(call.plan.talking), [this, attempt] {
        const CallPlan &plan = m_calls.at(attempt).plan;
        end(attempt, plan.reason, plan.origin, plan.sipCode);
    });
}

void SimulatedCarrier::hangUp(AttemptId attempt, EndOrigin by)
{
    const auto found = m_calls.find(attempt);
    if (found == m_calls.end()) {
        return;
    }
    m_loop.cancel(found->second.timer);
    if (found->second.answered) {
        end(attempt, EndReason::AgentHangup, by, 200);
    } else {
        end(attempt, EndReason::Cancelled, by, 487);
    }
}

void SimulatedCarrier::end(AttemptId attempt, EndReason reason, EndOrigin origin, int sipCode)
{
    const auto found = m_calls.find(attempt);
    if (m_wire != nullptr) {
        m_wire->ended(found->second.callId, QString(nameOf(reason)).toStdString());
    }
    const Instant now = m_loop.clock().now();
    if (found->second.session != nullptr) {
        found->second.session->ended(now);
    }
    m_calls.erase(found);
    m_listener.heard(CarrierEvent::ended(attempt, now, reason, origin, sipCode));
}

void SimulatedCarrier::inquire(const Attempt &attempt, const std::string &callId, std::function<void(Inquiry)> reply)
{
    Inquiry inquiry{Inquiry::Answer::Never, EndReason::NotSent};
    if (m_wire != nullptr) {
        const std::optional<bool> known = m_wire->knows(callId);
        if (!known) {
            inquiry.answer = Inquiry::Answer::CannotSay;
        } else if (*known) {
            // The plan depends on the call alone, so this process computes the same plan as the earlier one.
            const CallPlan plan = planCall(m_settings, attempt.to, attempt.n, longestCall, longestCall);
            inquiry = {Inquiry::Answer::Known, plan.reason};
        }
    }
    m_loop.post([inquiry, reply = std::move(reply)] { reply(inquiry); });
}

} // namespace campanile
