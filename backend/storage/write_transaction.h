#pragma once

#include "core/ids.h"
#include "domain/change_set.h"
#include "domain/end_reason.h"
#include "domain/status.h"
#include "storage/connection.h"

#include <map>
#include <tuple>

namespace campanile {

/// The kinds of counters a campaign has; values are stored.
enum class CounterKind {
    TargetsByStatus = 0,
    TargetsByOutcome = 1,
    Attempts = 2,
    InFlight = 3,
    RetryDue = 4,          ///< CampaignStats::retryDue
    AnsweredOtherwise = 5, ///< CampaignStats::answeredOtherwise; the key is the outcome
};

/// What a write job works with: the connection inside its transaction, one instant for all it writes, a source of ids,
/// and the notes it leaves about what it changed.
/// Thread: the writer's.
struct WriteTransaction {
    WriteTransaction(Connection &connection, IdSource &idSource, WallTime instant)
        : db(connection)
        , ids(idSource)
        , now(instant)
    {
    }

    Connection &db;
    IdSource &ids;
    const WallTime now;
    ChangeSet changes; ///< published after the commit

    /// Moves a campaign's counter, which is written once per transaction however often it moves.
    void count(CampaignId campaign, CounterKind kind, int key, std::int64_t by)
    {
        if (!campaign.isNull()) {
            m_counts[{campaign, kind, key}] += by;
        }
    }
    void countTarget(CampaignId campaign, TargetStatus from, TargetStatus to, std::int64_t n = 1)
    {
        count(campaign, CounterKind::TargetsByStatus, static_cast<int>(from), -n);
        count(campaign, CounterKind::TargetsByStatus, static_cast<int>(to), n);
    }
    void countOutcome(CampaignId campaign, std::optional<EndReason> from, EndReason to)
    {
        if (from) {
            count(campaign, CounterKind::TargetsByOutcome, static_cast<int>(*from), -1);
        }
        count(campaign, CounterKind::TargetsByOutcome, static_cast<int>(to), 1);
    }
    /// Writes the counters moved so far. The writer calls it before a job's end; a job that must read counters it has
    /// itself moved calls it before.
    void flushCounts();

    /// The sequence of the next event: one more than that of the newest, and never that of one that was pruned.
    [[nodiscard]] std::int64_t nextEvent();
    /// The next short id of a scheduled call; flushCounts writes down how far they go.
    [[nodiscard]] std::int64_t nextShortId();

private:
    std::int64_t m_lastEvent = 0;      // 0: not read yet, or none
    std::int64_t m_lastShortId = 0;    // 0: not read yet
    std::int64_t m_writtenShortId = 0; // what the database has
    std::map<std::tuple<CampaignId, CounterKind, int>, std::int64_t> m_counts;
};

} // namespace campanile
