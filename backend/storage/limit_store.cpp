#include "storage/limit_store.h"

#include "storage/row_cursor.h"

namespace campanile {

std::optional<Bucket> LimitStore::bucket(BucketScope scope, std::int64_t id)
{
    Rows rows = m_db.query("SELECT tat, begun FROM buckets WHERE scope = ? AND scope_id = ?", scope, id);
    return rows.next() ? std::optional<Bucket>(Bucket{rows.time(0), rows.integer(1)}) : std::nullopt;
}

void LimitStore::setBucket(BucketScope scope, std::int64_t id, const Bucket &bucket)
{
    m_db.execute("INSERT INTO buckets (scope, scope_id, tat, begun) VALUES (?, ?, ?, ?)"
                 " ON CONFLICT (scope, scope_id) DO UPDATE SET tat = excluded.tat, begun = excluded.begun",
                 scope, id, bucket.tat, bucket.begun);
}

std::optional<WallTime> LimitStore::begunAt(BucketScope scope, std::int64_t id, std::int64_t call)
{
    Rows rows = m_db.query("SELECT at, last_call - calls FROM minute_calls WHERE scope = ? AND scope_id = ?"
                           " AND last_call >= ? ORDER BY last_call LIMIT 1",
                           scope, id, call);
    if (!rows.next() || rows.integer(1) >= call) {
        return std::nullopt;
    }
    return rows.time(0) - shift();
}

void LimitStore::recordBegun(BucketScope scope, std::int64_t id, std::int64_t last, std::int64_t calls, WallTime at,
                             std::int64_t forget)
{
    m_db.execute("INSERT INTO minute_calls (scope, scope_id, last_call, calls, at) VALUES (?, ?, ?, ?, ?)", scope, id,
                 last, calls, steady(at));
    if (forget > 0) {
        m_db.execute("DELETE FROM minute_calls WHERE scope = ? AND scope_id = ? AND last_call <= ?", scope, id, forget);
    }
}

NumberHistory LimitStore::history(WorkspaceId workspace, E164 number, ScheduledCallId asking, WallTime now)
{
    constexpr Milliseconds day{24 * 3'600'000};
    NumberHistory history;
    const Milliseconds ahead = shift();
    Rows rows = m_db.query("SELECT at, scheduled_call_id FROM dial_ledger WHERE number = ? AND workspace_id = ?"
                           " AND at > ? ORDER BY at",
                           number, workspace, now - day * 7 + ahead);
    while (rows.next()) {
        const WallTime at = rows.time(0) - ahead;
        if (history.lastWeek++ == 0) {
            history.oldestOfWeek = at;
        }
        if (at > now - day && history.lastDay++ == 0) {
            history.oldestOfDay = at;
        }
        (rows.id<ScheduledCallId>(1) == asking ? history.lastOwnAt : history.lastOtherAt) = at;
    }
    return history;
}

Milliseconds LimitStore::shift()
{
    if (!m_shift) {
        m_shift = Milliseconds(m_db.integer("SELECT ledger_shift FROM engine").value_or(0));
    }
    return *m_shift;
}

void LimitStore::clockWasSet(Milliseconds by)
{
    m_shift.reset();
    m_db.execute("UPDATE engine SET ledger_shift = ledger_shift - ?", by);
}

void LimitStore::machineWasOff(WallTime now)
{
    m_shift.reset();
    m_db.execute("UPDATE engine SET ledger_shift = coalesce((SELECT max(at) FROM dial_ledger), 0) - ?"
                 " WHERE ledger_shift < coalesce((SELECT max(at) FROM dial_ledger), 0) - ?",
                 now, now);
}

void LimitStore::recordDial(WorkspaceId workspace, E164 number, WallTime at, AttemptId attempt, ScheduledCallId call)
{
    m_db.execute("INSERT INTO dial_ledger (number, workspace_id, at, attempt_id, scheduled_call_id)"
                 " VALUES (?, ?, ?, ?, ?)",
                 number, workspace, steady(at), attempt, call);
}

bool LimitStore::hasDial(E164 number, AttemptId attempt)
{
    return m_db.integer("SELECT 1 FROM dial_ledger WHERE number = ? AND attempt_id = ? LIMIT 1", number, attempt)
        .has_value();
}

void LimitStore::forgetDial(E164 number, AttemptId attempt)
{
    m_db.execute("DELETE FROM dial_ledger WHERE number = ? AND attempt_id = ?", number, attempt);
}

bool LimitStore::blocksAnybody(WorkspaceId workspace)
{
    return m_db.integer("SELECT 1 FROM do_not_call WHERE workspace_id = ? LIMIT 1", workspace).has_value();
}

bool LimitStore::isBlocked(WorkspaceId workspace, E164 number)
{
    return m_db.integer("SELECT 1 FROM do_not_call WHERE workspace_id = ? AND number = ?", workspace, number)
        .has_value();
}

bool LimitStore::block(WorkspaceId workspace, E164 number, const QString &source, WallTime at, const QString &reason,
                       DoNotCallListId list)
{
    return m_db.execute("INSERT INTO do_not_call (workspace_id, number, source, added_at, reason, list_id)"
                        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (workspace_id, number) DO NOTHING",
                        workspace, number, source, at, reason, list) == 1;
}

bool LimitStore::unblock(WorkspaceId workspace, E164 number)
{
    return m_db.execute("DELETE FROM do_not_call WHERE workspace_id = ? AND number = ?", workspace, number) == 1;
}

std::optional<DoNotCallEntry> LimitStore::findBlocked(WorkspaceId workspace, E164 number)
{
    Rows rows = m_db.query("SELECT number, source, reason, added_at FROM do_not_call WHERE workspace_id = ?"
                           " AND number = ?",
                           workspace, number);
    if (!rows.next()) {
        return std::nullopt;
    }
    return DoNotCallEntry{rows.number(0), rows.text(1), rows.text(2), rows.time(3)};
}

std::vector<DoNotCallEntry> LimitStore::blocked(WorkspaceId workspace, E164 after, int limit)
{
    std::vector<DoNotCallEntry> entries;
    Rows rows = m_db.query("SELECT number, source, reason, added_at FROM do_not_call WHERE workspace_id = ?"
                           " AND number > ? ORDER BY number LIMIT ?",
                           workspace, after, limit);
    while (rows.next()) {
        entries.push_back({rows.number(0), rows.text(1), rows.text(2), rows.time(3)});
    }
    return entries;
}

std::int64_t LimitStore::blockedCount(WorkspaceId workspace)
{
    return m_db.integer("SELECT count(*) FROM do_not_call WHERE workspace_id = ?", workspace).value_or(0);
}

void LimitStore::addList(const DoNotCallList &list, WorkspaceId workspace)
{
    m_db.execute("INSERT INTO do_not_call_lists (id, workspace_id, name, source, as_of, added_at)"
                 " VALUES (?, ?, ?, ?, ?, ?)",
                 list.id, workspace, list.name, list.source, list.asOf, list.addedAt);
}

std::vector<DoNotCallList> LimitStore::lists(WorkspaceId workspace)
{
    std::vector<DoNotCallList> lists;
    Rows rows = m_db.query("SELECT l.id, l.name, l.source, l.as_of, l.added_at,"
                           " (SELECT count(*) FROM do_not_call d WHERE d.list_id = l.id) FROM do_not_call_lists l"
                           " WHERE l.workspace_id = ? ORDER BY l.id",
                           workspace);
    while (rows.next()) {
        DoNotCallList list;
        RowCursor(rows) >> list.id >> list.name >> list.source >> list.asOf >> list.addedAt >> list.entries;
        lists.push_back(std::move(list));
    }
    return lists;
}

} // namespace campanile
