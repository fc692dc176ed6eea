#pragma once

#include "local/backend_core.h"

namespace campanile {

/// Deletes a draft, its list and the records of its imports, as CampaignService::remove says. The list goes in slices,
/// so that the gate does not wait; while they go, the draft has the mark of an import that has failed, which keeps it
/// from being started, and makes the next process remove the rest if this one dies.
void removeDraft(BackendCore &core, WorkspaceId workspace, CampaignId campaign, Reply<void> reply);

} // namespace campanile
