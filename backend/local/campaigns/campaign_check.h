#pragma once

#include "core/result.h"
#include "domain/campaign.h"

namespace campanile {

/// Whether the values of a new campaign are in range and its plan can be read. InvalidInput with a pointer.
Result<void> checkNewCampaign(const NewCampaign &campaign);

/// The same of a campaign, without its agent and its caller ID.
Result<void> checkSettings(const Campaign &campaign);

/// InvalidInput with a pointer for a grace out of range.
Result<void> checkMisfireGrace(Milliseconds grace);

/// The draft that these values make. They must have been checked.
Campaign campaignOf(const NewCampaign &fresh);

/// A draft after the pattern of a campaign; InvalidInput with a pointer for a bad name.
Result<Campaign> copyOf(const Campaign &pattern, const CampaignCopy &changes);

/// InvalidInput with a pointer for a limit out of range.
Result<void> checkSpendLimit(Money limit);

/// Whether a list can be added to the campaign; a Conflict says why not.
Result<void> mayTakeTargets(const Campaign &campaign);

/// The Conflict of a campaign into which an import is running.
Error importRunning();
/// The Conflict of a campaign into which an import has failed that is not undone yet.
Error importFailed();

/// Whether a recurring plan has any occurrence left after `now`; a Conflict says that it has none.
Result<void> checkStillDue(const Recurrence &recurrence, WallTime now);

} // namespace campanile
