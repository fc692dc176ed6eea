#include "engine/calls/row_moves.h"

#include "engine/calls/told_state.h"
#include "storage/attempt_events.h"
#include "storage/campaign_store.h"
#include "storage/event_store.h"
#include "storage/queue_store.h"
#include "storage/row_move_store.h"
#include "storage/target_store.h"

namespace campanile {

namespace {

using CallStatus = ScheduledCallStatus;
using CallMove = RowMoveStore::CallMove;
using TargetMove = RowMoveStore::TargetMove;

constexpr CallMove answered(CallStatus::InFlight, CallStatus::Dispatched);
constexpr CallMove exhausted(CallStatus::InFlight, CallStatus::Failed);
constexpr CallMove refused(CallStatus::Pending, CallStatus::Failed);
constexpr CallMove cancelled(CallStatus::Pending, CallStatus::Cancelled);

constexpr TargetMove targetScheduled(TargetStatus::Pending, TargetStatus::Scheduled);
constexpr TargetMove targetReached(TargetStatus::Scheduled, TargetStatus::Dispatched);
constexpr TargetMove targetFailed(TargetStatus::Scheduled, TargetStatus::Failed);
constexpr TargetMove targetSkipped(TargetStatus::Scheduled, TargetStatus::Skipped);
constexpr TargetMove waitingSkipped(TargetStatus::Pending, TargetStatus::Skipped);
constexpr TargetMove targetRang(TargetStatus::Failed, TargetStatus::Dispatched);
constexpr TargetMove targetAgain(TargetStatus::Failed, TargetStatus::Scheduled);

// These moves of calls have statements of their own. The assertions fail when the life cycle loses one of the moves.
static_assert(canMove(CallStatus::Pending, CallStatus::InFlight));  // claim
static_assert(canMove(CallStatus::Pending, CallStatus::Pending));   // postpone
static_assert(canMove(CallStatus::InFlight, CallStatus::Pending));  // retry, giveBack
static_assert(canMove(CallStatus::Failed, CallStatus::Dispatched)); // rang
static_assert(canMove(CallStatus::Failed, CallStatus::Pending));    // dialAgain

/// Throws when the row was not moved. It then does not have the status that this transaction has read, so somebody else
/// has written it since.
void demand(bool moved, const char *move)
{
    if (!moved) {
        throw StorageError({ErrorCode::StorageFailed,
                            QStringLiteral("A row of the queue or of a list has another status than it must have to "
                                           "be %1; nothing was changed. Check the database, or restore a backup.")
                                .arg(QLatin1StringView(move)),
                            {}});
    }
}

EventData statusOf(CallStatus status)
{
    EventData data;
    data.add("status", nameOf(status));
    return data;
}

EventData ended(CallStatus status, EndReason reason, int attempt)
{
    EventData data = statusOf(status);
    data.add("reason", nameOf(reason)).add("attempt", attempt);
    return data;
}

} // namespace

void RowMoves::announce(EventType type, const ScheduledCall &call, const EventData &data)
{
    EventStore(m_tx).add({.type = type,
                          .workspace = call.workspace,
                          .campaign = call.campaign,
                          .call = call.id,
                          .conversation = call.conversation,
                          .target = call.target,
                          .data = data.json()});
}

/// Notes that whoever shows the row, in a list or in the queue, has to read it again.
void RowMoves::noteRow(CampaignId campaign, TargetId target)
{
    if (target.isNull()) {
        m_tx.changes.queue = true;
    } else {
        m_tx.changes.targets.insert(campaign);
    }
}

/// A pending call of a list of which an attempt counts is counted as long as it is pending.
void RowMoves::countRetryDue(const ScheduledCall &call, int by)
{
    if (!call.target.isNull() && call.attempt > 0) {
        m_tx.count(call.campaign, CounterKind::RetryDue, 0, by);
    }
}

/// An answered target whose outcome is none of answered calls is counted apart, because that outcome is otherwise one
/// of failed targets.
void RowMoves::countAnswered(const Attempt &attempt, EndReason reason, int by)
{
    if (!attempt.target.isNull() && !wasAnswered(reason)) {
        m_tx.count(attempt.campaign, CounterKind::AnsweredOtherwise, static_cast<int>(reason), by);
    }
}

/// The row of an attempt that does not count is pending again; attempts before it still count.
void RowMoves::backInQueue(const Attempt &attempt)
{
    if (!attempt.target.isNull() && attempt.n > 1) {
        m_tx.count(attempt.campaign, CounterKind::RetryDue, 0, 1);
    }
    noteRow(attempt.campaign, attempt.target);
}

bool RowMoves::create(ScheduledCall &call, const QString &variables)
{
    RowMoveStore rows(m_tx.db);
    call.conversation = conversationOf(call.id);
    call.shortId = m_tx.nextShortId();
    const bool isNew = rows.insert(call, variables);
    if (isNew) {
        EventData data = statusOf(CallStatus::Pending);
        data.add("scheduled_at", call.scheduledAt.ms);
        addState(data, call.target, {.status = targetScheduled.to, .call = {.attempt = call.attempt}});
        if (call.campaign.isNull()) { // a one-off call may be edited as long as it is pending
            data.add("to_number", call.to.toString());
            data.add("expires_at", call.expiresAt.ms).add("max_attempts", call.maxAttempts);
        }
        announce(EventType::ScheduledCallCreated, call, data);
    }
    if (!call.target.isNull()) { // also a target that had a call already becomes scheduled
        demand(rows.move(call.target, targetScheduled, call.dueAt), "scheduled");
        m_tx.countTarget(call.campaign, targetScheduled.from, targetScheduled.to);
    }
    noteRow(call.campaign, call.target);
    return isNew;
}

bool RowMoves::claim(const ScheduledCall &call, WallTime now)
{
    if (!RowMoveStore(m_tx.db).claim(call.id, call.epoch, now)) {
        return false;
    }
    m_tx.count(call.campaign, CounterKind::Attempts, 0, 1);
    countRetryDue(call, -1);
    return true;
}

void RowMoves::postpone(const ScheduledCall &call, WallTime until, HoldReason by)
{
    RowMoveStore rows(m_tx.db);
    demand(rows.postpone(call.id, until, postponementBy(by)), "postponed");
    if (!call.target.isNull()) {
        demand(rows.postpone(call.target, until), "postponed");
    }
    noteRow(call.campaign, call.target);
}

void RowMoves::refuse(const ScheduledCall &call, EndReason reason, Milliseconds late)
{
    RowMoveStore rows(m_tx.db);
    EventData data = ended(CallStatus::Failed, reason, call.attempt);
    if (reason == EndReason::Missed) {
        demand(rows.miss(call.id, late), "missed");
        data.add("late_ms", late.count());
    } else {
        demand(rows.move(call.id, refused, reason), "refused");
    }
    addState(data, call.target, {.status = targetFailed.to, .lastOutcome = reason});
    announce(EventType::ScheduledCallFailed, call, data);
    countRetryDue(call, -1);
    if (!call.target.isNull()) {
        demand(rows.end(call.target, targetFailed, call.attempt, reason), "refused");
        m_tx.countTarget(call.campaign, targetFailed.from, targetFailed.to);
    }
    m_tx.countOutcome(call.campaign, std::nullopt, reason);
    noteRow(call.campaign, call.target);
    m_tx.changes.queue = true;
}

void RowMoves::reach(const Attempt &attempt, EndReason reason, WallTime answeredAt)
{
    RowMoveStore rows(m_tx.db);
    demand(rows.move(attempt.scheduledCall, answered, std::nullopt), "dispatched");
    EventData data = statusOf(CallStatus::Dispatched);
    data.add("attempt", attempt.n);
    addState(data, attempt.target, {.status = targetReached.to, .attempt = AttemptState::Answered}); // at the answer
    addAttemptEvent(m_tx, EventType::ScheduledCallDispatched, attempt, answeredAt, data);
    if (!attempt.target.isNull()) {
        demand(rows.end(attempt.target, targetReached, attempt.n, reason), "dispatched");
        m_tx.countTarget(attempt.campaign, targetReached.from, targetReached.to);
    }
    m_tx.countOutcome(attempt.campaign, std::nullopt, reason);
    countAnswered(attempt, reason, 1);
    noteRow(attempt.campaign, attempt.target);
}

void RowMoves::correctOutcome(const Attempt &attempt, EndReason counted, EndReason reason)
{
    if (reason == counted) {
        return;
    }
    if (!attempt.target.isNull()) {
        demand(RowMoveStore(m_tx.db).setOutcome(attempt.target, reason), "given its outcome");
    }
    m_tx.countOutcome(attempt.campaign, counted, reason);
    countAnswered(attempt, counted, -1);
    countAnswered(attempt, reason, 1);
    noteRow(attempt.campaign, attempt.target);
}

void RowMoves::retry(const Attempt &attempt, EndReason reason, WallTime next)
{
    RowMoveStore rows(m_tx.db);
    demand(rows.retry(attempt.scheduledCall, next), "tried again");
    if (!attempt.target.isNull()) {
        demand(rows.retry(attempt.target, attempt.n, reason, next), "tried again");
        m_tx.count(attempt.campaign, CounterKind::RetryDue, 0, 1);
    }
    noteRow(attempt.campaign, attempt.target);
}

void RowMoves::fail(const Attempt &attempt, EndReason reason, bool undecided)
{
    RowMoveStore rows(m_tx.db);
    demand(rows.move(attempt.scheduledCall, exhausted, reason), "failed");
    if (undecided) {
        demand(rows.leaveUndecided(attempt.scheduledCall), "left to a decision");
        m_tx.changes.queue = true;
    }
    EventData data = ended(CallStatus::Failed, reason, attempt.n);
    addState(data, attempt.target, {.status = targetFailed.to, .lastOutcome = reason});
    addAttemptEvent(m_tx, EventType::ScheduledCallFailed, attempt, m_tx.now, data);
    if (!attempt.target.isNull()) {
        demand(rows.end(attempt.target, targetFailed, attempt.n, reason), "failed");
        m_tx.countTarget(attempt.campaign, targetFailed.from, targetFailed.to);
    }
    m_tx.countOutcome(attempt.campaign, std::nullopt, reason);
    noteRow(attempt.campaign, attempt.target);
}

void RowMoves::giveBack(const Attempt &attempt, WallTime dueAt)
{
    demand(RowMoveStore(m_tx.db).giveBack(attempt.scheduledCall, dueAt), "given back");
    m_tx.count(attempt.campaign, CounterKind::Attempts, 0, -1);
    backInQueue(attempt);
}

void RowMoves::turnAway(const Attempt &attempt, WallTime dueAt)
{
    demand(RowMoveStore(m_tx.db).giveBack(attempt.scheduledCall, dueAt), "put back into the queue");
    backInQueue(attempt);
}

bool RowMoves::cancel(const ScheduledCall &call)
{
    RowMoveStore rows(m_tx.db);
    if (!rows.move(call.id, cancelled, EndReason::Cancelled)) {
        return false;
    }
    EventData data = statusOf(CallStatus::Cancelled);
    data.add("scheduled_at", call.scheduledAt.ms);
    addState(data, call.target, {.status = targetSkipped.to});
    announce(EventType::ScheduledCallCancelled, call, data);
    countRetryDue(call, -1);
    if (!call.target.isNull()) {
        demand(rows.move(call.target, targetSkipped, WallTime{}), "skipped");
        m_tx.countTarget(call.campaign, targetSkipped.from, targetSkipped.to);
    }
    noteRow(call.campaign, call.target);
    m_tx.changes.queue = true;
    return true;
}

bool RowMoves::skip(const Target &target)
{
    if (target.status == TargetStatus::Scheduled) {
        const std::optional<ScheduledCall> call = QueueStore(m_tx.db).ofTarget(target.id);
        return call && cancel(*call);
    }
    if (!RowMoveStore(m_tx.db).move(target.id, waitingSkipped, WallTime{})) {
        return false;
    }
    m_tx.countTarget(target.campaign, waitingSkipped.from, waitingSkipped.to);
    noteRow(target.campaign, target.id);
    return true;
}

void RowMoves::rang(const ScheduledCall &call)
{
    RowMoveStore rows(m_tx.db);
    demand(rows.rang(call.id), "dispatched by a decision");
    if (!call.target.isNull()) {
        demand(rows.end(call.target, targetRang, call.attempt, EndReason::OutcomeUnknown), "dispatched by a decision");
        m_tx.countTarget(call.campaign, targetRang.from, targetRang.to);
    }
    EventData data = statusOf(CallStatus::Dispatched);
    data.add("decision", QLatin1StringView("it_rang"));
    addState(data, call.target, {.status = targetRang.to, .call = {.lastError = EndReason::OutcomeUnknown}});
    announce(EventType::OutcomeDecided, call, data);
    noteRow(call.campaign, call.target);
    m_tx.changes.queue = true;
}

void RowMoves::dialAgain(const ScheduledCall &call)
{
    RowMoveStore rows(m_tx.db);
    demand(rows.dialAgain(call.id, m_tx.now), "dialled again");
    m_tx.count(call.campaign, CounterKind::TargetsByOutcome, static_cast<int>(EndReason::OutcomeUnknown), -1);
    if (!call.target.isNull()) {
        demand(rows.move(call.target, targetAgain, m_tx.now), "dialled again");
        m_tx.countTarget(call.campaign, targetAgain.from, targetAgain.to);
    }
    countRetryDue(call, 1);
    EventData data = statusOf(CallStatus::Pending);
    data.add("decision", QLatin1StringView("dial_again"));
    addState(data, call.target, {.status = targetAgain.to, .call = {.attempt = call.attempt}});
    announce(EventType::OutcomeDecided, call, data);
    noteRow(call.campaign, call.target);
    m_tx.changes.queue = true;
}

void RowMoves::giveUp(const ScheduledCall &call)
{
    demand(RowMoveStore(m_tx.db).giveUp(call.id), "given up");
    EventData data = statusOf(CallStatus::Failed);
    data.add("decision", QLatin1StringView("give_up"));
    addState(data, call.target, {.status = targetFailed.to, .lastOutcome = EndReason::OutcomeUnknown});
    announce(EventType::OutcomeDecided, call, data);
    noteRow(call.campaign, call.target);
    m_tx.changes.queue = true;
}

bool RowMoves::sweep(CampaignId campaign, int limit)
{
    const std::vector<ScheduledCall> calls = QueueStore(m_tx.db).pendingOf(campaign, limit);
    for (const ScheduledCall &call : calls) {
        demand(cancel(call), "cancelled");
    }
    const std::vector<PendingTarget> waiting = TargetStore(m_tx.db).pending(
        campaign, CampaignStore(m_tx.db).importingFrom(campaign), limit - static_cast<int>(calls.size()));
    RowMoveStore rows(m_tx.db);
    for (const PendingTarget &target : waiting) {
        demand(rows.move(target.id, waitingSkipped, WallTime{}), "skipped");
        m_tx.countTarget(campaign, waitingSkipped.from, waitingSkipped.to);
        noteRow(campaign, target.id);
    }
    return static_cast<int>(calls.size() + waiting.size()) == limit;
}

void RowMoves::withdrawUntried(CampaignId campaign)
{
    for (const ScheduledCall &call : RowMoveStore(m_tx.db).removeUntried(campaign, m_tx.now)) {
        EventData data = statusOf(CallStatus::Cancelled);
        data.add("scheduled_at", call.scheduledAt.ms);
        announce(EventType::ScheduledCallCancelled, call, data);
    }
    m_tx.changes.queue = true;
}

void RowMoves::clearStage(Connection &stage)
{
    RowMoveStore(stage).clearStage();
}

} // namespace campanile
