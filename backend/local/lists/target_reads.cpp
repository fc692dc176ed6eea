#include "local/lists/target_reads.h"

#include "local/campaigns/target_hold.h"
#include "storage/campaign_store.h"
#include "storage/target_order_store.h"
#include "storage/target_store.h"

namespace campanile {

namespace {

/// Whether a column shows how a target stands, which no table has.
bool isOfStanding(TargetColumn column)
{
    return column == TargetColumn::State || column == TargetColumn::Reason;
}

/// By what targets are put in order that stand so.
std::optional<std::int64_t> keyOf(const TargetStanding &standing, TargetColumn column)
{
    constexpr std::int64_t behindEndings = 1'000; // more than any EndReason
    if (column == TargetColumn::State) {
        return static_cast<std::int64_t>(standing.state);
    }
    if (standing.state == TargetState::Held) {
        return behindEndings + static_cast<std::int64_t>(standing.heldBy);
    }
    return standing.reason ? std::optional(static_cast<std::int64_t>(*standing.reason)) : std::nullopt;
}

TargetStates anyState()
{
    TargetStates states;
    for (const TargetState state : allTargetStates) {
        states.add(state);
    }
    return states;
}

} // namespace

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

std::optional<RowOrder> TargetReads::ordered(CampaignId campaign, const TargetFilter &filter, TargetOrder order)
{
    if (!turnTo(campaign)) {
        return std::nullopt;
    }
    if (isOfStanding(order.by)) {
        return orderedByStanding(campaign, filter, order);
    }
    TargetOrderStore orders(m_db);
    return filter.states.isEmpty() ? orders.ordered(campaign, filter.status, filter.text, order)
                                   : orders.ordered(campaign, *ids(campaign, filter, {}, -1), order);
}

RowOrder TargetReads::orderedByStanding(CampaignId campaign, const TargetFilter &filter, TargetOrder order)
{
    RowOrder result(order.isDescending ? RowOrder::Direction::Descending : RowOrder::Direction::Ascending);
    const TargetStates states = filter.states.isEmpty() ? anyState() : filter.states;
    m_states.visit(campaign, states, filter.status, filter.text, m_hold,
                   [&result, order](TargetId id, const TargetStanding &standing) {
                       result.add(id.value, keyOf(standing, order.by));
                   });
    return result;
}

std::optional<std::vector<std::int64_t>> TargetReads::firstOrdered(CampaignId campaign, const TargetFilter &filter,
                                                                   TargetOrder order, int most)
{
    const bool isOfTable = !isOfStanding(order.by) && filter.states.isEmpty() && filter.text.trimmed().isEmpty();
    return isOfTable && turnTo(campaign) ? TargetOrderStore(m_db).first(campaign, filter.status, order, most)
                                         : std::nullopt;
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
