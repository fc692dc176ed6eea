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
    /// pace; lets all other campaigns and one-off calls rest; lifts Stop all. What of the copy is lost in a power cut
    /// does not matter from now on.
    void setStage(CampaignId campaign);
    /// Whether this file is such a copy.
    [[nodiscard]] bool isStage();

private:
    Connection &m_db;
};

} // namespace campanile
