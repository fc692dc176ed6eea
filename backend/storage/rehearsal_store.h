#pragma once

#include "domain/ids.h"
#include "storage/connection.h"

namespace campanile {

/// Makes a copy of the database into a stage, on which a campaign runs as it would in life and nobody is rung.
/// Thread: the connection's. Throws StorageError.
class RehearsalStore {
public:
    explicit RehearsalStore(Connection &copy)
        : m_db(copy)
    {
    }

    /// Marks the copy for good, so that nobody takes it for data; gives every trunk the simulated carrier, at life's
    /// pace; lets all other campaigns rest; lifts Stop all. A power cut may damage the copy from now on, which does not
    /// matter. One-off calls are for RowMoves::clearStage.
    void setStage(CampaignId campaign);
    /// Whether this file is such a copy.
    [[nodiscard]] bool isStage();

private:
    Connection &m_db;
};

} // namespace campanile
