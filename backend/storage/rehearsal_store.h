#pragma once

#include "domain/ids.h"
#include "storage/connection.h"

namespace campanile {

/// Turns a copy of the database into a stage, on which a campaign runs as it would in reality and nobody is called.
/// Thread: the connection's. Throws StorageError.
class RehearsalStore {
public:
    explicit RehearsalStore(Connection &copy)
        : m_db(copy)
    {
    }

    /// Marks the copy for good, so that no program takes it for data. Gives every trunk the simulated carrier at the
    /// speed of real time, pauses all other campaigns together with their queues, and ends Stop all. A power cut may
    /// damage the copy from now on, which does not matter. RowMoves::clearStage cancels the one-off calls.
    void setStage(CampaignId campaign);
    /// Whether this file is such a copy.
    [[nodiscard]] bool isStage();

private:
    Connection &m_db;
};

} // namespace campanile
