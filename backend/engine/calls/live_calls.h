#pragma once

#include "carriers/carrier.h"
#include "core/event_loop.h"
#include "domain/workspace.h"
#include "engine/calls/settlement.h"
#include "engine/gate/trunk_board.h"
#include "media/media_listener.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace campanile {

/// Makes the carrier of a trunk; null when this program has none for it, or it cannot be reached just now.
using CarrierFactory =
    std::function<std::unique_ptr<Carrier>(const Trunk &, EventLoop &, CarrierListener &, MediaListener &)>;

/// An answered call that costs something, as far as it has come.
struct Talk {
    AttemptId attempt;
    WorkspaceId workspace;
    Money pricePerMinute;
    Microseconds length{0};
};

/// The calls on the wire and the carriers that have them. What carriers tell becomes reports to be settled, and every
/// call that was handed to a carrier comes to an end, whatever the carrier forgets.
/// Thread: the engine's.
class LiveCalls final : private CarrierListener {
public:
    using Ended = std::function<void(Result<EndReason>)>;

    struct Listener {
        std::function<void(AttemptReport)> report;
        std::function<void()> trunkReached; ///< a trunk takes calls now that took none
        /// Whether intents are committed, or about to be, whose calls are not here yet.
        std::function<bool()> expectsMore;
    };

    /// Borrows loop, board and media listener.
    LiveCalls(EventLoop &loop, CarrierFactory factory, TrunkBoard &board, MediaListener &media, Listener listener);
    ~LiveCalls() override;

    /// Makes the carriers of these trunks, and begins to watch over the calls.
    void start(const std::vector<Trunk> &trunks);
    /// A trunk is new, or its settings changed: they hold from the next call on.
    void trunkChanged(const Trunk &trunk);
    /// Nothing is dialled on the trunk any more. Its carrier goes when the calls that it has are over.
    void trunkRemoved(TrunkId trunk);
    /// Null when the trunk has none. That of a removed trunk can still be asked while it is there.
    [[nodiscard]] Carrier *carrierOf(TrunkId trunk);

    void dial(DialPermit permit);
    /// An intent whose permit was never made, or did not open: nothing was sent.
    void giveBack(AttemptId attempt) { heard(CarrierEvent::notSent(attempt, m_loop.clock().now())); }
    /// An intent that can never be dialled: nothing was sent, and its call fails.
    void refuse(AttemptId attempt, EndReason reason)
    {
        heard(CarrierEvent::ended(attempt, m_loop.clock().now(), reason, EndOrigin::Unknown));
    }

    /// Ends a call for `by`. `ended` hears how it really ended, which may be otherwise than asked for: answered in the
    /// same instant, say. A call that has its permit and is not on the wire yet never gets there. NotFound, at once or
    /// within a second, when the call is not on the wire any more.
    void hangUp(AttemptId attempt, EndOrigin by, Ended ended = nullptr);
    void hangUpAll();
    /// Ends a call that meets a limit; `reason` is what is recorded unless the call ends otherwise first.
    void cutShort(AttemptId attempt, EndReason reason);

    /// The calls that are being talked on, and paid for.
    [[nodiscard]] std::vector<Talk> talks() const;

    [[nodiscard]] bool isEmpty() const { return m_calls.empty(); }

private:
    struct LiveCall {
        TrunkId trunk;
        WorkspaceId workspace;
        Money pricePerMinute;
        std::optional<Attempt> intent;        ///< until the first report takes it along
        MonoTime overdueAt;                   ///< no call lasts longer: its carrier has forgotten it
        std::optional<MonoTime> answeredAt{}; ///< on the wire
        std::optional<EndReason> cutShortBy{};
        std::vector<Ended> asked{}; ///< who hung up and wants to know
    };

    void heard(const CarrierEvent &event) override;
    void trunkHeard(TrunkId trunk, const TrunkState &state) override;
    void ended(const CarrierEvent &event);
    void setState(TrunkId trunk, const TrunkState &state);
    void letGo(TrunkId trunk);

    void makeCarrier(const Trunk &trunk);
    void tryTrunksAgain();
    void watch();
    void withdraw(AttemptId attempt, Ended ended);
    AttemptReport firstOrNext(AttemptId attempt);

    EventLoop &m_loop;
    CarrierFactory m_factory;
    TrunkBoard &m_board;
    MediaListener &m_media;
    Listener m_listener;
    std::map<TrunkId, Trunk> m_trunks;                      // without those that were removed
    std::map<TrunkId, std::unique_ptr<Carrier>> m_carriers; // of the trunks that have one
    std::map<AttemptId, LiveCall> m_calls;
    std::map<AttemptId, std::vector<Ended>> m_withdrawn; // hung up before they were with the carrier
    bool m_triesAgain = false;
};

} // namespace campanile
