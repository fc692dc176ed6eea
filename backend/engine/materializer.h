#pragma once

#include "storage/write_transaction.h"

namespace campanile {

/// What one step of the materializer came to.
struct Materialized {
    int created = 0;
    bool more = false;      ///< its window is not full and targets are left: step again
    int untilNext = 0;      ///< so many rows may go before its window is half empty and another step is worth it
    bool completed = false; ///< nothing was left of the campaign, and it is completed now
};

/// Turns a campaign's plan into scheduled calls, as far ahead as one hour at its rate (design.md section 6, B1-05). A
/// second step over the same targets changes nothing: each has at most one row, by a unique index.
/// Thread: the writer's. Throws StorageError.
class Materializer {
public:
    /// Rows a campaign has waiting at the most: an hour at 10,000 a minute would be too much for one list, and more
    /// than this is never dialled before the next step.
    static constexpr int windowRows = 10'000;
    /// Rows of one step, so that a gate behind it waits milliseconds.
    static constexpr int stepRows = 1'000;

    explicit Materializer(WriteTransaction &transaction)
        : m_tx(transaction)
    {
    }

    Materialized step(CampaignId campaign);

    /// The rows of a cancelled campaign, pending ones and targets, become cancelled and skipped; one step of it.
    /// Answers whether more are left.
    bool sweepCancelled(CampaignId campaign);

private:
    WriteTransaction &m_tx;
};

} // namespace campanile
