#include "local/campaigns/target_hold.h"

#include "engine/gate/call_rules.h"
#include "storage/engine_store.h"

namespace campanile {

namespace {

/// Whether a hold on the engine's board is one of everybody that no rule tells: who is in charge, the machine, or
/// money.
bool holdsEverybody(HoldReason reason)
{
    switch (reason) {
    case HoldReason::Stopped:
    case HoldReason::StorageFailed:
    case HoldReason::DiskLow:
    case HoldReason::NoCredit:
    case HoldReason::SpendLimit:
        return true;
    default:
        return false;
    }
}

} // namespace

Hold holdOfCampaign(const BackendCore &core, Connection &db, CampaignId campaign)
{
    if (EngineStore(db).isStopped()) {
        return {HoldReason::Stopped, {}};
    }
    const Hold told = core.holds.of({campaign, {}});
    return told.reason == HoldReason::Stopped ? Hold{} : told;
}

Hold holdOfTargets(const BackendCore &core, Connection &db, const Campaign &campaign)
{
    if (campaign.kind != CampaignKind::Bulk || campaign.status == CampaignStatus::Draft) {
        return {};
    }
    if (campaign.status != CampaignStatus::Active) {
        return {HoldReason::CampaignNotActive, {}};
    }
    if (const Hold told = holdOfCampaign(core, db, campaign.id); holdsEverybody(told.reason)) {
        return told;
    }
    HoursBook hours;
    CallRules rules(db, hours, core.clock.wall(), core.trunks);
    return rules.standing(rules.factsOf(campaign.id));
}

} // namespace campanile
