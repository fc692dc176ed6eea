#include "storage/row_move_store.h"

namespace campanile {

namespace {

using CallStatus = ScheduledCallStatus;

#define INSERT_CALL                                                                                                    \
    "INSERT INTO scheduled_calls (id, workspace_id, campaign_id, target_id, phone_number_id, agent_id, to_number,"     \
    " status, due_at, scheduled_at, expires_at, timezone, max_attempts, occurrence_local, occurrence_fold,"            \
    " variables, max_hold_seconds, max_duration_seconds, conversation_id, short_id)"                                   \
    " VALUES (?, ?, ?, nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

} // namespace

bool RowMoveStore::insert(const ScheduledCall &call, const QString &variables)
{
    // Only a second row of a target or an occurrence is ignored; any other conflict is an error.
    const auto run = [&](const auto &...values) {
        if (!call.target.isNull()) {
            return m_db.execute(INSERT_CALL " ON CONFLICT (target_id) WHERE target_id IS NOT NULL DO NOTHING",
                                values...);
        }
        if (call.occurrence) {
            return m_db.execute(INSERT_CALL " ON CONFLICT (campaign_id, occurrence_local, occurrence_fold)"
                                            " WHERE occurrence_local IS NOT NULL DO NOTHING",
                                values...);
        }
        return m_db.execute(INSERT_CALL, values...);
    };
    return run(call.id, call.workspace, call.campaign, call.target, call.fromNumber, call.agent, call.to,
               CallStatus::Pending, call.dueAt, call.scheduledAt, call.expiresAt, call.timezone, call.maxAttempts,
               call.occurrence ? std::optional(call.occurrence->localSeconds) : std::nullopt,
               call.occurrence ? call.occurrence->fold : 0, variables, call.caps.holdSeconds, call.caps.durationSeconds,
               call.conversation, call.shortId) == 1;
}

bool RowMoveStore::claim(ScheduledCallId id, int epoch, WallTime now)
{
    return m_db.execute("UPDATE scheduled_calls SET status = ?, epoch = epoch + 1, attempt = attempt + 1,"
                        " postponed_by = 0 WHERE id = ? AND status = ? AND epoch = ? AND due_at <= ?",
                        CallStatus::InFlight, id, CallStatus::Pending, epoch, now) == 1;
}

bool RowMoveStore::move(ScheduledCallId id, CallMove move, std::optional<EndReason> lastError)
{
    return m_db.execute("UPDATE scheduled_calls SET status = ?, last_error = ? WHERE id = ? AND status = ?", move.to,
                        lastError, id, move.from) == 1;
}

bool RowMoveStore::miss(ScheduledCallId id, Milliseconds late)
{
    return m_db.execute(
               "UPDATE scheduled_calls SET status = ?, last_error = ?, late_ms = ? WHERE id = ? AND status = ?",
               CallStatus::Failed, EndReason::Missed, late, id, CallStatus::Pending) == 1;
}

bool RowMoveStore::postpone(ScheduledCallId id, WallTime until, Postponement by)
{
    return m_db.execute(
               "UPDATE scheduled_calls SET due_at = ?, late_ms = 0, postponed_by = ? WHERE id = ? AND status = ?",
               until, by, id, CallStatus::Pending) == 1;
}

bool RowMoveStore::retry(ScheduledCallId id, WallTime dueAt)
{
    return m_db.execute("UPDATE scheduled_calls SET status = ?, due_at = ?, late_ms = 0 WHERE id = ? AND status = ?",
                        CallStatus::Pending, dueAt, id, CallStatus::InFlight) == 1;
}

bool RowMoveStore::giveBack(ScheduledCallId id, WallTime dueAt)
{
    return m_db.execute("UPDATE scheduled_calls SET status = ?, attempt = attempt - 1,"
                        " late_ms = late_ms + CASE WHEN due_at < ? THEN ? - due_at ELSE 0 END,"
                        " due_at = CASE WHEN due_at < ? THEN ? ELSE due_at END WHERE id = ? AND status = ?",
                        CallStatus::Pending, dueAt, dueAt, dueAt, dueAt, id, CallStatus::InFlight) == 1;
}

bool RowMoveStore::rang(ScheduledCallId id)
{
    return m_db.execute("UPDATE scheduled_calls SET status = ?, last_error = ?, undecided = 0"
                        " WHERE id = ? AND status = ? AND undecided = 1",
                        CallStatus::Dispatched, EndReason::OutcomeUnknown, id, CallStatus::Failed) == 1;
}

bool RowMoveStore::dialAgain(ScheduledCallId id, WallTime dueAt)
{
    return m_db.execute("UPDATE scheduled_calls SET status = ?, due_at = ?, late_ms = 0, undecided = 0"
                        " WHERE id = ? AND status = ? AND undecided = 1",
                        CallStatus::Pending, dueAt, id, CallStatus::Failed) == 1;
}

bool RowMoveStore::leaveUndecided(ScheduledCallId id)
{
    return m_db.execute("UPDATE scheduled_calls SET undecided = 1 WHERE id = ? AND status = ?", id,
                        CallStatus::Failed) == 1;
}

bool RowMoveStore::giveUp(ScheduledCallId id)
{
    return m_db.execute("UPDATE scheduled_calls SET undecided = 0 WHERE id = ? AND status = ? AND undecided = 1", id,
                        CallStatus::Failed) == 1;
}

std::vector<ScheduledCall> RowMoveStore::removeUntried(CampaignId campaign, WallTime now)
{
    std::vector<ScheduledCall> removed;
    Rows rows = m_db.query("DELETE FROM scheduled_calls WHERE campaign_id = ? AND status = ? AND epoch = 0"
                           " AND occurrence_local IS NOT NULL AND scheduled_at > ?"
                           " RETURNING id, workspace_id, scheduled_at, conversation_id",
                           campaign, CallStatus::Pending, now);
    while (rows.next()) {
        ScheduledCall call;
        call.id = rows.id<ScheduledCallId>(0);
        call.workspace = rows.id<WorkspaceId>(1);
        call.campaign = campaign;
        call.scheduledAt = rows.time(2);
        call.conversation = rows.id<ConversationId>(3);
        removed.push_back(std::move(call));
    }
    return removed;
}

void RowMoveStore::clearStage()
{
    m_db.execute("UPDATE scheduled_calls SET status = ? WHERE status = ? AND campaign_id = 0"
                 " AND EXISTS (SELECT 1 FROM engine WHERE rehearsal = 1)",
                 CallStatus::Cancelled, CallStatus::Pending);
}

bool RowMoveStore::move(TargetId id, TargetMove move, WallTime nextAt)
{
    return m_db.execute("UPDATE targets SET status = ?, next_at = ? WHERE id = ? AND status = ?", move.to, nextAt, id,
                        move.from) == 1;
}

bool RowMoveStore::end(TargetId id, TargetMove move, int attempts, EndReason outcome)
{
    return m_db.execute("UPDATE targets SET status = ?, attempts = ?, last_outcome = ?, next_at = 0"
                        " WHERE id = ? AND status = ?",
                        move.to, attempts, outcome, id, move.from) == 1;
}

bool RowMoveStore::postpone(TargetId id, WallTime nextAt)
{
    return m_db.execute("UPDATE targets SET next_at = ? WHERE id = ? AND status = ?", nextAt, id,
                        TargetStatus::Scheduled) == 1;
}

bool RowMoveStore::retry(TargetId id, int attempts, EndReason outcome, WallTime nextAt)
{
    return m_db.execute("UPDATE targets SET attempts = ?, last_outcome = ?, next_at = ? WHERE id = ? AND status = ?",
                        attempts, outcome, nextAt, id, TargetStatus::Scheduled) == 1;
}

bool RowMoveStore::setOutcome(TargetId id, EndReason outcome)
{
    return m_db.execute("UPDATE targets SET last_outcome = ? WHERE id = ? AND status = ?", outcome, id,
                        TargetStatus::Dispatched) == 1;
}

} // namespace campanile
