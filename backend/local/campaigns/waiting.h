#pragma once

#include "domain/campaign.h"
#include "domain/hold.h"
#include "engine/gate/trunk_board.h"
#include "storage/connection.h"

namespace campanile {

/// What a campaign waits for, and until when, as its rows tell: asked when the engine's board names no hold, as after a
/// start, or between two attempts. None when it is dialling, or is about to within a second, or is not an active bulk
/// campaign. The rules are those of the gate. Thread: the connection's. Throws StorageError.
/// @param trunks null: nothing is known of the trunks
Hold waitingOf(Connection &db, const Campaign &campaign, const CampaignStats &stats, WallTime now,
               const TrunkBoard *trunks);

} // namespace campanile
