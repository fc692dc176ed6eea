#pragma once

#include "carriers/carrier.h"
#include "carriers/simulated/call_plan.h"
#include "carriers/simulated/wire.h"
#include "core/event_loop.h"

#include <memory>
#include <unordered_map>

namespace campanile {

/// A carrier that rings nobody: outcomes by reserved endings and seeded rates, times divided by its speed, on whatever
/// clock its event loop runs. With a wire it leaves every invite there before the call begins.
/// Thread: its event loop's.
class SimulatedCarrier final : public Carrier {
public:
    /// Borrows loop and listener; `wire` may be null.
    SimulatedCarrier(EventLoop &loop, CarrierListener &listener, SimulationSettings settings,
                     std::unique_ptr<Wire> wire = nullptr);
    ~SimulatedCarrier() override;

    void dial(DialPermit permit) override;
    void hangUp(AttemptId attempt) override;
    /// Without a wire the calls of an earlier process died with it, and rang nobody: Never.
    void inquire(const Attempt &attempt, const std::string &callId, std::function<void(Inquiry)> reply) override;

    void configure(const Trunk &trunk) override { m_settings = trunk.simulation; }

private:
    struct LiveCall {
        std::string callId;
        CallPlan plan;
        bool answered = false;
        EventLoop::TimerId timer = 0;
    };

    [[nodiscard]] Microseconds scaled(Milliseconds duration) const;
    void ring(AttemptId attempt);
    void answer(AttemptId attempt);
    void end(AttemptId attempt, EndReason reason, int sipCode);

    EventLoop &m_loop;
    CarrierListener &m_listener;
    SimulationSettings m_settings;
    std::unique_ptr<Wire> m_wire;
    std::unordered_map<AttemptId, LiveCall> m_calls;
};

} // namespace campanile
