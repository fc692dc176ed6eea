#pragma once

#include "domain/ids.h"
#include "storage/connection.h"

#include <optional>

namespace campanile {

/// What a request with this key was, and what came of it.
struct KeptRequest {
    QString fingerprint;
    ScheduledCallId call;
};

/// Requests that came with a key (B0-20…B0-22): kept in the transaction of what they made.
/// Thread: the connection's. Throws StorageError.
class IdempotencyStore {
public:
    explicit IdempotencyStore(Connection &db)
        : m_db(db)
    {
    }

    [[nodiscard]] std::optional<KeptRequest> find(WorkspaceId workspace, const QString &key);
    /// @param steadyNow on the ledger's clock (LimitStore::steady): setting the wall clock makes no key old
    void add(WorkspaceId workspace, const QString &key, const KeptRequest &request, WallTime steadyNow);
    /// Lets go of keys from before `steadyBefore`, but for those whose call is being dialled: nobody knows yet how it
    /// ends.
    void forget(WallTime steadyBefore);

private:
    Connection &m_db;
};

} // namespace campanile
