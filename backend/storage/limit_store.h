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

/// What may hold a dial back: buckets, the number ledger, the do-not-call list. One object serves one transaction: it
/// remembers how far the ledger's clock is ahead of the wall clock.
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
    /// The same instant on the ledger's clock, which goes on evenly whatever the wall clock is set to.
    [[nodiscard]] WallTime steady(WallTime at) { return at + shift(); }
    /// The wall clock was set by so much: past dials come to lie so much later on it, or earlier, and the time between
    /// them stays what it really was. Said before anything else is recorded or asked on the new clock.
    void clockWasSet(Milliseconds by);
    /// Nobody knows what was done to the clock while the machine was off. A dial that would come to lie in the future
    /// was made just now, and so many before it that the time between them stays what it was: otherwise numbers would
    /// wait for an instant that may be a year away.
    void machineWasOff(WallTime now);
    void recordDial(E164 number, WallTime at, AttemptId attempt, ScheduledCallId call);
    [[nodiscard]] bool hasDial(E164 number, AttemptId attempt);
    /// Takes a dial back that provably never reached the wire.
    void forgetDial(E164 number, AttemptId attempt);

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
    [[nodiscard]] Milliseconds shift();

    Connection &m_db;
    std::optional<Milliseconds> m_shift; // of the ledger's clock, once it was asked for
};

} // namespace campanile
