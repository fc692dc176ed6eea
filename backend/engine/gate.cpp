#include "engine/gate.h"

#include "storage/campaign_store.h"
#include "storage/engine_store.h"
#include "storage/event_store.h"
#include "storage/setup_store.h"
#include "storage/target_store.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>

namespace campanile {

namespace {

// Rows read ahead per lane: few at first, since an even pace lets but one of them through; then more and more, when
// nothing holds the lane or the ledger postpones many of them.
constexpr int firstFetch = 8;
constexpr int largestFetch = 256;

bool isFull(std::int64_t running, int limit)
{
    return limit > 0 && running >= limit;
}

} // namespace

/// One pass: what it has read so far, so that a thousand calls of one campaign read the campaign once.
class Gate::Pass {
public:
    Pass(WriteTransaction &transaction, Pacer &pacer, std::int64_t generation)
        : m_tx(transaction)
        , m_pacer(pacer)
        , m_generation(generation)
        , m_workspaceRunning(AttemptStore(transaction.db).liveCount())
    {
    }

    /// Lets calls through, one of each lane in turn, until every lane is held, empty or has had its share.
    std::vector<LaneVerdict> run(const std::vector<Lane> &lanes)
    {
        std::vector<Queue> queues;
        queues.reserve(lanes.size());
        for (const Lane &lane : lanes) {
            queues.push_back(openQueue(lane));
        }
        for (bool progress = true; progress;) {
            progress = false;
            for (Queue &queue : queues) {
                progress = admitNext(queue) || progress;
            }
        }
        std::vector<LaneVerdict> verdicts;
        for (Queue &queue : queues) {
            queue.verdict.nextDue = QueueStore(m_tx.db).nextDue(queue.lane.campaign);
            if (queue.postponed > 0 && queue.verdict.admitted == 0 && queue.verdict.hold.reason == HoldReason::None) {
                queue.verdict.hold = {HoldReason::NumberLedger, queue.verdict.nextDue.value_or(WallTime{})};
            }
            verdicts.push_back(queue.verdict);
        }
        m_pacer.save(m_tx.db);
        return verdicts;
    }

    std::vector<AttemptId> intents;

private:
    /// A lane with the facts all its calls share.
    struct Queue {
        Lane lane;
        LaneVerdict verdict;
        std::deque<ScheduledCall> rows;
        int fetch = firstFetch;
        bool exhausted = false; // nothing more is due
        int postponed = 0;
        bool blocksAnybody = false; // the workspace has a do-not-call list
        std::optional<Campaign> campaign;
        std::optional<Workspace> workspace;
        std::optional<Agent> agent;
        std::optional<PhoneNumber> number;
        std::optional<Trunk> trunk;
        std::int64_t campaignRunning = 0;
        CallRates rates;
    };

    Queue openQueue(const Lane &lane)
    {
        Queue queue;
        queue.lane = lane;
        queue.verdict.campaign = lane.campaign;
        SetupStore setup(m_tx.db);
        queue.workspace = setup.workspace();
        queue.campaign = CampaignStore(m_tx.db).find(lane.campaign);
        if (queue.campaign && queue.workspace) {
            queue.agent = setup.agent(queue.campaign->agent);
            queue.number = setup.number(queue.campaign->fromNumber);
            queue.trunk = queue.number ? setup.trunk(queue.number->trunk) : std::nullopt;
            queue.campaignRunning = CampaignStore(m_tx.db).stats(lane.campaign).inFlight;
        }
        queue.verdict.hold.reason = standingHold(queue);
        if (queue.verdict.hold.reason == HoldReason::None) {
            queue.blocksAnybody = LimitStore(m_tx.db).blocksAnybody(queue.workspace->id);
            queue.rates = {queue.workspace->id, queue.workspace->ratePerMinute,
                           queue.number->id,    queue.number->ratePerMinute,
                           queue.campaign->id,  queue.campaign->ratePerMinute};
        }
        return queue;
    }

    /// What forbids every call of the lane, however many there are.
    static HoldReason standingHold(const Queue &queue)
    {
        if (!queue.workspace || queue.workspace->disabled) {
            return HoldReason::WorkspaceDisabled;
        }
        if (!queue.campaign || queue.campaign->status != CampaignStatus::Active) {
            return HoldReason::CampaignNotActive;
        }
        if (!queue.agent || queue.agent->disabled) {
            return HoldReason::AgentDisabled;
        }
        if (!queue.number || !queue.trunk) {
            return HoldReason::NoCarrier;
        }
        return HoldReason::None;
    }

    /// Whether one more call of this lane was let through.
    bool admitNext(Queue &queue)
    {
        while (queue.verdict.hold.reason == HoldReason::None && queue.verdict.admitted < queue.lane.most) {
            const std::optional<ScheduledCall> call = next(queue);
            if (!call) {
                return false;
            }
            queue.verdict.hold = moment(queue);
            if (queue.verdict.hold.reason != HoldReason::None) {
                return false;
            }
            if (!refuse(queue, *call) && !postpone(queue, *call) && admit(queue, *call)) {
                return true;
            }
        }
        return false;
    }

    std::optional<ScheduledCall> next(Queue &queue)
    {
        if (queue.rows.empty() && !queue.exhausted) {
            const int wanted = std::min(queue.lane.most - queue.verdict.admitted, queue.fetch);
            queue.fetch = std::min(queue.fetch * 2, largestFetch);
            for (ScheduledCall &call : QueueStore(m_tx.db).due(queue.lane.campaign, m_tx.now, wanted)) {
                queue.rows.push_back(std::move(call));
            }
            queue.exhausted = queue.rows.empty();
        }
        if (queue.rows.empty()) {
            return std::nullopt;
        }
        ScheduledCall call = std::move(queue.rows.front());
        queue.rows.pop_front();
        return call;
    }

    /// What holds the lane's next call at this moment: free channels first, then the pace.
    Hold moment(Queue &queue)
    {
        if (isFull(m_workspaceRunning, queue.workspace->maxConcurrent)) {
            return {HoldReason::WorkspaceBusy, {}};
        }
        if (isFull(trunkRunning(queue.trunk->id), queue.trunk->maxChannels)) {
            return {HoldReason::TrunkBusy, {}};
        }
        if (isFull(queue.campaignRunning, queue.campaign->maxConcurrent)) {
            return {HoldReason::CampaignBusy, {}};
        }
        return m_pacer.check(m_tx.db, queue.rates, m_tx.now);
    }

    std::int64_t &trunkRunning(TrunkId trunk)
    {
        const auto known = m_trunkRunning.find(trunk);
        if (known != m_trunkRunning.end()) {
            return known->second;
        }
        return m_trunkRunning.emplace(trunk, AttemptStore(m_tx.db).liveCount(trunk)).first->second;
    }

    /// A number on the do-not-call list is never sent to a carrier: its row fails here and now.
    bool refuse(Queue &queue, const ScheduledCall &call)
    {
        if (!queue.blocksAnybody || !LimitStore(m_tx.db).isBlocked(call.workspace, call.to)) {
            return false;
        }
        QueueStore(m_tx.db).finish(call.id, ScheduledCallStatus::Failed, EndReason::Blocked);
        TargetStore(m_tx.db).setOutcome(call.target, TargetStatus::Failed, call.attempt, EndReason::Blocked, {});
        EventStore(m_tx.db).add(EventType::ScheduledCallFailed, m_tx.now, call.campaign, call.id, {},
                                EndReason::Blocked);
        m_tx.countTarget(call.campaign, TargetStatus::Scheduled, TargetStatus::Failed);
        m_tx.countOutcome(call.campaign, std::nullopt, EndReason::Blocked);
        m_tx.changes.targets.insert(queue.lane.campaign);
        return true;
    }

    /// A number that was called too recently waits, and holds back nobody else.
    bool postpone(Queue &queue, const ScheduledCall &call)
    {
        const WallTime earliest =
            earliestCall(LimitStore(m_tx.db).history(call.to, call.id, m_tx.now), *queue.workspace);
        if (earliest <= m_tx.now) {
            return false;
        }
        ++queue.postponed;
        QueueStore(m_tx.db).postpone(call.id, earliest);
        TargetStore(m_tx.db).setStatus(call.target, TargetStatus::Scheduled, earliest);
        m_tx.changes.targets.insert(queue.lane.campaign);
        return true;
    }

    /// Claims the row and writes the intent. From this transaction's commit on, the call may ring.
    bool admit(Queue &queue, const ScheduledCall &call)
    {
        if (!QueueStore(m_tx.db).claim(call.id, call.epoch, m_tx.now)) {
            return false; // somebody moved the row since it was read: it is not ours to dial
        }
        Attempt attempt;
        attempt.id = m_tx.ids.next<AttemptId>();
        attempt.scheduledCall = call.id;
        attempt.campaign = call.campaign;
        attempt.target = call.target;
        attempt.workspace = call.workspace;
        attempt.fromNumberId = queue.number->id;
        attempt.trunk = queue.trunk->id;
        attempt.agent = queue.agent->id;
        attempt.from = queue.number->number;
        attempt.to = call.to;
        attempt.n = call.attempt + 1;
        attempt.epoch = call.epoch + 1;
        attempt.generation = m_generation;
        attempt.intentAt = m_tx.now;
        AttemptStore(m_tx.db).insert(attempt);
        LimitStore(m_tx.db).recordDial(call.to, m_tx.now, call.id);
        m_pacer.take(queue.rates, m_tx.now);
        m_tx.count(call.campaign, CounterKind::Attempts, 0, 1);
        m_tx.count(call.campaign, CounterKind::InFlight, 0, 1);
        m_tx.changes.calls = true;
        ++m_workspaceRunning;
        ++trunkRunning(queue.trunk->id);
        ++queue.campaignRunning;
        ++queue.verdict.admitted;
        intents.push_back(attempt.id);
        return true;
    }

    WriteTransaction &m_tx;
    Pacer &m_pacer;
    const std::int64_t m_generation;
    std::int64_t m_workspaceRunning;
    std::map<TrunkId, std::int64_t> m_trunkRunning;
};

Gate::Gate(Writer &writer, Connection &reader, const Clock &clock, Options options)
    : m_writer(writer)
    , m_reader(reader)
    , m_clock(clock)
    , m_options(std::move(options))
    , m_pacer(clock)
    , m_journal(m_options.journalFolder)
{
}

void Gate::open(std::vector<Lane> lanes, std::function<void(Result<Decision>)> reply)
{
    m_writer.submit<Decision>(
        WritePriority::Gate,
        [this, lanes = std::move(lanes)](WriteTransaction &transaction) { return decide(transaction, lanes); },
        [this, reply = std::move(reply)](Result<Decision> decision) {
            if (!decision) {
                m_pacer.forget();
            }
            reply(std::move(decision));
        });
}

Result<Decision> Gate::decide(WriteTransaction &transaction, const std::vector<Lane> &lanes)
{
    m_pacer.forget(); // of a pass that was undone halfway
    Decision decision;
    decision.takenAt = m_clock.boot();
    EngineStore engine(transaction.db);
    if (!engine.holds(m_options.generation)) {
        decision.fenced = true;
        return decision;
    }
    HoldReason reason = m_stopped || engine.isStopped() ? HoldReason::Stopped : HoldReason::None;
    const qint64 free = m_options.freeBytes ? m_options.freeBytes() : -1;
    if (reason == HoldReason::None && free >= 0 && free < m_options.leastFreeBytes) {
        reason = HoldReason::DiskLow;
    }
    if (reason != HoldReason::None) {
        for (const Lane &lane : lanes) {
            decision.lanes.push_back({lane.campaign, 0, {reason, {}}, std::nullopt});
        }
        return decision;
    }
    if (!m_seeded) {
        m_pacer.seed(transaction.db, transaction.now);
        m_seeded = true;
    }
    Pass pass(transaction, m_pacer, m_options.generation);
    decision.lanes = pass.run(lanes);
    decision.intents = std::move(pass.intents);
    return decision;
}

Admission Gate::issue(const Decision &decision)
{
    Admission admission;
    try {
        std::vector<Attempt> attempts = readBack(decision.intents, admission);
        for (const Attempt &attempt : attempts) {
            m_journal.add(attempt.intentAt, attempt.id, attempt.to, attempt.from);
        }
        if (const Result<void> written = m_journal.sync(m_clock.wall()); !written) {
            throw StorageError(written.error());
        }
        std::map<AgentId, std::optional<Agent>> agents;
        for (Attempt &attempt : attempts) {
            const auto [agent, isNew] = agents.try_emplace(attempt.agent);
            if (isNew) {
                agent->second = SetupStore(m_reader).agent(attempt.agent);
            }
            admission.permits.push_back(permit(std::move(attempt), agent->second, decision.takenAt));
        }
    } catch (const StorageError &error) {
        admission.permits.clear();
        admission.withheld = decision.intents;
        admission.problem = error.error();
    }
    return admission;
}

/// The attempts as they stand on the disk; one that does not stand there as it was meant is not dialled. Ids grow, so
/// the intents of a pass are a range.
std::vector<Attempt> Gate::readBack(const std::vector<AttemptId> &intents, Admission &admission)
{
    if (intents.empty()) {
        return {};
    }
    std::vector<Attempt> attempts =
        AttemptStore(m_reader).intents(intents.front(), intents.back(), m_options.generation);
    const std::set<AttemptId> meant(intents.begin(), intents.end());
    std::erase_if(attempts, [&meant](const Attempt &attempt) { return !meant.contains(attempt.id); });
    if (attempts.size() < intents.size()) {
        std::set<AttemptId> missing = meant;
        for (const Attempt &attempt : attempts) {
            missing.erase(attempt.id);
        }
        admission.withheld.assign(missing.begin(), missing.end());
    }
    return attempts;
}

DialPermit Gate::permit(Attempt attempt, const std::optional<Agent> &agent, BootTime decidedAt)
{
    std::string callId = attempt.id.toStdString() + '@' + m_options.instance;
    return DialPermit(std::move(attempt), std::move(callId), Milliseconds(agent ? agent->maxHoldSeconds * 1'000 : 0),
                      Milliseconds(agent ? agent->maxDurationSeconds * 1'000 : 0), decidedAt);
}

} // namespace campanile
