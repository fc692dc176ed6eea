#include "storage/queue_store.h"

namespace campanile {

namespace {

#define QUEUE_COLUMNS                                                                                                  \
    "id, workspace_id, campaign_id, target_id, phone_number_id, agent_id, to_number, status, due_at, attempt, epoch"

ScheduledCall callFrom(const Rows &rows)
{
    return {rows.id<ScheduledCallId>(0),
            rows.id<WorkspaceId>(1),
            rows.id<CampaignId>(2),
            rows.id<TargetId>(3),
            rows.id<PhoneNumberId>(4),
            rows.id<AgentId>(5),
            rows.number(6),
            rows.as<ScheduledCallStatus>(7),
            rows.time(8),
            rows.small(9),
            rows.small(10)};
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

std::vector<ScheduledCall> QueueStore::due(CampaignId lane, WallTime now, int limit)
{
    return collect(m_db.query("SELECT " QUEUE_COLUMNS " FROM scheduled_calls"
                              " WHERE campaign_id = ? AND status = 0 AND due_at <= ? ORDER BY due_at, id LIMIT ?",
                              lane, now, limit));
}

std::optional<WallTime> QueueStore::nextDue(CampaignId lane)
{
    const auto due = m_db.integer("SELECT min(due_at) FROM scheduled_calls WHERE campaign_id = ? AND status = 0", lane);
    return due ? std::optional<WallTime>(WallTime{*due}) : std::nullopt;
}

std::optional<WallTime> QueueStore::nextDue()
{
    const auto due = m_db.integer("SELECT min(s.due_at) FROM scheduled_calls s JOIN campaigns c ON c.id = s.campaign_id"
                                  " WHERE s.status = 0 AND c.status = 1");
    return due ? std::optional<WallTime>(WallTime{*due}) : std::nullopt;
}

std::int64_t QueueStore::pendingCount()
{
    return m_db.integer("SELECT count(*) FROM scheduled_calls WHERE status = 0").value_or(0);
}

std::int64_t QueueStore::pendingCount(CampaignId lane, std::int64_t atMost)
{
    return m_db
        .integer("SELECT count(*) FROM (SELECT 1 FROM scheduled_calls WHERE campaign_id = ? AND status = 0 LIMIT ?)",
                 lane, atMost)
        .value_or(0);
}

std::vector<ScheduledCall> QueueStore::pendingOf(CampaignId lane, int limit)
{
    return collect(m_db.query("SELECT " QUEUE_COLUMNS " FROM scheduled_calls WHERE campaign_id = ? AND status = 0"
                              " ORDER BY due_at, id LIMIT ?",
                              lane, limit));
}

bool QueueStore::insert(const ScheduledCall &c)
{
    return m_db.execute("INSERT INTO scheduled_calls (" QUEUE_COLUMNS
                        ") VALUES (?, ?, ?, nullif(?, 0), ?, ?, ?, ?, ?, ?, ?)"
                        " ON CONFLICT DO NOTHING",
                        c.id, c.workspace, c.campaign, c.target, c.fromNumber, c.agent, c.to, c.status, c.dueAt,
                        c.attempt, c.epoch) == 1;
}

bool QueueStore::claim(ScheduledCallId id, int epoch, WallTime now)
{
    return m_db.execute("UPDATE scheduled_calls SET status = 1, epoch = epoch + 1, attempt = attempt + 1"
                        " WHERE id = ? AND status = 0 AND epoch = ? AND due_at <= ?",
                        id, epoch, now) == 1;
}

void QueueStore::postpone(ScheduledCallId id, WallTime until)
{
    m_db.execute("UPDATE scheduled_calls SET due_at = ? WHERE id = ? AND status = 0", until, id);
}

void QueueStore::retryAt(ScheduledCallId id, WallTime dueAt)
{
    m_db.execute("UPDATE scheduled_calls SET status = 0, due_at = ? WHERE id = ? AND status = 1", dueAt, id);
}

void QueueStore::finish(ScheduledCallId id, ScheduledCallStatus status, std::optional<EndReason> lastError)
{
    m_db.execute("UPDATE scheduled_calls SET status = ?, last_error = ? WHERE id = ?", status, lastError, id);
}

void QueueStore::takeBack(ScheduledCallId id, WallTime dueAt)
{
    m_db.execute("UPDATE scheduled_calls SET status = 0, attempt = attempt - 1, due_at = ? WHERE id = ? AND status = 1",
                 dueAt, id);
}

} // namespace campanile
