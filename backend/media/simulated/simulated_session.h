#pragma once

#include "core/event_loop.h"
#include "media/media_listener.h"
#include "media/media_session.h"

#include <optional>
#include <string>
#include <vector>

namespace campanile {

/// Something that happens on a simulated call: a fact, or the end of the call by the agent.
struct SimulatedMoment {
    Microseconds after{0}; ///< after the answer
    MediaFact::Kind kind = MediaFact::Kind::FirstSpeech;
    std::string text{};
    MediaFact::Speaker speaker = MediaFact::Speaker::Callee;

    friend bool operator==(const SimulatedMoment &, const SimulatedMoment &) = default;
};

/// Both ends of a simulated call. It reports the moments of its script at their times, and hangs up at the end when the
/// script says so. Nobody speaks, so there is no audio; a key that is pressed is reported like a key of a real callee.
/// Thread: its event loop's.
class SimulatedSession final : public MediaSession {
public:
    struct Script {
        std::vector<SimulatedMoment> moments;       ///< earliest first
        std::optional<Microseconds> agentHangsUp{}; ///< this long after the answer
    };

    /// Borrows loop, listener and leg.
    SimulatedSession(EventLoop &loop, MediaListener &listener, MediaLeg &leg, AttemptId attempt, Script script);
    ~SimulatedSession() override;
    SimulatedSession(const SimulatedSession &) = delete;
    SimulatedSession &operator=(const SimulatedSession &) = delete;

    void answered(Instant at) override;
    void hear(std::span<const std::uint8_t>) override {}
    bool speak(std::span<std::uint8_t>) override { return false; }
    void pressed(char digit, Instant at) override;
    void ended(Instant at) override;

private:
    void stop();

    EventLoop &m_loop;
    MediaListener &m_listener;
    MediaLeg &m_leg;
    const AttemptId m_attempt;
    const Script m_script;
    std::vector<EventLoop::TimerId> m_timers;
};

} // namespace campanile
