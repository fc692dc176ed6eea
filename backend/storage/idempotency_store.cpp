#include "storage/idempotency_store.h"

namespace campanile {

std::optional<KeptRequest> IdempotencyStore::find(WorkspaceId workspace, const QString &key)
{
    Rows rows = m_db.query("SELECT fingerprint, scheduled_call_id FROM idempotency_keys WHERE workspace_id = ?"
                           " AND key = ?",
                           workspace, key);
    return rows.next() ? std::optional(KeptRequest{rows.text(0), rows.id<ScheduledCallId>(1)}) : std::nullopt;
}

void IdempotencyStore::add(WorkspaceId workspace, const QString &key, const KeptRequest &request, WallTime steadyNow)
{
    m_db.execute("INSERT INTO idempotency_keys (workspace_id, key, fingerprint, scheduled_call_id, at)"
                 " VALUES (?, ?, ?, ?, ?)",
                 workspace, key, request.fingerprint, request.call, steadyNow);
}

void IdempotencyStore::forget(WallTime steadyBefore)
{
    m_db.execute("DELETE FROM idempotency_keys WHERE at < ? AND NOT EXISTS (SELECT 1 FROM scheduled_calls s"
                 " WHERE s.id = idempotency_keys.scheduled_call_id AND s.status = {call.in_flight})",
                 steadyBefore);
}

} // namespace campanile
