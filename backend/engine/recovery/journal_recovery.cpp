#include "engine/recovery/journal_recovery.h"

#include "engine/calls/row_moves.h"
#include "engine/calls/settlement.h"
#include "engine/gate/credit_book.h"
#include "storage/attempt_store.h"
#include "storage/campaign_store.h"
#include "storage/limit_store.h"
#include "storage/queue_store.h"
#include "storage/setup_store.h"
#include "storage/target_store.h"

#include <algorithm>

namespace campanile {

void JournalRecovery::enterUnknownDials(const QString &folder)
{
    const auto known = [this](const JournalledDial &dial) { return isKnown(dial); };
    for (const JournalledDial &dial : unknownDials(folder, known)) {
        if (dial.result != EndReason::NotSent) {
            enter(dial);
        }
    }
}

/// Whether the database knows the dial. A dial of a call that the database does not know is in the ledger alone, and a
/// dial that was not sent is not in the ledger.
bool JournalRecovery::isKnown(const JournalledDial &dial)
{
    return AttemptStore(m_tx.db).exists(dial.attempt) || LimitStore(m_tx.db).hasDial(dial.to, dial.attempt);
}

void JournalRecovery::enter(const JournalledDial &dial)
{
    std::optional<ScheduledCall> call = callOf(dial);
    recordInLedger(dial, call);
    if (call && call->status == ScheduledCallStatus::InFlight) {
        endLastAttemptOf(*call, dial.at);
        call = QueueStore(m_tx.db).find(call->id);
    }
    // A call that has ended is not dialled again, whatever became of this attempt.
    if (!call || call->status != ScheduledCallStatus::Pending) {
        return;
    }
    const WallTime now = std::max(dial.at, m_tx.now);
    RowMoves moves(m_tx);
    moves.postpone(*call, dial.at);
    if (!moves.claim(*call, now)) {
        throw StorageError({ErrorCode::StorageFailed,
                            QStringLiteral("A call that the dial journal tells of could not be entered."),
                            {}});
    }
    insertAttempt(dial, *call);
    if (dial.result) {
        settle(dial.attempt, *dial.result, dial.endedAt, dial.talk);
    }
}

/// A call that the database does not know counts in every workspace that may have dialled it: those that own its caller
/// ID, or all workspaces when none owns it any more. One call too few is better than one too many.
void JournalRecovery::recordInLedger(const JournalledDial &dial, const std::optional<ScheduledCall> &call)
{
    SetupStore setup(m_tx.db);
    std::vector<WorkspaceId> workspaces;
    if (call) {
        workspaces = {call->workspace};
    } else if (workspaces = setup.workspacesWithNumber(dial.from); workspaces.empty()) {
        workspaces = setup.workspaceIds();
    }
    for (const WorkspaceId workspace : workspaces) {
        LimitStore(m_tx.db).recordDial(workspace, dial.to, dial.at, dial.attempt, dial.call);
    }
}

std::optional<ScheduledCall> JournalRecovery::callOf(const JournalledDial &dial)
{
    QueueStore queue(m_tx.db);
    std::optional<ScheduledCall> call = queue.find(dial.call);
    if (!call && !dial.target.isNull()) {
        call = queue.ofTarget(dial.target);
    }
    return !call && !dial.target.isNull() ? materialize(dial) : call;
}

/// Materializes the row of a target that the backup has on the list and not yet in the queue.
std::optional<ScheduledCall> JournalRecovery::materialize(const JournalledDial &dial)
{
    const std::optional<Target> target = TargetStore(m_tx.db).find(dial.target);
    const std::optional<Campaign> campaign = target ? CampaignStore(m_tx.db).find(target->campaign) : std::nullopt;
    if (!campaign || target->status != TargetStatus::Pending || target->number != dial.to) {
        return std::nullopt;
    }
    ScheduledCall call;
    call.id = dial.call;
    call.workspace = campaign->workspace;
    call.campaign = campaign->id;
    call.target = target->id;
    call.fromNumber = campaign->fromNumber;
    call.agent = campaign->agent;
    call.to = target->number;
    call.dueAt = dial.at;
    call.scheduledAt = dial.at;
    return RowMoves(m_tx).create(call) ? std::optional(call) : std::nullopt;
}

/// Ends the call's last attempt. The call was dialled again, so that attempt had ended in a way that allows a retry,
/// but no record says in which.
void JournalRecovery::endLastAttemptOf(const ScheduledCall &call, WallTime by)
{
    AttemptStore attempts(m_tx.db);
    for (const AttemptId id : attempts.idsOf(call.id)) {
        const std::optional<Attempt> attempt = attempts.find(id);
        if (attempt && attempt->state != AttemptState::Ended) {
            settle(id, EndReason::CarrierError, by, std::nullopt);
        }
    }
}

void JournalRecovery::insertAttempt(const JournalledDial &dial, const ScheduledCall &call)
{
    SetupStore setup(m_tx.db);
    const std::optional<PhoneNumber> number = setup.number(call.fromNumber);
    const std::optional<Trunk> trunk = number ? setup.trunkToDial(number->trunk) : std::nullopt;
    Attempt attempt;
    attempt.id = dial.attempt;
    attempt.scheduledCall = call.id;
    attempt.campaign = call.campaign;
    attempt.target = call.target;
    attempt.workspace = call.workspace;
    attempt.fromNumberId = call.fromNumber;
    attempt.trunk = trunk ? trunk->id : TrunkId{};
    attempt.agent = call.agent;
    attempt.from = dial.from;
    attempt.to = dial.to;
    attempt.n = call.attempt + 1;
    attempt.epoch = call.epoch + 1;
    attempt.state = AttemptState::Resolving;
    attempt.intentAt = dial.at;
    CreditBook credit(m_tx);
    if (trunk && credit.reserve(call.workspace, trunk->pricePerMinute)) {
        attempt.reserved = trunk->pricePerMinute;
    }
    credit.save();
    AttemptStore(m_tx.db).insert(attempt);
    m_tx.changes.calls = true;
}

void JournalRecovery::settle(AttemptId attempt, EndReason reason, WallTime at, std::optional<Milliseconds> talk)
{
    AttemptReport report;
    report.attempt = attempt;
    report.state = AttemptState::Ended;
    report.reason = reason;
    report.endedAt = at;
    if (wasAnswered(reason)) {
        report.answeredAt = at + -talk.value_or(Milliseconds(0));
        report.talk = talk.value_or(Milliseconds(0));
    }
    Settlement(m_tx).settle({report});
}

} // namespace campanile
