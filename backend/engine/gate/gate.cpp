#include "engine/gate/gate.h"

#include "engine/calls/row_moves.h"
#include "engine/gate/brief_writer.h"
#include "engine/gate/credit_book.h"
#include "engine/gate/moment_rules.h"
#include "engine/time/clock_notes.h"
#include "storage/campaign_events.h"
#include "storage/campaign_store.h"
#include "storage/engine_store.h"
#include "storage/process_store.h"
#include "storage/setup_store.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>

namespace campanile {

namespace {

// How many rows are read ahead per lane: few at first, because an even pace lets only one of them through, and then
// more and more, when nothing holds the lane or the rules postpone many rows.
constexpr int firstFetch = 2;
constexpr int largestFetch = 256;
// A one-off call that waits for a person, for example because its agent is disabled, is checked again after this long.
constexpr Milliseconds lookAgainAfter{30'000};
constexpr Milliseconds leastWait{1'000};

} // namespace

/// One pass. It keeps what it has read, so that a thousand calls of one campaign read the campaign once.
class Gate::Pass {
public:
    Pass(WriteTransaction &transaction, Pacer &pacer, HoursBook &hours, const Options &options)
        : m_tx(transaction)
        , m_limits(transaction.db)
        , m_pacer(pacer)
        , m_rules(transaction.db, hours, transaction.now, options.trunks)
        , m_credit(transaction)
        , m_moment(transaction.db, m_limits, transaction.now,
                   [this](WorkspaceId workspace) { return m_credit.account(workspace); })
        , m_process(options.process)
    {
    }

    /// Lets calls through, one of each lane in turn, until every lane is held, is empty, or has used up its share.
    std::vector<LaneVerdict> run(const std::vector<LaneShare> &lanes)
    {
        std::vector<Queue> queues;
        queues.reserve(lanes.size());
        for (const LaneShare &share : lanes) {
            queues.push_back(openQueue(share));
        }
        for (bool progress = true; progress;) {
            progress = false;
            for (Queue &queue : queues) {
                progress = admitNext(queue) || progress;
            }
        }
        std::vector<LaneVerdict> verdicts;
        verdicts.reserve(queues.size());
        for (Queue &queue : queues) {
            verdicts.push_back(conclude(queue));
        }
        m_moment.save();
        m_credit.save();
        return verdicts;
    }

    std::vector<AttemptId> intents;
    BriefSetup setup; // of the calls that were let through

private:
    struct Queue {
        LaneShare share;
        LaneVerdict verdict;
        std::deque<ScheduledCall> rows;
        int fetch = firstFetch;
        bool exhausted = false;            // nothing more is due
        Hold postponedBy;                  // what postponed a row last, or holds one of `waiting`
        std::set<ScheduledCallId> waiting; // one-off calls that wait while others of the lane go on
    };

    Queue openQueue(const LaneShare &share)
    {
        Queue queue;
        queue.share = share;
        queue.verdict.lane = share.lane;
        if (!share.lane.campaign.isNull()) {
            queue.verdict.hold = m_rules.standing(m_rules.factsOf(share.lane.campaign));
        }
        return queue;
    }

    LaneVerdict conclude(Queue &queue)
    {
        LaneVerdict verdict = queue.verdict;
        verdict.nextDue = QueueStore(m_tx.db).nextDue(queue.share.lane);
        verdict.postponedBy = queue.postponedBy.reason;
        if (verdict.hold.reason != HoldReason::None) {
            tellOfCredit(queue);
            return verdict;
        }
        if (verdict.admitted > 0) {
            tellOfCredit(queue);
        } else if (!queue.waiting.empty()) {
            const WallTime next =
                QueueStore(m_tx.db).nextDue(queue.share.lane, m_tx.now).value_or(m_tx.now + lookAgainAfter);
            verdict.hold = {queue.postponedBy.reason, std::min(next, m_tx.now + lookAgainAfter)};
        } else if (queue.postponedBy.reason != HoldReason::None) {
            verdict.hold = {queue.postponedBy.reason, verdict.nextDue.value_or(WallTime{})};
        }
        return verdict;
    }

    /// Writes one event when a campaign begins to wait for credit, and none again until it has gone on.
    void tellOfCredit(const Queue &queue)
    {
        const CampaignId campaign = queue.share.lane.campaign;
        const bool held =
            queue.verdict.hold.reason == HoldReason::NoCredit || queue.verdict.hold.reason == HoldReason::SpendLimit;
        if (campaign.isNull() || (!held && queue.verdict.admitted == 0)) {
            return;
        }
        CampaignStore campaigns(m_tx.db);
        if (campaigns.isHeldForCredit(campaign) != held) {
            campaigns.setHeldForCredit(campaign, held);
            if (held) {
                EventData data;
                data.add("reason", nameOf(queue.verdict.hold.reason));
                addCampaignEvent(m_tx, EventType::CampaignHeld, *m_rules.factsOf(campaign).campaign, std::move(data));
            }
        }
    }

    /// Lets one more call of this lane through; returns whether there was one.
    bool admitNext(Queue &queue)
    {
        while (queue.verdict.hold.reason == HoldReason::None && queue.verdict.admitted < queue.share.most) {
            const std::optional<ScheduledCall> call = next(queue);
            if (!call) {
                return false;
            }
            const CallFacts &facts = m_rules.factsOf(*call);
            if (!mayBeJudged(queue, *call, facts)) {
                continue;
            }
            const Judgement judgement = m_rules.judge(*call, facts);
            if (judgement.verdict == Judgement::Verdict::Refuse) {
                ++queue.verdict.left;
                refuse(*call, judgement);
                continue;
            }
            if (judgement.verdict == Judgement::Verdict::Wait) {
                postpone(queue, *call, judgement.hold);
                continue;
            }
            queue.verdict.hold = moment(facts);
            if (queue.verdict.hold.reason == HoldReason::None && admit(queue, *call, facts)) {
                return true;
            }
        }
        return false;
    }

    /// Whether nothing that is standing holds the call. For a campaign's lane that was asked when the lane was opened.
    /// A one-off call has an agent of its own, so it waits for that agent alone.
    bool mayBeJudged(Queue &queue, const ScheduledCall &call, const CallFacts &facts)
    {
        if (!facts.isOneOff) {
            return true;
        }
        const Hold standing = m_rules.standing(facts);
        if (standing.reason == HoldReason::None) {
            return true;
        }
        if (const auto late = m_rules.missed(call, facts)) {
            ++queue.verdict.left;
            refuse(call, *late);
            return false;
        }
        queue.postponedBy = standing;
        queue.waiting.insert(call.id);
        return false;
    }

    std::optional<ScheduledCall> next(Queue &queue)
    {
        if (queue.rows.empty() && !queue.exhausted) {
            const int wanted = std::min(queue.share.most - queue.verdict.admitted, queue.fetch) +
                               static_cast<int>(queue.waiting.size());
            queue.fetch = std::min(queue.fetch * 2, largestFetch);
            for (ScheduledCall &call : QueueStore(m_tx.db).due(queue.share.lane, m_tx.now, wanted)) {
                if (!queue.waiting.contains(call.id)) {
                    queue.rows.push_back(std::move(call));
                }
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

    /// What holds the lane's next call at this moment. When nothing holds it, the price of a minute is set aside for
    /// it.
    Hold moment(const CallFacts &facts)
    {
        if (const Hold hold = firstHold(m_moment.of(facts)); hold.reason != HoldReason::None) {
            return hold;
        }
        if (const Hold hold = m_pacer.check(facts, m_tx.now); hold.reason != HoldReason::None) {
            return hold;
        }
        // From here on only another claim of the row can refuse the call, and that undoes the whole pass.
        const bool isPaid = m_credit.reserve(facts.workspace->id, facts.trunk->pricePerMinute);
        return isPaid ? Hold{} : Hold{HoldReason::NoCredit, {}};
    }

    /// Refuses a call that must not be made: its row fails at once, and nothing is sent to a carrier.
    void refuse(const ScheduledCall &call, const Judgement &judgement)
    {
        RowMoves(m_tx).refuse(call, judgement.reason, judgement.late);
    }

    /// Postpones a call that may not be made yet; it does not hold the others of its lane.
    void postpone(Queue &queue, const ScheduledCall &call, const Hold &hold)
    {
        queue.postponedBy = hold;
        ++queue.verdict.left;
        // At least a moment later, or this same pass would read the row again.
        const WallTime until = std::max(hold.until, m_tx.now + leastWait);
        RowMoves(m_tx).postpone(call, until, hold.reason);
    }

    /// Claims the row and writes the intent. From this transaction's commit on, the call may ring.
    bool admit(Queue &queue, const ScheduledCall &call, const CallFacts &facts)
    {
        if (!RowMoves(m_tx).claim(call, m_tx.now)) {
            // The row was moved after this same transaction had read it, so nothing of the pass can be trusted.
            throw StorageError({ErrorCode::StorageFailed,
                                QStringLiteral("A row of the queue changed while it was "
                                               "being claimed; nothing was dialled."),
                                {}});
        }
        Attempt attempt;
        attempt.id = m_tx.ids.next<AttemptId>();
        attempt.scheduledCall = call.id;
        attempt.campaign = call.campaign;
        attempt.target = call.target;
        attempt.workspace = call.workspace;
        attempt.fromNumberId = facts.number->id;
        attempt.trunk = facts.trunk->id;
        attempt.agent = facts.agent->id;
        attempt.from = facts.number->number;
        attempt.to = call.to;
        attempt.n = call.attempt + 1;
        attempt.epoch = call.epoch + 1;
        attempt.process = m_process;
        attempt.intentAt = m_tx.now;
        attempt.reserved = facts.trunk->pricePerMinute;
        AttemptStore(m_tx.db).insert(attempt);
        m_limits.recordDial(call.workspace, call.to, m_tx.now, attempt.id, call.id);
        m_moment.take(facts);
        m_pacer.take(facts);
        m_tx.count(call.campaign, CounterKind::InFlight, 0, 1);
        m_tx.changes.calls = true;
        ++queue.verdict.admitted;
        ++queue.verdict.left;
        intents.push_back(attempt.id);
        setup.agents.try_emplace(attempt.agent, *facts.agent);
        setup.trunks.try_emplace(attempt.trunk, facts.trunk->encryption);
        setup.recording.try_emplace(attempt.workspace, facts.workspace->recording);
        return true;
    }

    WriteTransaction &m_tx;
    LimitStore m_limits;
    Pacer &m_pacer;
    CallRules m_rules;
    CreditBook m_credit;
    MomentRules m_moment;
    const ProcessId m_process;
};

Gate::Gate(Writer &writer, Connection &reader, const Clock &clock, Options options)
    : m_writer(writer)
    , m_reader(reader)
    , m_clock(clock)
    , m_options(std::move(options))
    , m_bootId(clock.bootId())
    , m_pacer(clock)
{
}

void Gate::open(std::vector<LaneShare> lanes, std::function<void(Result<Decision>)> reply)
{
    m_writer.submit<Decision>(
        WritePriority::Gate,
        [this, lanes = std::move(lanes)](WriteTransaction &transaction) { return decide(transaction, lanes); },
        [this, reply = std::move(reply)](Result<Decision> decision) {
            if (decision) {
                m_pacer.keep();
            } else {
                m_pacer.forget();
            }
            reply(std::move(decision));
        });
}

Result<Decision> Gate::decide(WriteTransaction &transaction, const std::vector<LaneShare> &lanes)
{
    m_pacer.forget(); // calls of a pass that was undone halfway
    LimitStore(transaction.db).takeGateLock();
    Decision decision;
    decision.takenAt = m_clock.boot();
    if (!ProcessStore(transaction.db).beat(m_options.process, transaction.now)) {
        decision.fenced = true;
        return decision;
    }
    HoldReason reason = m_stopped || EngineStore(transaction.db).isStopped() ? HoldReason::Stopped : HoldReason::None;
    const qint64 free = m_options.freeBytes ? m_options.freeBytes() : -1;
    if (reason == HoldReason::None && free >= 0 && free < m_options.leastFreeBytes) {
        reason = HoldReason::DiskLow;
    }
    if (reason != HoldReason::None) {
        for (const LaneShare &share : lanes) {
            LaneVerdict held;
            held.lane = share.lane;
            held.hold.reason = reason;
            decision.lanes.push_back(held);
        }
        return decision;
    }
    const ClockHistory clocks = noteClocks(transaction, m_clock, m_bootId);
    if (!m_seeded) {
        // Calls of earlier processes in the last minute are known only from the database. This process counts its own
        // by its monotonic clock.
        m_pacer.seed(transaction.db, clocks);
        m_seeded = true;
    }
    Pass pass(transaction, m_pacer, m_hours, m_options);
    decision.lanes = pass.run(lanes);
    decision.intents = std::move(pass.intents);
    decision.setup = std::move(pass.setup);
    return decision;
}

void Gate::enterInJournal(const std::vector<Attempt> &attempts)
{
    for (const Attempt &attempt : attempts) {
        m_options.journal->addPermit(attempt);
    }
    if (const Result<void> written = m_options.journal->sync(m_clock.wall()); !written) {
        throw StorageError(written.error());
    }
}

Admission Gate::issue(const Decision &decision)
{
    Admission admission;
    try {
        m_reader.begin(); // one snapshot: a brief is of one moment, and pages are read once for a whole pass
        std::vector<Attempt> attempts = readBack(decision.intents, admission);
        std::vector<CallBrief> briefs = writeBriefs(attempts, decision.setup, admission);
        m_reader.commit();
        if (m_options.journal != nullptr) {
            enterInJournal(attempts);
        }
        for (std::size_t i = 0; i < attempts.size(); ++i) {
            admission.permits.push_back(permit(std::move(attempts[i]), std::move(briefs[i]), decision.takenAt));
        }
    } catch (const StorageError &error) {
        m_reader.rollback();
        admission.permits.clear();
        admission.unfit.clear();
        admission.withheld = decision.intents;
        admission.problem = error.error();
    }
    return admission;
}

/// Writes one brief for each attempt; attempts that cannot have one are unfit.
std::vector<CallBrief> Gate::writeBriefs(std::vector<Attempt> &attempts, const BriefSetup &setup, Admission &admission)
{
    BriefWriter writer(m_reader, setup);
    std::vector<CallBrief> briefs;
    briefs.reserve(attempts.size());
    std::vector<Attempt> fit;
    fit.reserve(attempts.size());
    for (Attempt &attempt : attempts) {
        if (Result<CallBrief> brief = writer.write(attempt)) {
            briefs.push_back(std::move(*brief));
            fit.push_back(std::move(attempt));
        } else {
            admission.unfit.push_back(attempt.id);
        }
    }
    attempts = std::move(fit);
    return briefs;
}

/// Reads the attempts back from the disk; an intent that is missing there is withheld. Ids grow, so the intents of a
/// pass are a range.
std::vector<Attempt> Gate::readBack(const std::vector<AttemptId> &intents, Admission &admission)
{
    if (intents.empty()) {
        return {};
    }
    std::vector<Attempt> attempts = AttemptStore(m_reader).intents(intents.front(), intents.back(), m_options.process);
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

DialPermit Gate::permit(Attempt attempt, CallBrief brief, BootTime decidedAt)
{
    std::string callId = attempt.id.toStdString() + '@' + m_options.instance;
    return DialPermit(std::move(attempt), std::move(callId), std::move(brief), decidedAt);
}

} // namespace campanile
