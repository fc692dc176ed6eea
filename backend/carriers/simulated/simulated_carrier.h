#pragma once

#include "carriers/carrier.h"
#include "carriers/simulated/call_plan.h"
#include "carriers/simulated/wire.h"
#include "core/event_loop.h"
#include "media/media_listener.h"
#include "media/simulated/simulated_session.h"

#include <memory>
#include <unordered_map>

namespace campanile {

/// A carrier that rings nobody. Outcomes follow from reserved endings and seeded rates; times are divided by its speed
/// and follow the clock of its event loop. If it has a wire, it writes every invite to the wire before the call begins.
/// Thread: its event loop's.
class SimulatedCarrier final : public Carrier {
public:
    /// Borrows loop and listeners; `wire` may be null.
    SimulatedCarrier(EventLoop &loop, CarrierListener &listener, MediaListener &media, SimulationSettings settings,
                     std::unique_ptr<Wire> wire = nullptr);
    ~SimulatedCarrier() override;

    void dial(DialPermit permit) override;
    void hangUp(AttemptId attempt, EndOrigin by) override;
    /// Without a wire the answer is Never: the simulated calls of an earlier process ended with that process and rang
    /// nobody.
    void inquire(const Attempt &attempt, const std::string &callId, std::function<void(Inquiry)> reply) override;

    void configure(const Trunk &trunk) override { m_settings = trunk.simulation; }

private:
    /// A call as its session sees it.
    class Leg final : public MediaLeg {
    public:
        Leg(SimulatedCarrier &carrier, AttemptId attempt)
            : m_carrier(carrier)
            , m_attempt(attempt)
        {
        }
        void hangUp(EndOrigin by) override { m_carrier.hangUp(m_attempt, by); }
        void press(std::string_view) override {} // a simulated callee hears no keys

    private:
        SimulatedCarrier &m_carrier;
        const AttemptId m_attempt;
    };
    struct LiveCall {
        std::string callId;
        CallPlan plan;
        bool answered = false;
        EventLoop::TimerId timer = 0;
        std::unique_ptr<Leg> leg{};
        std::unique_ptr<SimulatedSession> session{}; ///< null when nothing is said on the call
    };

    [[nodiscard]] Microseconds scaled(Microseconds duration) const;
    void openSession(AttemptId attempt, LiveCall &call);
    void ring(AttemptId attempt);
    void answer(AttemptId attempt);
    void end(AttemptId attempt, EndReason reason, EndOrigin origin, int sipCode);

    EventLoop &m_loop;
    CarrierListener &m_listener;
    MediaListener &m_media;
    SimulationSettings m_settings;
    std::unique_ptr<Wire> m_wire;
    std::unordered_map<AttemptId, LiveCall> m_calls;
};

} // namespace campanile
