#include "engine/calls/settlement.h"

#include "domain/target_state.h"
#include "engine/calls/row_moves.h"
#include "engine/calls/told_state.h"
#include "storage/attempt_events.h"
#include "storage/campaign_events.h"
#include "storage/campaign_store.h"
#include "storage/limit_store.h"
#include "storage/media_store.h"
#include "storage/queue_store.h"
#include "storage/setup_store.h"

#include <algorithm>
#include <utility>

namespace campanile {

namespace {

// What kept the call from being sent seldom ends at once. Without this delay a carrier that cannot be reached would
// keep the gate busy with the same rows.
constexpr Milliseconds giveBackDelay{5'000};
// A trunk that takes no calls is held by the state that it reports. This delay is for a trunk that turns calls away and
// reports no state.
constexpr Milliseconds trunkTroubleDelay{60'000};

// The most seconds that are charged for a call whose end nobody saw because the program crashed: the minute that was
// set aside.
constexpr std::int64_t unseenSeconds = 60;

/// Started seconds are billed. The wall clock is used only for calls that a previous process dialled.
std::int64_t talkSeconds(const Attempt &attempt, const AttemptReport &report)
{
    if (report.talk) {
        return (std::max(report.talk->count(), std::int64_t{0}) + 999'999) / 1'000'000;
    }
    const WallTime answeredAt = attempt.answeredAt.ms > 0 ? attempt.answeredAt : report.answeredAt.value_or(WallTime{});
    const std::int64_t seconds = (std::max(report.endedAt->ms - answeredAt.ms, std::int64_t{0}) + 999) / 1000;
    return attempt.state == AttemptState::Resolving ? std::min(seconds, unseenSeconds) : seconds;
}

AttemptEnd endOf(const AttemptReport &report)
{
    return {*report.endedAt, report.reason, report.endedBy, report.sipCode, report.phrase};
}

/// The trunk did not take the call, and nobody's telephone rang.
bool wasTurnedAway(const Attempt &attempt, const AttemptReport &report)
{
    const bool rang = report.rang || (attempt.state != AttemptState::Intent && attempt.state != AttemptState::Trying);
    return isTrunkTrouble(report.reason) && !rang;
}

Lane laneOf(const Attempt &attempt)
{
    return attempt.campaign.isNull() ? Lane{{}, attempt.fromNumberId} : Lane{attempt.campaign, {}};
}

} // namespace

void AttemptReport::merge(const AttemptReport &later)
{
    if (!canMove(state, later.state)) {
        return; // nothing follows an end, and a late ringing does not undo an answer
    }
    rang = rang || later.rang;
    state = later.state;
    sipCode = later.sipCode;
    reason = later.reason;
    endedBy = later.endedBy;
    phrase = later.phrase;
    dialog = later.dialog ? later.dialog : dialog;
    answeredAt = answeredAt ? answeredAt : later.answeredAt;
    endedAt = later.endedAt;
    talk = later.talk;
}

Settled Settlement::settle(const std::vector<AttemptReport> &reports, std::map<AttemptId, QString> dispositions)
{
    m_dispositions = std::move(dispositions);
    for (const AttemptReport &report : reports) {
        settleOne(report);
    }
    m_credit.save();
    for (const auto &[id, amount] : m_spent) {
        CampaignStore(m_tx.db).addSpent(id, amount);
    }
    tripBreakers();
    m_tx.flushCounts();
    for (const auto &[lane, due] : m_settled.lanes) {
        if (!lane.campaign.isNull() && completeIfDone(lane.campaign)) {
            m_settled.completed.insert(lane.campaign);
        }
    }
    return std::move(m_settled);
}

const std::optional<Campaign> &Settlement::campaign(CampaignId id)
{
    const auto [place, isNew] = m_campaigns.try_emplace(id);
    if (isNew && !id.isNull()) {
        place->second = CampaignStore(m_tx.db).find(id);
    }
    return place->second;
}

void Settlement::settleOne(const AttemptReport &report)
{
    if (report.intent && record(*report.intent, report)) {
        return;
    }
    const std::optional<Attempt> attempt = AttemptStore(m_tx.db).find(report.attempt);
    if (attempt && canMove(attempt->state, report.state)) { // else settled before, or the report is a step back
        record(*attempt, report);
    }
}

bool Settlement::record(const Attempt &attempt, const AttemptReport &report)
{
    m_tx.changes.calls = true;
    if (report.state == AttemptState::Ended) {
        return end(attempt, report);
    }
    const bool done = report.state == AttemptState::Answered
                          ? answer(attempt, report)
                          : AttemptStore(m_tx.db).setProgress(attempt.id, attempt.state, report.state, report.sipCode);
    if (done && report.dialog) {
        AttemptStore(m_tx.db).setDialog(attempt.id, *report.dialog);
    }
    return done;
}

bool Settlement::answer(const Attempt &attempt, const AttemptReport &report)
{
    const ConversationId conversation = conversationOf(attempt);
    AttemptStore attempts(m_tx.db);
    if (!attempts.setAnswered(attempt.id, attempt.state, *report.answeredAt, conversation, report.sipCode)) {
        return false;
    }
    attempts.insertConversation(conversation, attempt.id, *report.answeredAt);
    RowMoves(m_tx).reach(attempt, countedWhileTalking, *report.answeredAt);
    tellStarted(attempt, *report.answeredAt);
    return true;
}

void Settlement::tellStarted(const Attempt &attempt, WallTime at)
{
    EventData data;
    data.add("status", nameOf(ConversationStatus::InProgress)).add("attempt", attempt.n);
    addState(data, attempt.target, {.status = TargetStatus::Dispatched, .attempt = AttemptState::Answered});
    addAttemptEvent(m_tx, EventType::ConversationStarted, attempt, at, data);
}

void Settlement::tellCompleted(const Attempt &attempt, const AttemptReport &report, std::int64_t seconds, Money cost)
{
    EventData data;
    data.add("status", nameOf(ConversationStatus::Completed)).add("reason", nameOf(report.reason));
    data.add("attempt", attempt.n).add("duration_seconds", seconds).add("cost", cost.micros);
    const QString reported = reportedDisposition(attempt);
    data.add("disposition", reported.isEmpty() ? QString(dispositionOf(report.reason)) : reported);
    addState(data, attempt.target, {.status = TargetStatus::Dispatched, .lastOutcome = report.reason});
    addAttemptEvent(m_tx, EventType::ConversationCompleted, attempt, *report.endedAt, data);
}

/// The disposition that the agent has reported; empty: none yet.
QString Settlement::reportedDisposition(const Attempt &attempt) const
{
    const auto reported = m_dispositions.find(attempt.id);
    if (reported != m_dispositions.end()) {
        return reported->second;
    }
    // No fact of a call is written before its answer.
    return attempt.conversation.isNull() ? QString() : MediaStore(m_tx.db).disposition(attempt.id);
}

bool Settlement::end(const Attempt &attempt, const AttemptReport &report)
{
    if (report.talk && !report.answeredAt && attempt.conversation.isNull()) {
        // It was answered after others had declared its process dead, when only its end could still be told.
        AttemptReport whole = report;
        whole.answeredAt = *report.endedAt - std::chrono::duration_cast<Milliseconds>(*report.talk);
        return endWhole(attempt, whole);
    }
    return endWhole(attempt, report);
}

bool Settlement::endWhole(const Attempt &attempt, const AttemptReport &report)
{
    const bool done = !attempt.conversation.isNull()        ? endAnswered(attempt, report)
                      : report.answeredAt                   ? answerAndEnd(attempt, report)
                      : report.reason == EndReason::NotSent ? giveBack(attempt, report)
                                                            : endUnanswered(attempt, report);
    if (!done) {
        return false;
    }
    if (attempt.state != AttemptState::Resolving) { // a resolving attempt left the count when it was found
        m_tx.count(attempt.campaign, CounterKind::InFlight, 0, -1);
        if (!attempt.campaign.isNull() && isFailure(report.reason)) {
            m_breakers.failed(attempt.campaign, attempt.id); // a call that a crash cut off does not count against it
        }
    }
    m_settled.lanes.try_emplace(laneOf(attempt));
    return true;
}

void Settlement::charge(const Attempt &attempt, Money cost)
{
    m_credit.settle(attempt.workspace, attempt.id, attempt.reserved, cost);
    if (cost > Money{}) {
        m_tx.changes.credit = true;
        if (!attempt.campaign.isNull()) {
            m_spent[attempt.campaign] += cost;
        }
    }
}

void Settlement::tripBreakers()
{
    for (const auto &[id, attempts] : m_breakers.failures()) {
        const std::optional<Campaign> &known = campaign(id);
        if (known && known->status == CampaignStatus::Active) {
            if (const std::optional<BreakerHistory> history = m_breakers.tripping(*known)) {
                trip(*known, *history);
            }
        }
    }
}

/// The campaign pauses itself and says why; it starts with a clean record when a person resumes it.
void Settlement::trip(Campaign campaign, const BreakerHistory &history)
{
    const CircuitBreaker &breaker = campaign.breaker;
    const bool byRun = breaker.run > 0 && history.run() >= breaker.run;
    campaign.pauseReason = byRun ? PauseReason{PauseReason::Code::FailuresInARow, history.run(), 0, {}}
                                 : PauseReason{PauseReason::Code::ShareOfFailures,
                                               history.failuresIn(breaker.window),
                                               std::min(breaker.window, history.count),
                                               {}};
    campaign.status = CampaignStatus::Paused;
    campaign.holdQueue = true; // otherwise the rows of a recurring campaign in the queue would go on failing
    CampaignStore campaigns(m_tx.db);
    campaigns.updateLifeCycle(campaign);
    campaigns.startBreakerAnew(campaign.id);
    EventData data;
    data.add("reason", QLatin1StringView("circuit_breaker"));
    addCampaignEvent(m_tx, EventType::CampaignPaused, campaign, std::move(data));
    m_tx.changes.campaigns.insert(campaign.id);
    m_settled.tripped.insert(campaign.id);
    m_campaigns[campaign.id] = std::move(campaign);
}

bool Settlement::answerAndEnd(const Attempt &attempt, const AttemptReport &report)
{
    const ConversationId conversation = conversationOf(attempt);
    AttemptStore attempts(m_tx.db);
    if (!attempts.setAnsweredAndEnded(attempt.id, attempt.state, *report.answeredAt, conversation, endOf(report))) {
        return false;
    }
    const std::int64_t seconds = talkSeconds(attempt, report);
    const Money cost = costOf(seconds, attempt.reserved);
    attempts.insertEndedConversation(conversation, attempt.id, *report.answeredAt, *report.endedAt, report.reason,
                                     seconds, cost);
    charge(attempt, cost);
    RowMoves(m_tx).reach(attempt, report.reason, *report.answeredAt);
    tellStarted(attempt, *report.answeredAt);
    tellCompleted(attempt, report, seconds, cost);
    return true;
}

bool Settlement::endAnswered(const Attempt &attempt, const AttemptReport &report)
{
    AttemptStore attempts(m_tx.db);
    if (!attempts.setEnded(attempt.id, attempt.state, endOf(report))) {
        return false;
    }
    const std::int64_t seconds = talkSeconds(attempt, report);
    const Money cost = costOf(seconds, attempt.reserved);
    attempts.endConversation(attempt.conversation, *report.endedAt, report.reason, seconds, cost);
    charge(attempt, cost);
    tellCompleted(attempt, report, seconds, cost);
    RowMoves(m_tx).correctOutcome(attempt, countedWhileTalking, report.reason);
    return true;
}

bool Settlement::endUnanswered(const Attempt &attempt, const AttemptReport &report)
{
    if (!AttemptStore(m_tx.db).setEnded(attempt.id, attempt.state, endOf(report))) {
        return false;
    }
    charge(attempt, {});
    if (report.reason == EndReason::VariablesMissing) { // it was not sent
        LimitStore(m_tx.db).forgetDial(attempt.to, attempt.id);
    }
    const bool turnedAway = wasTurnedAway(attempt, report);
    const std::optional<WallTime> next = turnedAway ? std::nullopt : retryTime(attempt, report);
    const bool waits = turnedAway || next;
    EventData data;
    data.add("status", nameOf(waits ? ScheduledCallStatus::Pending : ScheduledCallStatus::Failed));
    data.add("reason", nameOf(report.reason)).add("attempt", attempt.n).add("sip_code", report.sipCode);
    const int counted = turnedAway ? attempt.n - 1 : attempt.n; // attempts of the row from now on
    addState(data, attempt.target,
             {.status = waits ? TargetStatus::Scheduled : TargetStatus::Failed,
              .call = {.attempt = counted},
              .lastOutcome = report.reason});
    addAttemptEvent(m_tx, EventType::CallAttemptFailed, attempt, *report.endedAt, data);
    if (turnedAway) {
        const WallTime due = asShownNow(*report.endedAt, attempt) + trunkTroubleDelay;
        RowMoves(m_tx).turnAway(attempt, due);
        backInQueue(attempt, due);
        return true;
    }
    if (next) {
        RowMoves(m_tx).retry(attempt, report.reason, *next);
        waitsAnew(attempt, *next);
        return true;
    }
    const std::optional<Campaign> &plan = campaign(attempt.campaign);
    const bool undecided =
        report.reason == EndReason::OutcomeUnknown && (!plan || plan->unknown == UnknownPolicy::Hold);
    RowMoves(m_tx).fail(attempt, report.reason, undecided);
    return true;
}

/// An instant of the attempt as the wall clock shows it now. Rows wait for instants that are computed from it.
WallTime Settlement::asShownNow(WallTime at, const Attempt &attempt) const
{
    return m_clocks == nullptr ? at : m_clocks->asShownNow(at, attempt.process);
}

/// When the next attempt may be made; nothing when this was the last.
std::optional<WallTime> Settlement::retryTime(const Attempt &attempt, const AttemptReport &report)
{
    const std::optional<Campaign> &plan = campaign(attempt.campaign);
    if (attempt.campaign.isNull()) {
        const std::optional<ScheduledCall> call = QueueStore(m_tx.db).find(attempt.scheduledCall);
        const RetryPolicy policy{.maxAttempts = call ? call->maxAttempts : 1};
        const std::optional<Milliseconds> delay = policy.delayAfter(attempt.n, report.reason);
        return delay ? std::optional(asShownNow(*report.endedAt, attempt) + *delay) : std::nullopt;
    }
    if (!plan || plan->status == CampaignStatus::Cancelled) {
        return std::nullopt;
    }
    if (report.reason == EndReason::OutcomeUnknown) {
        // The telephone may have rung, so the wait is at least the number's cool-down, which the ledger demands in any
        // case.
        const std::optional<Workspace> workspace = SetupStore(m_tx.db).workspace(attempt.workspace);
        const bool again = plan->unknown == UnknownPolicy::Retry && attempt.n < plan->retry.maxAttempts && workspace;
        return again ? std::optional(asShownNow(attempt.intentAt, attempt) +
                                     std::max(workspace->cooldown, plan->retry.delayBefore(attempt.n + 1)))
                     : std::nullopt;
    }
    const std::optional<Milliseconds> delay = plan->retry.delayAfter(attempt.n, report.reason);
    return delay ? std::optional(asShownNow(*report.endedAt, attempt) + *delay) : std::nullopt;
}

void Settlement::waitsAnew(const Attempt &attempt, WallTime due)
{
    std::optional<WallTime> &first = m_settled.lanes[laneOf(attempt)];
    first = first ? std::min(*first, due) : due;
}

/// Gives back the row of an attempt that was not sent: the row waits again, the dial leaves the number's ledger, and
/// the call's budget is whole again.
bool Settlement::giveBack(const Attempt &attempt, const AttemptReport &report)
{
    const AttemptEnd unsent{.at = *report.endedAt, .reason = EndReason::NotSent};
    if (!AttemptStore(m_tx.db).setEnded(attempt.id, attempt.state, unsent)) {
        return false;
    }
    charge(attempt, {});
    LimitStore(m_tx.db).forgetDial(attempt.to, attempt.id);
    const WallTime due = asShownNow(*report.endedAt, attempt) + giveBackDelay;
    RowMoves(m_tx).giveBack(attempt, due);
    backInQueue(attempt, due);
    return true;
}

/// Makes the row pending again with its whole budget. In a campaign that was cancelled meanwhile the row is cancelled
/// like all the others.
void Settlement::backInQueue(const Attempt &attempt, WallTime due)
{
    const std::optional<Campaign> &plan = campaign(attempt.campaign);
    if (!plan || plan->status != CampaignStatus::Cancelled) {
        waitsAnew(attempt, due);
    } else if (const std::optional<ScheduledCall> call = QueueStore(m_tx.db).find(attempt.scheduledCall)) {
        [[maybe_unused]] const bool left = RowMoves(m_tx).cancel(*call); // it was made pending a moment ago
    }
}

bool Settlement::completeIfDone(CampaignId id)
{
    std::optional<Campaign> ending = campaign(id);
    if (!ending || !canMove(ending->status, CampaignStatus::Completed)) {
        return false;
    }
    m_tx.flushCounts();
    if (!isPlanOver(*ending)) {
        return false;
    }
    ending->status = CampaignStatus::Completed;
    ending->endedAt = m_tx.now;
    CampaignStore(m_tx.db).updateLifeCycle(*ending);
    addCampaignEvent(m_tx, EventType::CampaignCompleted, *ending);
    m_tx.changes.campaigns.insert(id);
    return true;
}

bool Settlement::isPlanOver(const Campaign &campaign)
{
    CampaignStore campaigns(m_tx.db);
    if (campaigns.inFlight(campaign.id) > 0) {
        return false;
    }
    if (campaign.kind == CampaignKind::Recurring) {
        const WallTime end = campaign.recurrence.endAt;
        return end.ms > 0 && m_tx.now >= end && !QueueStore(m_tx.db).nextDue({campaign.id, {}});
    }
    const CampaignStats stats = campaigns.stats(campaign.id);
    return stats.total() > 0 && stats.terminal() == stats.total() && campaigns.importingFrom(campaign.id).isNull();
}

Result<ScheduledCall> Settlement::decide(ScheduledCallId id, UnknownDecision decision)
{
    QueueStore queue(m_tx.db);
    const std::optional<ScheduledCall> call = queue.find(id);
    if (!call) {
        return {ErrorCode::NotFound, QStringLiteral("There is no such call.")};
    }
    if (!call->undecided) {
        return {ErrorCode::Conflict, QStringLiteral("What became of this call is known, or has been decided before.")};
    }
    const std::optional<Campaign> &plan = campaign(call->campaign);
    RowMoves moves(m_tx);
    switch (decision) {
    case UnknownDecision::GiveUp:
        moves.giveUp(*call);
        break;
    case UnknownDecision::ItRang:
        moves.rang(*call);
        break;
    case UnknownDecision::DialAgain:
        if (plan && isTerminal(plan->status)) {
            return {ErrorCode::Conflict, QStringLiteral("The campaign is %1, so nothing of it is dialled any more. "
                                                        "Place a single call to the number instead.")
                                             .arg(nameOf(plan->status))};
        }
        moves.dialAgain(*call);
        break;
    }
    return *queue.find(id);
}

} // namespace campanile
