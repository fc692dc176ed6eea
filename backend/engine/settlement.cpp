#include "engine/settlement.h"

#include "storage/campaign_store.h"
#include "storage/event_store.h"
#include "storage/limit_store.h"
#include "storage/queue_store.h"
#include "storage/target_store.h"

#include <algorithm>

namespace campanile {

namespace {

// What kept the call from being sent is seldom gone at once: a carrier that cannot be reached must not spin the gate.
constexpr Milliseconds giveBackDelay{5'000};

/// Every second begun counts; a clock that was set back meanwhile makes no negative call.
std::int64_t talkSeconds(WallTime answeredAt, WallTime endedAt)
{
    return (std::max(endedAt.ms - answeredAt.ms, std::int64_t{0}) + 999) / 1000;
}

} // namespace

void AttemptReport::merge(const AttemptReport &later)
{
    if (!canMove(state, later.state)) {
        return; // nothing follows the end, and a ringing that comes late undoes no answer
    }
    state = later.state;
    sipCode = later.sipCode;
    reason = later.reason;
    answeredAt = answeredAt ? answeredAt : later.answeredAt;
    endedAt = later.endedAt;
}

Settled Settlement::settle(const std::vector<AttemptReport> &reports)
{
    for (const AttemptReport &report : reports) {
        settleOne(report);
    }
    m_tx.flushCounts();
    for (const CampaignId campaign : m_settled.campaigns) {
        if (completeIfDone(campaign)) {
            m_settled.completed.insert(campaign);
        }
    }
    return std::move(m_settled);
}

void Settlement::settleOne(const AttemptReport &report)
{
    if (report.intent && record(*report.intent, report)) {
        return;
    }
    const std::optional<Attempt> attempt = AttemptStore(m_tx.db).find(report.attempt);
    if (attempt && canMove(attempt->state, report.state)) { // else settled before, or a step back no carrier can mean
        record(*attempt, report);
    }
}

bool Settlement::record(const Attempt &attempt, const AttemptReport &report)
{
    m_tx.changes.calls = true;
    if (report.state == AttemptState::Ended) {
        return end(attempt, report);
    }
    if (report.state == AttemptState::Answered) {
        return answer(attempt, report);
    }
    return AttemptStore(m_tx.db).setProgress(attempt.id, attempt.state, report.state, report.sipCode);
}

bool Settlement::answer(const Attempt &attempt, const AttemptReport &report)
{
    const auto conversation = m_tx.ids.next<ConversationId>();
    AttemptStore attempts(m_tx.db);
    if (!attempts.setAnswered(attempt.id, attempt.state, *report.answeredAt, conversation, report.sipCode)) {
        return false;
    }
    attempts.insertConversation(conversation, attempt.id, *report.answeredAt);
    EventStore(m_tx.db).addReached(*report.answeredAt, attempt.campaign, attempt.scheduledCall, attempt.id);
    // Counted as an ordinary ending until it is known which one it is.
    reach(attempt, EndReason::CalleeHangup);
    return true;
}

/// The person, or a machine, was reached: the scheduled call is dispatched, and so is its target.
void Settlement::reach(const Attempt &attempt, EndReason reason)
{
    QueueStore(m_tx.db).finish(attempt.scheduledCall, ScheduledCallStatus::Dispatched, std::nullopt);
    if (!attempt.target.isNull()) {
        TargetStore(m_tx.db).setOutcome(attempt.target, TargetStatus::Dispatched, attempt.n, reason, {});
        m_tx.countTarget(attempt.campaign, TargetStatus::Scheduled, TargetStatus::Dispatched);
        m_tx.countOutcome(attempt.campaign, std::nullopt, reason);
        m_tx.changes.targets.insert(attempt.campaign);
    }
}

bool Settlement::end(const Attempt &attempt, const AttemptReport &report)
{
    const bool done = !attempt.conversation.isNull()        ? endAnswered(attempt, report)
                      : report.answeredAt                   ? answerAndEnd(attempt, report)
                      : report.reason == EndReason::NotSent ? giveBack(attempt, report)
                                                            : endUnanswered(attempt, report);
    if (!done) {
        return false;
    }
    if (attempt.state != AttemptState::Resolving) { // that one left the count when it was found
        m_tx.count(attempt.campaign, CounterKind::InFlight, 0, -1);
    }
    m_settled.campaigns.insert(attempt.campaign);
    return true;
}

bool Settlement::answerAndEnd(const Attempt &attempt, const AttemptReport &report)
{
    const auto conversation = m_tx.ids.next<ConversationId>();
    AttemptStore attempts(m_tx.db);
    if (!attempts.setAnsweredAndEnded(attempt.id, attempt.state, *report.answeredAt, conversation, *report.endedAt,
                                      report.reason, report.sipCode)) {
        return false;
    }
    attempts.insertEndedConversation(conversation, attempt.id, *report.answeredAt, *report.endedAt, report.reason,
                                     talkSeconds(*report.answeredAt, *report.endedAt));
    EventStore(m_tx.db).addReachedAndCompleted(*report.answeredAt, *report.endedAt, attempt.campaign,
                                               attempt.scheduledCall, attempt.id, report.reason);
    reach(attempt, report.reason);
    return true;
}

bool Settlement::endAnswered(const Attempt &attempt, const AttemptReport &report)
{
    AttemptStore attempts(m_tx.db);
    if (!attempts.setEnded(attempt.id, attempt.state, *report.endedAt, report.reason, report.sipCode)) {
        return false;
    }
    attempts.endConversation(attempt.conversation, *report.endedAt, report.reason,
                             talkSeconds(attempt.answeredAt, *report.endedAt));
    EventStore(m_tx.db).add(EventType::ConversationCompleted, *report.endedAt, attempt.campaign, attempt.scheduledCall,
                            attempt.id, report.reason);
    if (!attempt.target.isNull() && report.reason != EndReason::CalleeHangup) {
        TargetStore(m_tx.db).setOutcome(attempt.target, TargetStatus::Dispatched, attempt.n, report.reason, {});
        m_tx.countOutcome(attempt.campaign, EndReason::CalleeHangup, report.reason);
        m_tx.changes.targets.insert(attempt.campaign);
    }
    return true;
}

bool Settlement::endUnanswered(const Attempt &attempt, const AttemptReport &report)
{
    if (!AttemptStore(m_tx.db).setEnded(attempt.id, attempt.state, *report.endedAt, report.reason, report.sipCode)) {
        return false;
    }
    EventStore(m_tx.db).add(EventType::CallAttemptFailed, *report.endedAt, attempt.campaign, attempt.scheduledCall,
                            attempt.id, report.reason);
    retryOrFail(attempt, report);
    return true;
}

void Settlement::retryOrFail(const Attempt &attempt, const AttemptReport &report)
{
    const std::optional<Campaign> campaign = CampaignStore(m_tx.db).find(attempt.campaign);
    const bool goesOn = campaign && !isTerminal(campaign->status);
    const std::optional<Milliseconds> delay =
        goesOn ? campaign->retry.delayAfter(attempt.n, report.reason) : std::nullopt;
    if (!delay) {
        fail(attempt, report.reason);
        return;
    }
    const WallTime next = *report.endedAt + *delay;
    QueueStore(m_tx.db).retryAt(attempt.scheduledCall, next);
    if (!attempt.target.isNull()) {
        TargetStore(m_tx.db).setOutcome(attempt.target, TargetStatus::Scheduled, attempt.n, report.reason, next);
        m_tx.changes.targets.insert(attempt.campaign);
    }
}

/// The attempt never left this machine: its row waits again, its number's ledger is clean, its budget whole. In a
/// campaign that was cancelled meanwhile it is swept like all the others.
bool Settlement::giveBack(const Attempt &attempt, const AttemptReport &report)
{
    const WallTime at = *report.endedAt;
    if (!AttemptStore(m_tx.db).setEnded(attempt.id, attempt.state, at, EndReason::NotSent, 0)) {
        return false;
    }
    LimitStore(m_tx.db).forgetDial(attempt.to, attempt.intentAt, attempt.scheduledCall);
    m_tx.count(attempt.campaign, CounterKind::Attempts, 0, -1);
    const std::optional<Campaign> campaign = CampaignStore(m_tx.db).find(attempt.campaign);
    if (!campaign || campaign->status != CampaignStatus::Cancelled) {
        QueueStore(m_tx.db).takeBack(attempt.scheduledCall, at + giveBackDelay);
        return true;
    }
    QueueStore(m_tx.db).finish(attempt.scheduledCall, ScheduledCallStatus::Cancelled, EndReason::Cancelled);
    EventStore(m_tx.db).add(EventType::ScheduledCallCancelled, at, attempt.campaign, attempt.scheduledCall);
    TargetStore(m_tx.db).setStatus(attempt.target, TargetStatus::Skipped, {});
    m_tx.countTarget(attempt.campaign, TargetStatus::Scheduled, TargetStatus::Skipped);
    m_tx.changes.targets.insert(attempt.campaign);
    return true;
}

void Settlement::fail(const Attempt &attempt, EndReason reason)
{
    QueueStore(m_tx.db).finish(attempt.scheduledCall, ScheduledCallStatus::Failed, reason);
    EventStore(m_tx.db).add(EventType::ScheduledCallFailed, m_tx.now, attempt.campaign, attempt.scheduledCall,
                            attempt.id, reason);
    if (!attempt.target.isNull()) {
        TargetStore(m_tx.db).setOutcome(attempt.target, TargetStatus::Failed, attempt.n, reason, {});
        m_tx.countTarget(attempt.campaign, TargetStatus::Scheduled, TargetStatus::Failed);
        m_tx.countOutcome(attempt.campaign, std::nullopt, reason);
        m_tx.changes.targets.insert(attempt.campaign);
    }
}

bool Settlement::completeIfDone(CampaignId id)
{
    CampaignStore campaigns(m_tx.db);
    std::optional<Campaign> campaign = campaigns.find(id);
    if (!campaign || !canMove(campaign->status, CampaignStatus::Completed)) {
        return false;
    }
    m_tx.flushCounts();
    const CampaignStats stats = campaigns.stats(id);
    if (stats.total() == 0 || stats.terminal() < stats.total() || stats.inFlight > 0 ||
        !campaigns.importingFrom(id).isNull()) {
        return false;
    }
    campaign->status = CampaignStatus::Completed;
    campaign->endedAt = m_tx.now;
    campaigns.updateLifeCycle(*campaign);
    EventStore(m_tx.db).add(EventType::CampaignCompleted, m_tx.now, id);
    m_tx.changes.campaigns.insert(id);
    return true;
}

} // namespace campanile
