#include "engine/why.h"

#include "engine/gate/moment_rules.h"
#include "storage/attempt_store.h"
#include "storage/campaign_store.h"
#include "storage/engine_store.h"
#include "storage/limit_store.h"
#include "storage/queue_store.h"
#include "storage/target_store.h"

#include <algorithm>

namespace campanile {

namespace {

void add(Explanation &explanation, const Hold &hold)
{
    explanation.gates.push_back({hold, hold.until});
}

/// Explains a state that does not end by waiting.
Explanation final(const Obstacle &obstacle)
{
    return {{{obstacle, {}}}, {}};
}

/// The state of a call that is not pending any more.
Obstacle standOf(const ScheduledCall &call)
{
    switch (call.status) {
    case ScheduledCallStatus::Pending:
    case ScheduledCallStatus::InFlight:
        return RowStand::OnTheWire;
    case ScheduledCallStatus::Dispatched:
        return RowStand::Answered;
    case ScheduledCallStatus::Cancelled:
        return RowStand::Cancelled;
    case ScheduledCallStatus::Failed:
        break;
    }
    if (call.undecided) {
        return RowStand::Undecided;
    }
    return call.lastError == EndReason::Missed ? Obstacle(MissedBy{call.late}) : Obstacle(FailedFor{call.lastError});
}

/// Why a call is refused, which is then never dialled.
Obstacle refusalOf(const Judgement &judgement, const ScheduledCall &call, const CallFacts &facts)
{
    if (judgement.reason == EndReason::Blocked) {
        return RowStand::Listed;
    }
    if (judgement.reason == EndReason::VariablesMissing) {
        return RowStand::NoVariables;
    }
    const std::optional<CountryRefusal> country =
        judgement.reason == EndReason::CountryNotAllowed ? facts.countries.refusalOf(call.to) : std::nullopt;
    return country ? Obstacle(*country) : Obstacle(RowStand::TooLate);
}

} // namespace

Result<Explanation> Why::ofCampaign(CampaignId id)
{
    const std::optional<Campaign> campaign = CampaignStore(m_db).find(id);
    if (!campaign) {
        return {ErrorCode::NotFound, QStringLiteral("There is no such campaign.")};
    }
    if (isTerminal(campaign->status) || campaign->status == CampaignStatus::Draft) {
        return final(campaign->status);
    }
    if (campaign->status == CampaignStatus::Paused && !campaign->pauseReason.isNone()) {
        return final(campaign->pauseReason);
    }
    const std::vector<ScheduledCall> first = QueueStore(m_db).pendingOf(id, 1);
    if (!first.empty()) {
        return explain(first.front());
    }
    Explanation explanation;
    askEngine(explanation);
    askStanding(explanation, m_rules.factsOf(id));
    if (explanation.gates.empty()) {
        explanation.gates.push_back({RowStand::NothingQueued, {}});
    }
    return explanation;
}

Result<Explanation> Why::ofTarget(TargetId id)
{
    const std::optional<Target> target = TargetStore(m_db).find(id);
    if (!target) {
        return {ErrorCode::NotFound, QStringLiteral("There is no such target.")};
    }
    if (target->status == TargetStatus::Skipped) {
        return final(RowStand::Skipped);
    }
    if (const std::optional<ScheduledCall> call = QueueStore(m_db).ofTarget(id)) {
        return explain(*call);
    }
    Explanation explanation;
    askEngine(explanation);
    askStanding(explanation, m_rules.factsOf(target->campaign));
    explanation.gates.push_back({RowStand::AfterOthers, {}});
    return explanation;
}

Result<Explanation> Why::ofCall(ScheduledCallId id)
{
    const std::optional<ScheduledCall> call = QueueStore(m_db).find(id);
    return call ? Result<Explanation>(explain(*call))
                : Result<Explanation>(ErrorCode::NotFound, QStringLiteral("There is no such call."));
}

Explanation Why::explain(const ScheduledCall &call)
{
    if (call.status == ScheduledCallStatus::InFlight && AttemptStore(m_db).isResolving(call.id)) {
        return final(RowStand::BeingResolved);
    }
    if (call.status != ScheduledCallStatus::Pending) {
        return final(standOf(call));
    }
    Explanation explanation;
    const CallFacts &facts = m_rules.factsOf(call);
    askEngine(explanation);
    const std::size_t before = explanation.gates.size();
    askStanding(explanation, facts);
    if (explanation.gates.size() == before) { // judging a call needs all its facts
        askRow(explanation, call, facts);
        askMoment(explanation, facts);
    } else if (const auto late = facts.isOneOff ? m_rules.missed(call, facts) : std::nullopt) {
        // A one-off call that is too late already does not wait for the other gates.
        explanation.gates.push_back({refusalOf(*late, call, facts), {}});
    }
    conclude(explanation, call.dueAt);
    return explanation;
}

void Why::askEngine(Explanation &explanation) const
{
    if (m_engine.stopped || EngineStore(m_db).isStopped()) {
        add(explanation, {HoldReason::Stopped, {}});
    }
    if (m_engine.diskLow) {
        add(explanation, {HoldReason::DiskLow, {}});
    }
    if (!m_engine.problem.isNone()) {
        explanation.gates.push_back({m_engine.problem, {}});
    }
}

void Why::askStanding(Explanation &explanation, const CallFacts &facts)
{
    if (const Hold hold = m_rules.standing(facts); hold.reason != HoldReason::None) {
        add(explanation, hold);
    }
}

void Why::askRow(Explanation &explanation, const ScheduledCall &call, const CallFacts &facts)
{
    const Judgement judgement = m_rules.judge(call, facts);
    if (judgement.verdict == Judgement::Verdict::Wait) {
        add(explanation, judgement.hold);
    } else if (judgement.verdict == Judgement::Verdict::Refuse) {
        explanation.gates.push_back({refusalOf(judgement, call, facts), {}});
    }
    if (call.dueAt > m_now) {
        explanation.gates.push_back({call.attempt > 0 ? RowStand::RetryNotDue : RowStand::NotDue, call.dueAt});
    }
}

void Why::askMoment(Explanation &explanation, const CallFacts &facts)
{
    LimitStore limits(m_db);
    for (const Hold &hold : allHolds(MomentRules(m_db, limits, m_now).of(facts))) {
        if (hold.reason == HoldReason::CampaignRate) { // the ordinary pace, which has no words of its own
            explanation.gates.push_back(
                {Obstacle(OwnPace{facts.campaign ? facts.campaign->ratePerMinute : 0}), hold.until});
        } else {
            add(explanation, hold);
        }
    }
}

/// The call may go when the last of the gates opens; no instant is known when one of them has none.
void Why::conclude(Explanation &explanation, WallTime dueAt)
{
    explanation.next = dueAt;
    for (const GateState &gate : explanation.gates) {
        if (gate.until.ms == 0) {
            explanation.next = {};
            return;
        }
        explanation.next = std::max(explanation.next, gate.until);
    }
}

} // namespace campanile
