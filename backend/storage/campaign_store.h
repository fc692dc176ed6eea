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
    [[nodiscard]] std::optional<Campaign> find(WorkspaceId workspace, CampaignId id);
    /// Those of a workspace, newest first.
    [[nodiscard]] std::vector<Campaign> all(WorkspaceId workspace);
    [[nodiscard]] std::vector<CampaignId> idsWithStatus(CampaignStatus status);
    /// Recurring campaigns that are not active, but may have calls in the queue that still fire.
    [[nodiscard]] std::vector<CampaignId> firing();
    [[nodiscard]] CampaignId findByFingerprint(WorkspaceId workspace, const QString &fingerprint);
    [[nodiscard]] bool any(WorkspaceId workspace);
    /// Counters as of the last flush (WriteTransaction::flushCounts).
    [[nodiscard]] CampaignStats stats(CampaignId id);
    /// The same of its calls on the wire alone.
    [[nodiscard]] std::int64_t inFlight(CampaignId id);

    void insert(const Campaign &campaign);
    /// Writes status, times and pause reason.
    void updateLifeCycle(const Campaign &campaign);

    /// Writes what an edit may change.
    void updatePlan(const Campaign &campaign);

    /// Removes a draft that has neither targets nor imports, with its counters; false when it is no draft.
    [[nodiscard]] bool removeDraft(CampaignId id);

    /// Occurrences of a recurring campaign before this instant have been looked at.
    [[nodiscard]] WallTime expandedTo(CampaignId id);
    void setExpandedTo(CampaignId id, WallTime instant);
    /// The revision of the plan, which grows when the plan moves to another zone: nine o'clock there is another
    /// occurrence.
    [[nodiscard]] int planRevision(CampaignId id);
    void raisePlanRevision(CampaignId id);
    /// The circuit breaker looks at the calls that were dialled after this one; null: at all of them.
    [[nodiscard]] AttemptId breakerSince(CampaignId id);
    /// From now on the breaker looks at new calls only, so that neither an earlier failure nor a call that is on the
    /// line now counts.
    void startBreakerAnew(CampaignId id);
    void setSpendLimit(CampaignId id, Money limit);
    void addSpent(CampaignId id, Money amount);
    /// Whether the campaign waits for credit and an event has said so.
    [[nodiscard]] bool isHeldForCredit(CampaignId id);
    void setHeldForCredit(CampaignId id, bool held);

    /// The fingerprint of its people (PeopleFingerprint); 0 when it has none, or they are older than fingerprints.
    [[nodiscard]] std::int64_t people(CampaignId id);
    void setPeople(CampaignId id, std::int64_t fingerprint);

    /// Targets from this id on belong to an import that has neither finished nor been undone; null when there is none.
    /// No other target of the campaign has so high an id, because whoever begins an import takes one above them all.
    [[nodiscard]] TargetId importingFrom(CampaignId id);
    void setImportingFrom(CampaignId id, TargetId firstTarget);

private:
    Connection &m_db;
};

} // namespace campanile
