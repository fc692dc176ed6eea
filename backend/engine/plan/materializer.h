#pragma once

#include "domain/call.h"
#include "domain/campaign.h"
#include "domain/cron.h"
#include "storage/write_transaction.h"

namespace campanile {

/// What one step of the materializer came to.
struct Materialized {
    int created = 0;
    bool more = false;      ///< its window is not full and there is more to lay out: step again
    int untilNext = 0;      ///< so many rows may go before its window is half empty and another step is worth it
    bool completed = false; ///< nothing was left of the campaign, and it is completed now
};

/// Turns a campaign's plan into scheduled calls: the targets of a bulk campaign as far ahead as one hour at its rate,
/// the occurrences of a recurring one within the next hour (B1-02…B1-05). A second step over the
/// same plan changes nothing: each target and each occurrence has at most one row, by a unique index.
/// Thread: the writer's. Throws StorageError.
class Materializer {
public:
    /// Rows of a bulk campaign that may be due within the hour at the most: an hour at 10,000 a minute would be too
    /// much for one list, and more than this is never dialled before the next step.
    static constexpr int windowRows = 10'000;
    /// Rows of one campaign in the queue at the most, those that wait for their hours included.
    static constexpr int mostScheduled = 500'000;
    /// Rows of one step, so that a gate behind it waits milliseconds.
    static constexpr int stepRows = 1'000;

    explicit Materializer(WriteTransaction &transaction)
        : m_tx(transaction)
    {
    }

    Materialized step(CampaignId id);

    /// A recurring campaign was edited: what it had laid out for the time to come goes, and the next step lays it out
    /// again (B1-19).
    void layOutAnew(CampaignId campaign);

    /// The rows of a cancelled campaign, pending ones and targets, become cancelled and skipped; one step of it.
    /// Answers whether more are left.
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
