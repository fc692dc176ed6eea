#pragma once

#include "domain/campaign.h"
#include "services/workspace_service.h"
#include "storage/write_transaction.h"

namespace campanile {

// What a person without a carrier tries the product with. Thread: the writer's. Each throws StorageError.

/// Adds a scripted agent, a simulated trunk and a number, each where there is none.
Setup addBasics(WriteTransaction &tx, WorkspaceId workspace);

/// Adds a bulk campaign in draft with 200 fictional people.
CampaignId addSampleCampaign(WriteTransaction &tx, const Setup &setup);

} // namespace campanile
