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

/// Makes the carrier of a trunk; returns null when this program has none for it, or when it cannot be reached now.
using CarrierFactory =
    std::function<std::unique_ptr<Carrier>(const Trunk &, EventLoop &, CarrierListener &, MediaListener &)>;

/// An answered call that costs something, and how long it has lasted.
struct Talk {
    AttemptId attempt;
    WorkspaceId workspace;
    Money pricePerMinute;
    Microseconds length{0};
};

/// Holds the calls on the wire and the carriers that have them. Makes reports to be settled of the carriers' events,
/// and brings every call that was handed to a carrier to an end, even a call that the carrier forgets.
/// Thread: the engine's.
class LiveCalls final : private CarrierListener {
public:
    using Ended = std::function<void(Result<EndReason>)>;

    struct Listener {
        std::function<void(AttemptReport)> report;
        std::function<void()> trunkReached; ///< a trunk that took no calls takes calls again
        /// Whether there are intents, committed or about to be committed, whose permits have not arrived here yet.
        std::function<bool()> expectsMore;
    };

    /// Borrows loop, board and media listener.
    LiveCalls(EventLoop &loop, CarrierFactory factory, TrunkBoard &board, MediaListener &media, Listener listener);
    ~LiveCalls() override;

    /// Makes the carriers of these trunks, and begins to watch over the calls.
    void start(const std::vector<Trunk> &trunks);
    /// Takes in a new trunk, or the changed settings of a trunk, which apply from the next call on.
    void trunkChanged(const Trunk &trunk);
    /// Dials nothing on the trunk any more. Its carrier is destroyed when its calls have ended.
    void trunkRemoved(TrunkId trunk);
    /// Takes in all that other processes did to the trunks, given all trunks that there are: what is new or has changed
    /// counts as changed, and what is missing as removed.
    void trunksRead(const std::vector<Trunk> &trunks);
    /// The carrier of the trunk; null when it has none. The carrier of a removed trunk is found as long as it has
    /// calls.
    [[nodiscard]] Carrier *carrierOf(TrunkId trunk);

    void dial(DialPermit permit);
    /// Gives back an intent whose permit was never made, or did not open: the attempt was not sent.
    void giveBack(AttemptId attempt) { heard(CarrierEvent::notSent(attempt, m_loop.clock().now())); }
    /// Refuses an intent that can never be dialled: the attempt was not sent, and its call fails.
    void refuse(AttemptId attempt, EndReason reason)
    {
        heard(CarrierEvent::ended(attempt, m_loop.clock().now(), reason, EndOrigin::Unknown));
    }

    /// Ends a call for `by`. `ended` is told how it really ended, which may differ from what was asked for, for example
    /// when the callee answers in the same instant. A call that has its permit and is not on the wire yet is not
    /// dialled. `ended` is told NotFound, at once or within a second, when the call is not on the wire any more.
    void hangUp(AttemptId attempt, EndOrigin by, Ended ended = nullptr);
    void hangUpAll();
    /// Ends a call that has reached a limit. `reason` is recorded, unless the call ends for another reason first.
    void cutShort(AttemptId attempt, EndReason reason);

    /// The answered calls that cost something.
    [[nodiscard]] std::vector<Talk> talks() const;

    [[nodiscard]] bool isEmpty() const { return m_calls.empty(); }

private:
    struct LiveCall {
        TrunkId trunk;
        WorkspaceId workspace;
        Money pricePerMinute;
        std::optional<Attempt> intent;        ///< until the first report takes it along
        MonoTime overdueAt;                   ///< a call that lasts longer was forgotten by its carrier
        std::optional<MonoTime> answeredAt{}; ///< on the wire
        std::optional<EndReason> cutShortBy{};
        std::vector<Ended> asked{}; ///< told how the call has ended
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
    std::map<AttemptId, std::vector<Ended>> m_withdrawn; // hung up before they were handed to the carrier
    bool m_triesAgain = false;
};

} // namespace campanile
