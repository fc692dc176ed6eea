#pragma once

#include "domain/campaign.h"
#include "storage/connection.h"

#include <vector>

namespace campanile {

/// Campaigns and their counters. Thread: the connection's. Throws StorageError.
class CampaignStore {
public:
    explicit CampaignStore(Connection &db)
        : m_db(db)
    {
    }

    [[nodiscard]] std::optional<Campaign> find(CampaignId id);
    /// Newest first.
    [[nodiscard]] std::vector<Campaign> all();
    [[nodiscard]] std::vector<CampaignId> idsWithStatus(CampaignStatus status);
    [[nodiscard]] CampaignId findByFingerprint(const QString &fingerprint);
    [[nodiscard]] bool any();
    /// Counters as of the last flush (WriteTransaction::flushCounts).
    [[nodiscard]] CampaignStats stats(CampaignId id);

    void insert(const Campaign &campaign);
    /// Writes status, times and pause reason.
    void updateLifeCycle(const Campaign &campaign);

    /// Targets from this id on belong to an import that has not finished; null when none is running.
    [[nodiscard]] TargetId importingFrom(CampaignId id);
    void setImportingFrom(CampaignId id, TargetId firstTarget);

private:
    Connection &m_db;
};

} // namespace campanile
