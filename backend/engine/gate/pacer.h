#pragma once

#include "domain/gcra.h"
#include "engine/gate/hold_board.h"
#include "engine/time/clock_history.h"
#include "storage/attempt_store.h"
#include "storage/limit_store.h"

#include <deque>
#include <map>
#include <set>
#include <utility>

namespace campanile {

/// The rates that bind one call; 0 is no limit.
struct CallRates {
    WorkspaceId workspace;
    int workspacePerMinute = 0;
    PhoneNumberId number;
    int numberPerMinute = 0;
    CampaignId campaign;
    int campaignPerMinute = 0;
};

/// Says when the next call may go. Two locks that know nothing of each other: three buckets, whose state lives in the
/// database and moves in the gate's transaction, and a count of the calls really begun in the last minute.
/// Thread: the writer's; one pass of the gate at a time.
class Pacer {
public:
    explicit Pacer(const Clock &clock)
        : m_clock(clock)
    {
    }

    /// Learns the last minute's calls from the database; once, before the first pass.
    void seed(Connection &db, const ClockHistory &history);

    /// What holds a call with these rates at `now`; None when it may go.
    [[nodiscard]] Hold check(Connection &db, const CallRates &rates, WallTime now);
    /// Counts the call that `check` has just let through.
    void take(const CallRates &rates, WallTime now);
    /// Writes the buckets that moved. A pass that fails instead must call `forget`.
    void save(Connection &db);
    /// Drops what was not saved: the transaction was undone. The minute's count keeps what it has, which errs towards
    /// fewer calls.
    void forget() { m_buckets.clear(); }

private:
    using Key = std::pair<BucketScope, std::int64_t>;
    struct Bucket {
        WallTime tat;
        bool moved = false;
    };

    [[nodiscard]] Hold checkOne(Connection &db, Key key, int perMinute, HoldReason reason, WallTime now);
    [[nodiscard]] Bucket &bucket(Connection &db, Key key, const Gcra &gcra, WallTime now);
    void takeOne(Key key, int perMinute, WallTime now);
    std::deque<MonoTime> &lastMinute(Key key);

    const Clock &m_clock;
    std::map<Key, Bucket> m_buckets;             // of the pass under way
    std::set<Key> m_armed;                       // read by this process before, so not to be re-armed
    std::map<Key, std::deque<MonoTime>> m_begun; // by monotonic time: no step of the clock can empty or stall it
};

} // namespace campanile
