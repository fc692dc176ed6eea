#pragma once

#include "carriers/carrier.h"
#include "core/event_loop.h"
#include "engine/gate/gate.h"
#include "engine/gate/hold_board.h"

#include <functional>
#include <map>
#include <set>

namespace campanile {

/// Keeps the gate busy: asks it for the next calls of every lane that may go on, hands the permits to the carriers, and
/// sleeps until the next row is due, the next rate allows a call, or something happens. At most one pass is under way;
/// meanwhile the permits of the previous pass are made. A lane that is held does not hold another lane.
/// Thread: the engine's.
class Dispatcher {
public:
    struct Listener {
        std::function<void(DialPermit)> dial;   ///< hand it to its trunk's carrier
        std::function<void(AttemptId)> notSent; ///< an intent that must be given back
        std::function<void(AttemptId)> unfit;   ///< an intent that can never be dialled: its call lacks variables
        /// `handled`: how many due rows of the lane this pass processed. `empty`: no row of it is left, so more may
        /// have to be materialized.
        std::function<void(Lane, int handled, bool empty)> laneServed;
        std::function<void(const Error &)> failed; ///< the gate could not write; nothing was dialled
        std::function<void()> recovered;           ///< the gate can write again
        std::function<void()> fenced;              ///< this process was declared dead
    };

    /// Borrows loop, gate and board.
    Dispatcher(EventLoop &loop, Gate &gate, HoldBoard &holds, Listener listener);

    /// The lane has work, or may have work again: the next pass looks at it at once.
    void wake(Lane lane);
    /// The lane has a row that will be due at `due`.
    void wakeAt(Lane lane, WallTime due);
    /// A call ended: lanes that waited for a free channel, or for the credit that it had set aside, may go on.
    void channelFreed();
    /// Looks at every lane again, unless something pauses the dispatcher.
    void wakeAll();
    /// Looks again at the lanes whose hold ends without an announcement, because it may have ended.
    void lookAgain();
    /// Removes the lane: nothing of it is dialled any more.
    void forget(Lane lane);
    /// Asks for no pass until `resume` is called for the same reason. With several reasons, all of them have to end.
    void pause(HoldReason reason);
    void resume(HoldReason reason);
    /// This process was declared dead: from now on it dials nothing, not even with permits under way.
    void fence();
    /// Whether no pass is under way and no permit is still to be made.
    [[nodiscard]] bool isIdle() const { return !m_passing && m_toIssue == 0; }

private:
    struct LaneState {
        std::optional<WallTime> again; ///< when to look next; nothing: when something happens
        bool waitsForChannel = false;
        bool waitsForSomebody = false;             ///< held, and nobody knows until when
        HoldReason postponedBy = HoldReason::None; ///< LaneVerdict::postponedBy of the rows that wait
        std::uint64_t servedInPass = 0;            ///< number of the last pass that let a call of this lane through

        void lookAtLatest(WallTime when) { again = again ? std::min(*again, when) : when; }
        void lookAt(WallTime when)
        {
            again = when;
            waitsForChannel = false;
            waitsForSomebody = false;
        }
    };

    [[nodiscard]] bool isPaused() const { return m_fenced || m_waitsToRetry || !m_pausedBy.empty(); }
    [[nodiscard]] std::vector<LaneShare> readyLanes() const;
    void schedule();
    void open();
    void passed(Result<Decision> result);
    void issue(const Decision &decision);
    void failed(const Error &error);
    [[nodiscard]] Hold toBeTold(const LaneVerdict &verdict, LaneState &state) const;
    void apply(const LaneVerdict &verdict);
    void use(std::vector<DialPermit> permits);

    EventLoop &m_loop;
    Gate &m_gate;
    HoldBoard &m_holds;
    Listener m_listener;
    std::map<Lane, LaneState> m_lanes;
    std::set<Lane> m_wokenMeanwhile;         ///< while a pass was under way
    std::map<Lane, WallTime> m_dueMeanwhile; ///< when the first row that the pass under way may not have seen is due
    bool m_passing = false;
    int m_toIssue = 0; // decisions whose permits are still to be made
    bool m_posted = false;
    std::set<HoldReason> m_pausedBy;
    bool m_failing = false;
    bool m_waitsToRetry = false; // after a failure
    bool m_fenced = false;
    std::uint64_t m_pass = 0;
    EventLoop::TimerId m_timer = 0;
};

} // namespace campanile
