#pragma once

#include "core/e164.h"
#include "domain/do_not_call.h"
#include "domain/ids.h"
#include "domain/moment.h"
#include "domain/number_ledger.h"
#include "storage/connection.h"

#include <optional>
#include <vector>

namespace campanile {

/// The pace of one scope, as it is saved.
struct Bucket {
    WallTime tat;           ///< the theoretical arrival time of the next call
    std::int64_t begun = 0; ///< calls that its minute has counted so far, from the first one on

    friend bool operator==(const Bucket &, const Bucket &) = default;
};

/// What may hold a dial back: buckets, the calls of the last minute, the number ledger, the do-not-call list. One
/// object serves one transaction: it remembers how far the ledger's clock is ahead of the wall clock. Thread: the
/// connection's. Throws StorageError.
class LimitStore {
public:
    explicit LimitStore(Connection &db)
        : m_db(db)
    {
    }

    /// Takes the gate's lock until the transaction ends, so that the passes of several dispatchers count one after the
    /// other. SQLite has one writer, whose transaction is that lock, so there is nothing to do here.
    void takeGateLock() {}

    /// Nothing when it was never used.
    [[nodiscard]] std::optional<Bucket> bucket(BucketScope scope, std::int64_t id);
    void setBucket(BucketScope scope, std::int64_t id, const Bucket &bucket);

    /// The calls that a scope began lately are numbered from 1 in the order in which they began; `Bucket::begun` is the
    /// number of the last one. Answers when the call with this number began; nothing when it is too old to count. The
    /// instants lie on the ledger's clock, which nobody sets, and are answered on the wall clock.
    [[nodiscard]] std::optional<WallTime> begunAt(BucketScope scope, std::int64_t id, std::int64_t call);
    /// Numbers `calls` more calls, the last of which is `last`, as begun at `at`, and forgets those up to `forget`.
    void recordBegun(BucketScope scope, std::int64_t id, std::int64_t last, std::int64_t calls, WallTime at,
                     std::int64_t forget);

    /// How often the workspace called the number lately.
    [[nodiscard]] NumberHistory history(WorkspaceId workspace, E164 number, ScheduledCallId asking, WallTime now);
    /// The same instant on the ledger's clock, which goes on evenly when somebody sets the wall clock.
    [[nodiscard]] WallTime steady(WallTime at) { return at + shift(); }
    /// The wall clock was set forward by `by`, or back. The ledger's clock takes no notice, so the time between two
    /// dials stays what it really was. Called before anything is recorded or asked on the new clock.
    void clockWasSet(Milliseconds by);
    /// Nobody knows how the clock was set while the machine was off. The ledger's clock does not go back: the last dial
    /// counts as made now at the latest, and the time between the dials stays what it was. Otherwise numbers would wait
    /// for an instant that may be a year away.
    void machineWasOff(WallTime now);
    void recordDial(WorkspaceId workspace, E164 number, WallTime at, AttemptId attempt, ScheduledCallId call);
    /// Whether the ledger of any workspace has the dial.
    [[nodiscard]] bool hasDial(E164 number, AttemptId attempt);
    /// Removes the dial of an attempt that was not sent, from every workspace.
    void forgetDial(E164 number, AttemptId attempt);

    /// Whether anybody is on the workspace's do-not-call list.
    [[nodiscard]] bool blocksAnybody(WorkspaceId workspace);
    [[nodiscard]] bool isBlocked(WorkspaceId workspace, E164 number);
    /// Adds the number; one that is listed already keeps its first entry. Answers whether it was new.
    bool block(WorkspaceId workspace, E164 number, const QString &source, WallTime at, const QString &reason = {},
               DoNotCallListId list = {});
    /// A person may be called again. Answers whether the number was listed.
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
