#pragma once

#include "core/e164.h"
#include "domain/ids.h"
#include "domain/number_ledger.h"
#include "storage/connection.h"

namespace campanile {

/// Whose rate a bucket keeps; values are stored.
enum class BucketScope { Workspace = 0, PhoneNumber = 1, Campaign = 2 };

/// What may hold a dial back: buckets, the number ledger, the do-not-call list.
/// Thread: the connection's. Throws StorageError.
class LimitStore {
public:
    explicit LimitStore(Connection &db)
        : m_db(db)
    {
    }

    /// The theoretical arrival time saved for a bucket; nothing when it was never used.
    [[nodiscard]] std::optional<WallTime> bucket(BucketScope scope, std::int64_t id);
    void setBucket(BucketScope scope, std::int64_t id, WallTime tat);

    [[nodiscard]] NumberHistory history(E164 number, ScheduledCallId asking, WallTime now);
    void recordDial(E164 number, WallTime at, ScheduledCallId call);
    /// Takes a dial back that provably never reached the wire.
    void forgetDial(E164 number, WallTime at, ScheduledCallId call);

    /// Whether anybody is on the workspace's do-not-call list.
    [[nodiscard]] bool blocksAnybody(WorkspaceId workspace);
    [[nodiscard]] bool isBlocked(WorkspaceId workspace, E164 number);
    void block(WorkspaceId workspace, E164 number, const QString &source, WallTime at);

private:
    Connection &m_db;
};

} // namespace campanile
