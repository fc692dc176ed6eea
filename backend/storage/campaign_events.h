#pragma once

#include "domain/campaign.h"
#include "domain/event.h"
#include "storage/write_transaction.h"

namespace campanile {

/// Adds an event of a campaign itself, with its status and counters as this transaction leaves them so far.
/// Thread: the writer's. Throws StorageError.
void addCampaignEvent(WriteTransaction &transaction, EventType type, const Campaign &campaign, EventData data = {});

} // namespace campanile
