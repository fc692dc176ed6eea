#pragma once

#include "core/result.h"
#include "domain/campaign.h"

namespace campanile {

/// Applies an edit, or says what forbids it: InvalidInput with a pointer; Conflict when the campaign has ended, when it
/// is a bulk campaign that is no draft, and for what only a draft lets be changed. `from` is not looked at: whoever
/// knows the phone numbers of the workspace puts it into `fromNumber`.
Result<void> applyEdit(const CampaignEdit &edit, Campaign &campaign, WallTime now);

} // namespace campanile
