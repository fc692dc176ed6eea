#pragma once

#include "domain/campaign.h"
#include "storage/connection.h"

#include <map>
#include <optional>
#include <set>

namespace campanile {

/// Judges the circuit breakers of the campaigns whose calls failed in one transaction. It looks at the calls that were
/// dialled before and after each failed one, in the order in which they were dialled (see BreakerHistory). What it
/// looks at are the rows of the attempts, so that nothing is counted twice and a restart forgets nothing.
///
/// A call counts as soon as it is dialled: as one that is no failure, until it fails. Calls whose ending shows nothing
/// of the carrier are passed over, and so are those whose outcome an earlier process did not live to see.
/// Thread: the writer's. Throws StorageError.
class BreakerWatch {
public:
    /// Borrows `db`.
    explicit BreakerWatch(Connection &db)
        : m_db(db)
    {
    }

    /// A call of the campaign has failed, and its row says so.
    void failed(CampaignId campaign, AttemptId attempt) { m_failed[campaign].insert(attempt); }

    /// The campaigns of which a call has failed, with those calls.
    [[nodiscard]] const std::map<CampaignId, std::set<AttemptId>> &failures() const { return m_failed; }

    /// The calls that trip the breaker of the campaign, the last of them in bit 0; nothing when it holds.
    [[nodiscard]] std::optional<BreakerHistory> tripping(const Campaign &campaign);

    /// The last calls of a campaign that its breaker looks at.
    [[nodiscard]] static BreakerHistory lastCalls(Connection &db, CampaignId campaign);

private:
    Connection &m_db;
    std::map<CampaignId, std::set<AttemptId>> m_failed;
};

} // namespace campanile
