#include "media/simulated/simulated_session.h"

#include <utility>

namespace campanile {

SimulatedSession::SimulatedSession(EventLoop &loop, MediaListener &listener, MediaLeg &leg, AttemptId attempt,
                                   Script script)
    : m_loop(loop)
    , m_listener(listener)
    , m_leg(leg)
    , m_attempt(attempt)
    , m_script(std::move(script))
{
}

SimulatedSession::~SimulatedSession()
{
    stop();
}

void SimulatedSession::answered(Instant)
{
    for (const SimulatedMoment &moment : m_script.moments) {
        m_timers.push_back(m_loop.after(moment.after, [this, &moment] {
            m_listener.noted({m_attempt, moment.kind, m_loop.clock().now(), moment.text, moment.speaker});
        }));
    }
    if (m_script.agentHangsUp) {
        m_timers.push_back(m_loop.after(*m_script.agentHangsUp, [this] { m_leg.hangUp(EndOrigin::Agent); }));
    }
}

void SimulatedSession::pressed(char digit, Instant at)
{
    m_listener.noted({m_attempt, MediaFact::Kind::Digit, at, std::string(1, digit)});
}

void SimulatedSession::ended(Instant)
{
    stop();
}

void SimulatedSession::stop()
{
    for (const EventLoop::TimerId timer : std::exchange(m_timers, {})) {
        m_loop.cancel(timer);
    }
}

} // namespace campanile
