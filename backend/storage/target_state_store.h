#pragma once

#include "domain/target_state.h"
#include "storage/connection.h"

#include <functional>
#include <map>
#include <vector>

namespace campanile {

/// The targets of bulk campaigns as people see them: each with its state, which `standingOf` alone derives, and how
/// many are in each. One store serves reads at one instant; what it reads agrees when they are made in one snapshot.
/// Thread: the connection's. Throws StorageError.
class TargetStateStore {
public:
    /// @param now  by which it is told whether a postponed call still waits
    TargetStateStore(Connection &db, WallTime now)
        : m_db(db)
        , m_now(now)
    {
    }

    /// @param campaign  what holds every waiting target of the row's campaign
    [[nodiscard]] std::optional<TargetRow> find(TargetId id, const Hold &campaign);
    /// Which targets are in one of these states, in list order, after `after`; `limit` < 0: all. `status` and `text` as
    /// TargetFilter says.
    [[nodiscard]] std::vector<TargetId> ids(CampaignId campaign, TargetStates states,
                                            std::optional<TargetStatus> status, const QString &text, const Hold &hold,
                                            TargetId after, int limit);
    /// Shows all of those together with how they stand, in no order.
    void visit(CampaignId campaign, TargetStates states, std::optional<TargetStatus> status, const QString &text,
               const Hold &hold, const std::function<void(TargetId, const TargetStanding &)> &show);
    /// The campaign's attempts that have not ended; of whatever kind it is.
    /// @param stats  of the same snapshot
    [[nodiscard]] OpenAttempts open(CampaignId campaign, const CampaignStats &stats);
    /// How many targets are in each state. No list is counted for it.
    /// @param stats  of the same snapshot, as is `open`
    [[nodiscard]] TargetStateCounts counts(CampaignId campaign, const CampaignStats &stats, const OpenAttempts &open,
                                           const Hold &hold);

private:
    using Open = std::map<TargetId, TargetAttempt>;

    [[nodiscard]] Open openTargets(CampaignId campaign);
    [[nodiscard]] PostponedCalls postponed(CampaignId campaign);

    Connection &m_db;
    const WallTime m_now;
};

} // namespace campanile
