#pragma once

#include "domain/call.h"
#include "domain/campaign.h"
#include "domain/cron.h"
#include "storage/write_transaction.h"

namespace campanile {

/// The result of one step of the materializer.
struct Materialized {
    int created = 0;
    bool more = false;      ///< its window is not full and there is more to materialize: step again
    int untilNext = 0;      ///< how many rows may leave before its window is half empty and another step is worth it
    bool completed = false; ///< nothing was left of the campaign, and it is completed now
};

/// Materializes a campaign's plan, which means to make scheduled calls of it: of the targets of a bulk campaign as far
/// ahead as one hour at its rate, and of the occurrences of a recurring campaign within the next hour (B1-02…B1-05). A
/// second step over the same plan changes nothing: each target and each occurrence has at most one row, by a unique
/// index.
/// Thread: the writer's. Throws StorageError.
class Materializer {
public:
    /// The most rows of a bulk campaign that may be due within the hour. An hour at 10,000 calls a minute would be too
    /// much for one list, and no more rows than this are dialled before the next step.
    static constexpr int windowRows = 10'000;
    /// The most rows of one campaign in the queue, including those that wait for their hours.
    static constexpr int mostScheduled = 500'000;
    /// The most rows of one step, so that a pass of the gate behind it waits milliseconds.
    static constexpr int stepRows = 1'000;

    explicit Materializer(WriteTransaction &transaction)
        : m_tx(transaction)
    {
    }

    Materialized step(CampaignId id);

    /// Has a recurring campaign that was edited materialized anew: removes its future rows, and the next step makes the
    /// rows of the new plan (B1-19).
    void materializeAnew(CampaignId campaign);

    /// Makes one step of sweeping a cancelled campaign: pending rows become cancelled, and waiting targets skipped.
    /// Returns whether more may be left.
    bool sweepCancelled(CampaignId id);

private:
    Materialized fanOut(const Campaign &campaign);
    Materialized expand(const Campaign &campaign);
    [[nodiscard]] WallTime horizonOf(const Campaign &campaign) const;
    WallTime passOver(const Campaign &campaign, const CronExpression &cron, const TimeZone &zone, WallTime cursor);
    ScheduledCall blank(const Campaign &campaign, WallTime due);

    WriteTransaction &m_tx;
};

} // namespace campanile
