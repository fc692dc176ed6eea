#pragma once

#include "carriers/simulated/simulated_carrier.h"
#include "core/virtual_event_loop.h"
#include "engine/engine.h"
#include "support/test_database.h"

#include <algorithm>
#include <map>
#include <utility>

namespace campanile::test {

/// One dial that reached a carrier. Kept outside of every engine, as the truth that outlives them.
struct Dialled {
    AttemptId attempt;
    std::string callId;
    E164 to;
    E164 from;
    int n = 0;
    WallTime at;

    friend bool operator==(const Dialled &, const Dialled &) = default;
};

/// A carrier that leaves everything to the test: it notes each dial and says nothing until it is told to.
class ManualCarrier final : public Carrier {
public:
    struct Script {
        std::vector<Dialled> dials;                      ///< over all carriers that ran by this script
        bool sends = true;                               ///< false: every dial comes back as not sent
        std::function<Inquiry(const Attempt &)> verdict; ///< about calls of an earlier process
        bool answersInquiries = true;
        bool hangsUpAtOnce = true; ///< false: a call that is to be hung up goes on until `hangUpNow`
        int inquiries = 0;
        std::vector<Trunk> configured;    ///< changed settings that carriers were told
        ManualCarrier *carrier = nullptr; ///< the one that lives
    };

    ManualCarrier(EventLoop &loop, CarrierListener &listener, MediaListener &media, Script &script)
        : m_loop(loop)
        , m_listener(listener)
        , m_media(media)
        , m_script(script)
    {
        script.carrier = this;
    }

    void dial(DialPermit permit) override
    {
        const AttemptId attempt = permit.attemptId();
        if (!m_script.sends || !permit.opens(m_loop.clock().boot())) {
            m_listener.heard(CarrierEvent::notSent(attempt, m_loop.clock().now()));
            return;
        }
        m_script.dials.push_back(
            {attempt, permit.callId(), permit.to(), permit.from(), permit.attempt(), m_loop.clock().wall()});
        m_open.push_back(attempt);
    }
    void hangUp(AttemptId attempt, EndOrigin by) override
    {
        m_toHangUp.emplace_back(attempt, by);
        if (m_script.hangsUpAtOnce) {
            hangUpNow();
        }
    }
    /// Hangs up what the engine has asked for, unless it has ended by itself meanwhile.
    void hangUpNow()
    {
        for (const auto &[attempt, by] : std::exchange(m_toHangUp, {})) {
            end(attempt, EndReason::Cancelled, by);
        }
    }
    [[nodiscard]] std::vector<AttemptId> toHangUp() const
    {
        std::vector<AttemptId> attempts;
        for (const auto &[attempt, by] : m_toHangUp) {
            attempts.push_back(attempt);
        }
        return attempts;
    }
    void configure(const Trunk &trunk) override { m_script.configured.push_back(trunk); }
    void inquire(const Attempt &attempt, const std::string &, std::function<void(Inquiry)> reply) override
    {
        ++m_script.inquiries;
        if (!m_script.answersInquiries) {
            return;
        }
        const Inquiry inquiry = m_script.verdict ? m_script.verdict(attempt) : Inquiry{};
        m_loop.post([inquiry, reply = std::move(reply)] { reply(inquiry); });
    }

    void ring(AttemptId attempt) { m_listener.heard(CarrierEvent::ringing(attempt, m_loop.clock().now())); }
    void answer(AttemptId attempt) { answer(attempt, m_loop.clock().now()); }
    void answer(AttemptId attempt, Instant at) { m_listener.heard(CarrierEvent::answered(attempt, at)); }
    void end(AttemptId attempt, EndReason reason, EndOrigin origin = EndOrigin::Carrier)
    {
        end(CarrierEvent::ended(attempt, m_loop.clock().now(), reason, origin));
    }
    void end(const CarrierEvent &event)
    {
        if (std::erase(m_open, event.attempt) > 0) {
            m_listener.heard(event);
        }
    }
    void tell(const CarrierEvent &event) { m_listener.heard(event); }
    /// The media side says so.
    void note(AttemptId attempt, MediaFact::Kind kind, std::string text = {})
    {
        m_media.noted({attempt, kind, m_loop.clock().now(), std::move(text)});
    }
    /// The trunk says so.
    void become(TrunkId trunk, const TrunkState &state) { m_listener.trunkHeard(trunk, state); }
    [[nodiscard]] const std::vector<AttemptId> &open() const { return m_open; }

private:
    EventLoop &m_loop;
    CarrierListener &m_listener;
    MediaListener &m_media;
    Script &m_script;
    std::vector<AttemptId> m_open;
    std::vector<std::pair<AttemptId, EndOrigin>> m_toHangUp;
};

/// The simulated carrier, watched: every dial is noted on its way.
class WatchedCarrier final : public Carrier {
public:
    WatchedCarrier(EventLoop &loop, CarrierListener &listener, MediaListener &media, const SimulationSettings &settings,
                   std::vector<Dialled> &dials)
        : m_loop(loop)
        , m_inner(loop, listener, media, settings)
        , m_dials(dials)
    {
    }

    void dial(DialPermit permit) override
    {
        m_dials.push_back(
            {permit.attemptId(), permit.callId(), permit.to(), permit.from(), permit.attempt(), m_loop.clock().wall()});
        m_inner.dial(std::move(permit));
    }
    void hangUp(AttemptId attempt, EndOrigin by) override { m_inner.hangUp(attempt, by); }
    void configure(const Trunk &trunk) override { m_inner.configure(trunk); }
    void inquire(const Attempt &attempt, const std::string &callId, std::function<void(Inquiry)> reply) override
    {
        m_inner.inquire(attempt, callId, std::move(reply));
    }

private:
    EventLoop &m_loop;
    SimulatedCarrier m_inner;
    std::vector<Dialled> &m_dials;
};

/// One life of the engine over a database that outlives it. Letting it go in the middle of its work is a crash: what it
/// had not committed is lost, and what waited in its loop never happens.
class EngineLife {
public:
    EngineLife(TestDatabase &database, CarrierFactory carriers, bool stopped = false)
        : m_database(database)
        , loop(database.clock)
        , engine(loop, database.writer, database.db, holds, std::move(carriers),
                 {.process = database.process,
                  .pace = ProcessWatch::alone,
                  .instance = "test",
                  .journalFolder = database.journalFolder(),
                  .freeBytes = {},
                  .stopped = stopped})
    {
        bool ready = false;
        engine.start([&ready](const Result<void> &result) { ready = result.ok(); });
        if (!runUntil([&ready] { return ready; })) {
            qFatal("The engine of the test did not start.");
        }
    }

    /// A life with the hands-on carrier.
    EngineLife(TestDatabase &database, ManualCarrier::Script &script, bool stopped = false)
        : EngineLife(database, manual(script), stopped)
    {
    }

    bool runUntil(const std::function<bool()> &done, Milliseconds limit = Milliseconds(3'600'000))
    {
        return loop.runUntil(done, limit);
    }
    void runFor(Milliseconds duration)
    {
        bool over = false;
        loop.after(duration, [&over] { over = true; });
        loop.runUntil([&over] { return over; }, duration + Milliseconds(1));
    }
    /// What a service does: writes the new status, then tells the engine.
    void move(CampaignId campaign, CampaignStatus status)
    {
        m_database.setStatus(campaign, status);
        engine.campaignChanged(campaign);
    }

private:
    static CarrierFactory manual(ManualCarrier::Script &script)
    {
        return [&script](const Trunk &, EventLoop &events, CarrierListener &listener, MediaListener &media) {
            return std::make_unique<ManualCarrier>(events, listener, media, script);
        };
    }

    TestDatabase &m_database;

public:
    VirtualEventLoop loop;
    HoldBoard holds;
    Engine engine; // goes first: its carriers still know the loop
};

} // namespace campanile::test
