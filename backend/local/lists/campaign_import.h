#pragma once

#include "local/backend_core.h"
#include "services/campaign_service.h"

namespace campanile {

/// The import into a campaign that has not finished; its state is None when there is none.
CampaignImport importInto(Connection &db, const BackendCore &core, CampaignId campaign, const CampaignStats &stats);

/// Whether no import stands in the way of a change to the campaign; a Conflict says whether it runs or has failed.
Result<void> mayChangeBeside(Connection &db, const BackendCore &core, CampaignId campaign);

} // namespace campanile
