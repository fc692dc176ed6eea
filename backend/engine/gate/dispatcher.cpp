#include "engine/gate/dispatcher.h"

#include <algorithm>
#include <utility>

namespace campanile {

namespace {

// The most calls of one pass over all lanes: enough to be worth the two syncs, few enough for a pass of some
// milliseconds.
constexpr int callsPerPass = 256;
constexpr Microseconds retryAfterFailure{1'000'000};

} // namespace

Dispatcher::Dispatcher(EventLoop &loop, Gate &gate, HoldBoard &holds, Listener listener)
    : m_loop(loop)
    , m_gate(gate)
    , m_holds(holds)
    , m_listener(std::move(listener))
{
}

void Dispatcher::wake(Lane lane)
{
    m_lanes[lane].lookAt(m_loop.clock().wall());
    if (m_passing) {
        m_wokenMeanwhile.insert(lane);
    }
    schedule();
}

void Dispatcher::wakeAt(Lane lane, WallTime due)
{
    m_lanes[lane].lookAtLatest(due);
    if (m_passing) {
        const auto [place, isNew] = m_dueMeanwhile.try_emplace(lane, due);
        place->second = std::min(place->second, due);
    }
    schedule();
}

void Dispatcher::channelFreed()
{
    for (auto &[lane, state] : m_lanes) {
        if (state.waitsForChannel) {
            state.lookAt(m_loop.clock().wall());
        }
        if (m_passing) {
            m_wokenMeanwhile.insert(lane); // the pass may have read the channels before this call freed one
        }
    }
    schedule();
}

void Dispatcher::wakeAll()
{
    for (auto &[lane, state] : m_lanes) {
        state.lookAt(m_loop.clock().wall());
        if (m_passing) {
            m_wokenMeanwhile.insert(lane); // what the pass has found may no longer be true
        }
    }
    schedule();
}

void Dispatcher::lookAgain()
{
    for (auto &[lane, state] : m_lanes) {
        if (state.waitsForSomebody) {
            state.lookAt(m_loop.clock().wall());
        }
    }
    schedule();
}

void Dispatcher::forget(Lane lane)
{
    m_lanes.erase(lane);
    m_holds.set(lane, {});
}

void Dispatcher::pause(HoldReason reason)
{
    m_pausedBy.insert(reason);
    for (const auto &[lane, state] : m_lanes) {
        m_holds.set(lane, {reason, {}});
    }
}

void Dispatcher::resume(HoldReason reason)
{
    m_pausedBy.erase(reason);
    wakeAll();
}

void Dispatcher::fence()
{
    m_fenced = true;
}

void Dispatcher::schedule()
{
    if (m_passing || m_posted || isPaused()) {
        return;
    }
    std::optional<WallTime> next;
    for (const auto &[lane, state] : m_lanes) {
        if (state.again && (!next || *state.again < *next)) {
            next = state.again;
        }
    }
    m_loop.cancel(m_timer);
    m_timer = 0;
    if (!next) {
        return;
    }
    const Microseconds wait = m_loop.clock().until(*next);
    if (wait <= Microseconds(0)) {
        m_posted = true;
        m_loop.post([this] { open(); });
    } else {
        // The wall clock may be set, so the dispatcher looks again after a minute at the latest.
        m_timer = m_loop.after(std::min(wait, Microseconds(60'000'000)), [this] {
            m_timer = 0;
            open();
        });
    }
}

/// The lanes that may go on. The lane that has waited longest for its turn comes first, so that lanes take turns even
/// when a pass lets only one call through because of an even pace or a single free channel.
std::vector<LaneShare> Dispatcher::readyLanes() const
{
    const WallTime now = m_loop.clock().wall();
    std::vector<std::pair<std::uint64_t, Lane>> turns;
    for (const auto &[lane, state] : m_lanes) {
        if (state.again && *state.again <= now) {
            turns.emplace_back(state.servedInPass, lane);
        }
    }
    std::sort(turns.begin(), turns.end());
    std::vector<LaneShare> ready;
    ready.reserve(turns.size());
    for (const auto &[served, lane] : turns) {
        ready.push_back({lane, std::max(callsPerPass / static_cast<int>(turns.size()), 1)});
    }
    return ready;
}

void Dispatcher::open()
{
    m_posted = false;
    if (m_passing || isPaused()) {
        return;
    }
    std::vector<LaneShare> ready = readyLanes();
    if (ready.empty()) {
        schedule();
        return;
    }
    ++m_pass;
    m_passing = true;
    m_wokenMeanwhile.clear();
    m_dueMeanwhile.clear();
    m_gate.open(std::move(ready), [this](Result<Decision> result) {
        m_loop.post([this, result = std::move(result)] { passed(result); });
    });
}

void Dispatcher::passed(Result<Decision> result)
{
    m_passing = false;
    if (!result) {
        failed(result.error());
        return;
    }
    if (result->fenced) {
        fence();
        m_listener.fenced();
        return;
    }
    for (const LaneVerdict &verdict : result->lanes) {
        apply(verdict);
    }
    if (!m_failing) {
        schedule(); // the next pass is on its way before this one's permits are made
    }
    ++m_toIssue;
    m_loop.post([this, decision = std::move(*result)] { issue(decision); });
}

void Dispatcher::issue(const Decision &decision)
{
    --m_toIssue;
    Admission admission = m_gate.issue(decision);
    use(std::move(admission.permits));
    for (const AttemptId attempt : admission.withheld) {
        m_listener.notSent(attempt);
    }
    for (const AttemptId attempt : admission.unfit) {
        m_listener.unfit(attempt);
    }
    if (admission.problem) {
        failed(*admission.problem);
        return;
    }
    if (std::exchange(m_failing, false)) {
        m_listener.recovered();
        schedule();
    }
}

void Dispatcher::failed(const Error &error)
{
    m_failing = true;
    m_listener.failed(error);
    // No pass runs until then. Otherwise every call that ends meanwhile would make the gate try again at once.
    if (!std::exchange(m_waitsToRetry, true)) {
        m_loop.after(retryAfterFailure, [this] {
            m_waitsToRetry = false;
            wakeAll();
        });
    }
}

void Dispatcher::use(std::vector<DialPermit> permits)
{
    for (DialPermit &permit : permits) {
        if (m_fenced || m_gate.isStopped()) {
            m_listener.notSent(permit.attemptId());
        } else {
            m_listener.dial(std::move(permit));
        }
    }
}

/// The hold to be shown of a lane. A lane whose rows were all postponed has nothing due, and yet something holds it,
/// which is shown until the first of the rows is due again.
Hold Dispatcher::toBeTold(const LaneVerdict &verdict, LaneState &state) const
{
    if (verdict.postponedBy != HoldReason::None || !verdict.nextDue) {
        state.postponedBy = verdict.postponedBy;
    }
    const bool waits = verdict.nextDue && *verdict.nextDue > m_loop.clock().wall();
    if (verdict.hold.reason != HoldReason::None || verdict.admitted > 0 || !waits) {
        return verdict.hold;
    }
    return state.postponedBy == HoldReason::None ? Hold{} : Hold{state.postponedBy, *verdict.nextDue};
}

void Dispatcher::apply(const LaneVerdict &verdict)
{
    const auto lane = m_lanes.find(verdict.lane);
    if (lane == m_lanes.end()) {
        return;
    }
    LaneState &state = lane->second;
    m_holds.set(verdict.lane, toBeTold(verdict, state));
    state.servedInPass = verdict.admitted > 0 ? m_pass : state.servedInPass;
    const WallTime now = m_loop.clock().wall();
    state.waitsForChannel = false;
    switch (verdict.hold.reason) {
    case HoldReason::None:
        state.again = verdict.nextDue; // already past when the lane has used up its share of this pass
        break;
    case HoldReason::WorkspaceBusy:
    case HoldReason::TrunkBusy:
    case HoldReason::CampaignBusy:
    case HoldReason::NoCredit:
    case HoldReason::SpendLimit:
        state.again = std::nullopt;
        state.waitsForChannel = true;
        break;
    case HoldReason::DiskLow:
        state.again = now + Milliseconds(5'000);
        break;
    default:
        state.again = verdict.hold.until.ms > 0 ? std::optional<WallTime>(verdict.hold.until) : std::nullopt;
        break;
    }
    state.waitsForSomebody = verdict.hold.reason != HoldReason::None && !state.again;
    if (m_wokenMeanwhile.contains(verdict.lane)) {
        state.lookAt(now);
    }
    if (verdict.hold.reason == HoldReason::None && verdict.nextDue != std::nullopt && verdict.admitted == 0 &&
        *verdict.nextDue <= now) {
        state.again = now + Milliseconds(1); // became due while the pass ran
    }
    if (const auto due = m_dueMeanwhile.find(verdict.lane); due != m_dueMeanwhile.end()) {
        state.lookAtLatest(due->second);
    }
    m_listener.laneServed(verdict.lane, verdict.left, !verdict.nextDue);
}

} // namespace campanile
