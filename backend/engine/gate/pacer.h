#pragma once

#include "domain/hold.h"
#include "domain/moment.h"
#include "engine/gate/call_rules.h"
#include "engine/time/clock_history.h"
#include "storage/attempt_store.h"

#include <deque>
#include <map>
#include <utility>

namespace campanile {

/// The second lock on the pace: the calls that this process began in the last minute, counted in its memory by the
/// clock that nobody sets. The first lock, MomentRules, counts in the database, and neither knows of the other. No step
/// of the wall clock and no fault of a row can let more than a minute's calls begin in a minute.
/// Thread: the writer's; one pass of the gate at a time.
class Pacer {
public:
    explicit Pacer(const Clock &clock)
        : m_clock(clock)
    {
    }

    /// Learns the last minute's calls from the database; once, before the first pass.
    void seed(Connection &db, const ClockHistory &history);

    /// What holds a call with these facts at `now`; None when it may go.
    [[nodiscard]] Hold check(const CallFacts &facts, WallTime now);
    /// Counts the call that `check` has just let through.
    void take(const CallFacts &facts);
    /// The pass was committed: what it took is kept.
    void keep();
    /// The pass was undone: what it took never began.
    void forget() { m_taken.clear(); }

private:
    using Key = std::pair<BucketScope, std::int64_t>;

    std::deque<MonoTime> &lastMinute(Key key);

    const Clock &m_clock;
    std::map<Key, std::deque<MonoTime>> m_begun;
    std::map<Key, std::deque<MonoTime>> m_taken; // by the pass under way
};

} // namespace campanile
