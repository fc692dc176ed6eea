#include "storage/queue_store.h"

#include "storage/row_cursor.h"

#include <limits>

namespace campanile {

namespace {

#define QUEUE_COLUMNS                                                                                                  \
    "id, workspace_id, campaign_id, target_id, phone_number_id, agent_id, to_number, status, due_at, attempt, epoch,"  \
    " scheduled_at, expires_at, timezone, max_attempts, occurrence_local, occurrence_fold, last_error, undecided,"     \
    " late_ms, max_hold_seconds, max_duration_seconds, conversation_id, short_id"

ScheduledCall callFrom(const Rows &rows)
{
    ScheduledCall call;
    std::optional<std::int64_t> occurrence;
    int fold = 0;
    RowCursor(rows) >> call.id >> call.workspace >> call.campaign >> call.target >> call.fromNumber >> call.agent >>
        call.to >> call.status >> call.dueAt >> call.attempt >> call.epoch >> call.scheduledAt >> call.expiresAt >>
        call.timezone >> call.maxAttempts >> occurrence >> fold >> call.lastError >> call.undecided >> call.late >>
        call.caps.holdSeconds >> call.caps.durationSeconds >> call.conversation >> call.shortId;
    if (occurrence) {
        call.occurrence = OccurrenceKey{*occurrence, fold};
    }
    return call;
}

std::vector<ScheduledCall> collect(Rows rows)
{
    std::vector<ScheduledCall> calls;
    while (rows.next()) {
        calls.push_back(callFrom(rows));
    }
    return calls;
}

} // namespace

std::optional<ScheduledCall> QueueStore::find(ScheduledCallId id)
{
    Rows rows = m_db.query("SELECT " QUEUE_COLUMNS " FROM scheduled_calls WHERE id = ?", id);
    return rows.next() ? std::optional<ScheduledCall>(callFrom(rows)) : std::nullopt;
}

std::optional<ScheduledCall> QueueStore::find(WorkspaceId workspace, ScheduledCallId id)
{
    Rows rows =
        m_db.query("SELECT " QUEUE_COLUMNS " FROM scheduled_calls WHERE id = ? AND workspace_id = ?", id, workspace);
    return rows.next() ? std::optional<ScheduledCall>(callFrom(rows)) : std::nullopt;
}

std::optional<ScheduledCall> QueueStore::ofTarget(TargetId target)
{
    Rows rows = m_db.query("SELECT " QUEUE_COLUMNS " FROM scheduled_calls WHERE target_id = ?", target);
    return rows.next() ? std::optional<ScheduledCall>(callFrom(rows)) : std::nullopt;
}

std::vector<ScheduledCall> QueueStore::page(WorkspaceId workspace, CampaignId campaign,
                                            std::optional<ScheduledCallStatus> status, ScheduledCallId before,
                                            int limit)
{
    const std::int64_t from = before.isNull() ? std::numeric_limits<std::int64_t>::max() : before.value;
    const int wanted = status ? static_cast<int>(*status) : -1;
    return collect(m_db.query("SELECT " QUEUE_COLUMNS " FROM scheduled_calls WHERE id < ? AND workspace_id = ?"
                              " AND (? = 0 OR campaign_id = ?) AND (? < 0 OR status = ?) ORDER BY id DESC LIMIT ?",
                              from, workspace, campaign, campaign, wanted, wanted, limit));
}

std::vector<ScheduledCall> QueueStore::due(Lane lane, WallTime now, int limit)
{
    if (lane.campaign.isNull()) {
        return collect(m_db.query(
            "SELECT " QUEUE_COLUMNS " FROM scheduled_calls WHERE campaign_id = 0"
            " AND phone_number_id = ? AND status = {call.pending} AND due_at <= ? ORDER BY due_at, id LIMIT ?",
            lane.number, now, limit));
    }
    return collect(
        m_db.query("SELECT " QUEUE_COLUMNS " FROM scheduled_calls"
                   " WHERE campaign_id = ? AND status = {call.pending} AND due_at <= ? ORDER BY due_at, id LIMIT ?",
                   lane.campaign, now, limit));
}

std::optional<WallTime> QueueStore::nextDue(Lane lane)
{
    const auto due =
        lane.campaign.isNull()
            ? m_db.integer("SELECT min(due_at) FROM scheduled_calls WHERE campaign_id = 0 AND phone_number_id = ?"
                           " AND status = {call.pending}",
                           lane.number)
            : m_db.integer("SELECT min(due_at) FROM scheduled_calls WHERE campaign_id = ? AND status = {call.pending}",
                           lane.campaign);
    return due ? std::optional<WallTime>(WallTime{*due}) : std::nullopt;
}

std::optional<WallTime> QueueStore::nextDue(Lane lane, WallTime after)
{
    const auto due =
        lane.campaign.isNull()
            ? m_db.integer("SELECT min(due_at) FROM scheduled_calls WHERE campaign_id = 0 AND phone_number_id = ?"
                           " AND status = {call.pending} AND due_at > ?",
                           lane.number, after)
            : m_db.integer("SELECT min(due_at) FROM scheduled_calls WHERE campaign_id = ? AND status = {call.pending}"
                           " AND due_at > ?",
                           lane.campaign, after);
    return due ? std::optional<WallTime>(WallTime{*due}) : std::nullopt;
}

std::vector<PhoneNumberId> QueueStore::oneOffNumbers()
{
    std::vector<PhoneNumberId> numbers;
    Rows rows = m_db.query(
        "SELECT DISTINCT phone_number_id FROM scheduled_calls WHERE status = {call.pending} AND campaign_id = 0"
        " ORDER BY phone_number_id");
    while (rows.next()) {
        numbers.push_back(rows.id<PhoneNumberId>(0));
    }
    return numbers;
}

std::optional<WallTime> QueueStore::nextDue(WorkspaceId workspace)
{
    const auto due =
        m_db.integer("SELECT min(s.due_at) FROM scheduled_calls s LEFT JOIN campaigns c ON c.id = s.campaign_id"
                     " WHERE s.status = {call.pending} AND s.workspace_id = ? AND (s.campaign_id = 0"
                     " OR c.status = {campaign.active} OR c.kind = {kind.recurring})",
                     workspace);
    return due ? std::optional<WallTime>(WallTime{*due}) : std::nullopt;
}

std::int64_t QueueStore::pendingCount(WorkspaceId workspace)
{
    return m_db
        .integer("SELECT count(*) FROM scheduled_calls WHERE status = {call.pending} AND workspace_id = ?", workspace)
        .value_or(0);
}

std::int64_t QueueStore::pendingCount(CampaignId campaign, WallTime before, std::int64_t atMost)
{
    return m_db
        .integer("SELECT count(*) FROM (SELECT 1 FROM scheduled_calls WHERE campaign_id = ? AND status = {call.pending}"
                 " AND due_at < ? LIMIT ?) AS waiting",
                 campaign, before, atMost)
        .value_or(0);
}

std::vector<ScheduledCall> QueueStore::pendingOf(CampaignId campaign, int limit)
{
    return collect(m_db.query("SELECT " QUEUE_COLUMNS
                              " FROM scheduled_calls WHERE campaign_id = ? AND status = {call.pending}"
                              " ORDER BY due_at, id LIMIT ?",
                              campaign, limit));
}

std::vector<ScheduledCall> QueueStore::undecided(WorkspaceId workspace, int limit)
{
    return collect(m_db.query("SELECT " QUEUE_COLUMNS " FROM scheduled_calls WHERE undecided = 1 AND workspace_id = ?"
                              " ORDER BY +id LIMIT ?",
                              workspace, limit));
}

bool QueueStore::edit(const ScheduledCall &c, const QString &variables)
{
    return m_db.execute(
               "UPDATE scheduled_calls SET to_number = ?, due_at = ?, scheduled_at = ?, expires_at = ?,"
               " timezone = ?, max_attempts = ?, variables = ?, max_hold_seconds = ?,"
               " max_duration_seconds = ?, late_ms = 0, postponed_by = 0 WHERE id = ? AND status = {call.pending}",
               c.to, c.dueAt, c.scheduledAt, c.expiresAt, c.timezone, c.maxAttempts, variables, c.caps.holdSeconds,
               c.caps.durationSeconds, c.id) == 1;
}

QString QueueStore::variables(ScheduledCallId id)
{
    Rows rows = m_db.query("SELECT variables FROM scheduled_calls WHERE id = ?", id);
    return rows.next() ? rows.text(0) : QString();
}

std::optional<ScheduledCall> QueueStore::ofConversation(ConversationId conversation)
{
    // Only calls that were answered before version 8 of the schema have another id than their conversation.
    Rows rows = m_db.query("SELECT " QUEUE_COLUMNS " FROM scheduled_calls WHERE id = ? AND conversation_id = ?"
                           " UNION ALL SELECT " QUEUE_COLUMNS " FROM scheduled_calls WHERE conversation_id = ?"
                           " AND conversation_id <> id",
                           conversation, conversation, conversation);
    return rows.next() ? std::optional<ScheduledCall>(callFrom(rows)) : std::nullopt;
}

std::optional<ScheduledCall> QueueStore::ofShortId(std::int64_t shortId)
{
    Rows rows = m_db.query("SELECT " QUEUE_COLUMNS " FROM scheduled_calls WHERE short_id = ?", shortId);
    return rows.next() ? std::optional<ScheduledCall>(callFrom(rows)) : std::nullopt;
}

void QueueStore::clockWasSet(Milliseconds by, WallTime now)
{
    m_db.execute("UPDATE scheduled_calls SET due_at = due_at + ? WHERE status = {call.pending} AND attempt > 0", by);
    m_db.execute("UPDATE scheduled_calls SET due_at = ?, postponed_by = 0 WHERE status = {call.pending} AND attempt = 0"
                 " AND target_id IS NOT NULL AND due_at > ?",
                 now, now);
    m_db.execute("UPDATE scheduled_calls SET due_at = due_at + ? WHERE status = {call.in_flight}"
                 " AND (attempt > 1 OR target_id IS NOT NULL)"
                 " AND id IN (SELECT scheduled_call_id FROM attempts WHERE state < {attempt.ended}"
                 " UNION ALL SELECT scheduled_call_id FROM attempts WHERE state = {attempt.resolving})",
                 by);
}

void QueueStore::reconsider(WorkspaceId workspace, WallTime now)
{
    Rows moved = m_db.query(
        "UPDATE scheduled_calls SET due_at = CASE WHEN scheduled_at > ? THEN scheduled_at ELSE ? END,"
        " postponed_by = 0 WHERE workspace_id = ? AND status = {call.pending} AND attempt = 0 AND due_at > scheduled_at"
        " AND due_at > ? RETURNING target_id, due_at",
        now, now, workspace, now);
    while (moved.next()) {
        if (!moved.isNull(0)) {
            m_db.execute("UPDATE targets SET next_at = ? WHERE id = ? AND status = {target.scheduled}", moved.time(1),
                         moved.id<TargetId>(0));
        }
    }
}

} // namespace campanile
