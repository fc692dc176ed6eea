#include "local/lists/target_reads.h"

#include "local/campaigns/target_hold.h"
#include "storage/campaign_store.h"
#include "storage/target_store.h"

namespace campanile {

TargetReads::TargetReads(const BackendCore &core, Connection &db, WorkspaceId workspace)
    : m_core(core)
    , m_db(db)
    , m_workspace(workspace)
    , m_states(db, core.clock.wall())
{
}

std::optional<TargetRow> TargetReads::find(TargetId id)
{
    std::optional<TargetRow> row = m_states.find(id, m_hold);
    if (row && row->campaign != m_campaign) { // the first row, as a rule: what is read together is of one campaign
        turnTo(row->campaign);
        row = m_states.find(id, m_hold);
    }
    return m_isOurs ? row : std::nullopt;
}

std::optional<std::vector<TargetId>> TargetReads::ids(CampaignId campaign, const TargetFilter &filter, TargetId after,
                                                      int limit)
{
    if (!turnTo(campaign)) {
        return std::nullopt;
    }
    return filter.states.isEmpty()
               ? TargetStore(m_db).ids(campaign, filter.status, filter.text, after, limit)
               : m_states.ids(campaign, filter.states, filter.status, filter.text, m_hold, after, limit);
}

/// Finds out what holds the campaign's targets; returns whether the campaign is one of the workspace.
bool TargetReads::turnTo(CampaignId campaign)
{
    if (campaign != m_campaign) {
        const std::optional<Campaign> found = CampaignStore(m_db).find(m_workspace, campaign);
        m_campaign = campaign;
        m_isOurs = found.has_value();
        m_hold = found ? holdOfTargets(m_core, m_db, *found) : Hold{};
    }
    return m_isOurs;
}

} // namespace campanile
