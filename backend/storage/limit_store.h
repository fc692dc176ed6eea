#pragma once

#include "core/e164.h"
#include "domain/do_not_call.h"
#include "domain/ids.h"
#include "domain/number_ledger.h"
#include "storage/connection.h"

#include <optional>
#include <vector>

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
    /// Dials "in the future" were made before somebody set the clock back: they count as made at `now`, or their numbers
    /// would wait for an instant that may be a year away.
    void bringBack(WallTime now);
    void recordDial(E164 number, WallTime at, ScheduledCallId call);
    /// Takes a dial back that provably never reached the wire.
    void forgetDial(E164 number, WallTime at, ScheduledCallId call);

    /// Whether anybody is on the workspace's do-not-call list.
    [[nodiscard]] bool blocksAnybody(WorkspaceId workspace);
    [[nodiscard]] bool isBlocked(WorkspaceId workspace, E164 number);
    /// A number that is listed already keeps its first entry; answers whether it was new.
    bool block(WorkspaceId workspace, E164 number, const QString &source, WallTime at, const QString &reason = {},
               DoNotCallListId list = {});
    /// A person took their wish back. Answers whether the number was listed.
    bool unblock(WorkspaceId workspace, E164 number);
    [[nodiscard]] std::optional<DoNotCallEntry> findBlocked(WorkspaceId workspace, E164 number);
    /// Entries by number, from the one after `after` on.
    [[nodiscard]] std::vector<DoNotCallEntry> blocked(WorkspaceId workspace, E164 after, int limit);
    [[nodiscard]] std::int64_t blockedCount(WorkspaceId workspace);
    void addList(const DoNotCallList &list, WorkspaceId workspace);
    [[nodiscard]] std::vector<DoNotCallList> lists(WorkspaceId workspace);

private:
    Connection &m_db;
};

} // namespace campanile
