#pragma once

#include "services/campaign_service.h"

namespace campanile {

/// Whether something other than its own plan keeps an active campaign from dialling. Its own calls per minute and its
/// own calls at once do not: that is how it was told to run. Stop all counts.
inline bool isHeld(const CampaignOverview &overview)
{
    return overview.campaign.status == CampaignStatus::Active && overview.hold.isWorthTelling() &&
           overview.hold.reason != HoldReason::CampaignBusy;
}

/// Whether an active campaign makes as many calls at once as it may.
inline bool isAtOwnLimit(const CampaignOverview &overview)
{
    // The hold may be older than the count by an instant.
    return overview.campaign.status == CampaignStatus::Active && overview.hold.reason == HoldReason::CampaignBusy &&
           overview.campaign.maxConcurrent > 0 && overview.stats.inFlight >= overview.campaign.maxConcurrent;
}

} // namespace campanile
