#pragma once

#include "domain/campaign.h"
#include "domain/hold.h"
#include "local/backend_core.h"

namespace campanile {

/// What holds an active campaign, as the engine's board tells it; but Stop all holds from the moment on in which it is
/// written down, and no longer than that, while the board learns of it at the next turn of the campaign's lane. None
/// when nothing does. Thread: the connection's. Throws StorageError.
Hold holdOfCampaign(const BackendCore &core, Connection &db, CampaignId campaign);

/// What holds every waiting target of a campaign, as `standingOf` takes it; None when nothing does. A draft holds
/// nobody: its people wait for the start. Limits do not hold people either, because a campaign that runs at its limit
/// calls one of them after the other; nor do hours and ledgers that hold some numbers and not others, because their
/// calls are postponed one by one. Thread: the connection's. Throws StorageError.
Hold holdOfTargets(const BackendCore &core, Connection &db, const Campaign &campaign);

} // namespace campanile
