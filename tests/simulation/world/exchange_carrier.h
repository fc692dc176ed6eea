#pragma once

#include "carriers/carrier.h"
#include "core/event_loop.h"
#include "simulation/world/doom.h"
#include "simulation/world/exchange.h"

#include <map>
#include <set>

namespace campanile::simulation {

/// The program's side of the wire for one trunk of one life: what a SIP stack would be. Passes the places of Doom, and
/// does the planted bugs that a carrier's adapter can have. Thread: its event loop's.
class ExchangeCarrier final : public Carrier, private Exchange::Line {
public:
    struct Options {
        std::int64_t line = 0; ///< names it at the exchange; no two lives share one
        const Scenario &scenario;
        const bool &unreachable;                 ///< nothing can be sent just now
        const std::optional<std::size_t> &draft; ///< the version of the agent's words that somebody is writing
    };

    /// Borrows all.
    ExchangeCarrier(EventLoop &loop, CarrierListener &listener, Exchange &exchange, Doom &doom, Options options);
    ~ExchangeCarrier() override;

    void dial(DialPermit permit) override;
    void hangUp(AttemptId attempt, EndOrigin by) override;
    void configure(const Trunk &) override {}
    void inquire(const Attempt &attempt, const std::string &callId, std::function<void(Inquiry)> reply) override;

private:
    // What the exchange tells, at the instant of the wire.
    void progressed(AttemptId attempt, CarrierEvent::Kind kind, int sipCode) override;
    void ended(AttemptId attempt, EndReason reason, EndOrigin origin, int sipCode) override;
    void send(const DialPermit &permit, const std::string &callId);
    [[nodiscard]] std::string saidOn(const DialPermit &permit) const;
    void tellLate(CarrierEvent event);
    void tell(CarrierEvent event);
    [[nodiscard]] Inquiry verdict(const std::string &callId);

    EventLoop &m_loop;
    CarrierListener &m_listener;
    Exchange &m_exchange;
    Doom &m_doom;
    const Options m_options;
    const MonoTime m_startedAt;
    Dice m_dice;
    std::map<AttemptId, Milliseconds> m_longestTalk; ///< of the calls that are up
    std::set<AttemptId> m_answered;
    Dice m_lateness;
    std::map<MonoTime, EventLoop::TimerId> m_untold; ///< by when the engine hears of it
};

} // namespace campanile::simulation
