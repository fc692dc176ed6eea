#include "storage/idempotency_store.h"

namespace campanile {

std::optional<KeptRequest> IdempotencyStore::find(WorkspaceId workspace, const QString &key)
{
    Rows rows = m_db.query("SELECT fingerprint, status, head, body FROM idempotency_keys WHERE workspace_id = ?"
                           " AND key = ?",
                           workspace, key);
    if (!rows.next()) {
        return std::nullopt;
    }
    return KeptRequest{rows.text(0), rows.small(1), std::string(rows.utf8(2)), std::string(rows.utf8(3))};
}

void IdempotencyStore::add(WorkspaceId workspace, const QString &key, const KeptRequest &request, WallTime steadyNow,
                           ScheduledCallId call, ImportId import)
{
    m_db.execute("INSERT INTO idempotency_keys (workspace_id, key, fingerprint, at, status, head, body,"
                 " scheduled_call_id, import_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                 workspace, key, request.fingerprint, steadyNow, request.status, request.head, request.body, call,
                 import);
}

void IdempotencyStore::finish(WorkspaceId workspace, const QString &key, const KeptRequest &request)
{
    m_db.execute("UPDATE idempotency_keys SET status = ?, head = ?, body = ? WHERE workspace_id = ? AND key = ?"
                 " AND status = ?",
                 request.status, request.head, request.body, workspace, key, KeptRequest::inProgress);
}

void IdempotencyStore::forget(WallTime steadyBefore)
{
    m_db.execute("DELETE FROM idempotency_keys WHERE at < ? AND NOT EXISTS (SELECT 1 FROM scheduled_calls s"
                 " WHERE s.id = idempotency_keys.scheduled_call_id AND s.status = {call.in_flight})",
                 steadyBefore);
}

} // namespace campanile
