#pragma once

#include "core/row_order.h"
#include "local/backend_core.h"
#include "services/target_service.h"
#include "storage/target_state_store.h"

namespace campanile {

/// The targets of a workspace as faces see them: every read of the target service goes through here, so that a filter
/// means the same and a state is derived in the same way for a table, a page and an action on many. One object serves
/// one snapshot. Thread: the connection's. Throws StorageError.
class TargetReads {
public:
    TargetReads(const BackendCore &core, Connection &db, WorkspaceId workspace);

    /// Nothing when the workspace has no such target.
    [[nodiscard]] std::optional<TargetRow> find(TargetId id);
    /// Which targets of the campaign match, in list order, after `after`; `limit` < 0: all. Nothing when the workspace
    /// has no such campaign.
    [[nodiscard]] std::optional<std::vector<TargetId>> ids(CampaignId campaign, const TargetFilter &filter,
                                                           TargetId after, int limit);
    /// All that match, in another order. Nothing when the workspace has no such campaign.
    [[nodiscard]] std::optional<RowOrder> ordered(CampaignId campaign, const TargetFilter &filter, TargetOrder order);
    /// The first `most` ids of that order when they can be had much sooner than all; otherwise nothing.
    [[nodiscard]] std::optional<std::vector<std::int64_t>> firstOrdered(CampaignId campaign, const TargetFilter &filter,
                                                                        TargetOrder order, int most);

private:
    bool turnTo(CampaignId campaign);
    [[nodiscard]] RowOrder orderedByStanding(CampaignId campaign, const TargetFilter &filter, TargetOrder order);

    const BackendCore &m_core;
    Connection &m_db;
    const WorkspaceId m_workspace;
    TargetStateStore m_states;
    CampaignId m_campaign; // whose hold is known
    bool m_isOurs = false; // the campaign belongs to the workspace
    Hold m_hold;
};

} // namespace campanile
