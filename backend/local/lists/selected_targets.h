#pragma once

#include "core/result.h"
#include "local/backend_core.h"
#include "services/target_service.h"
#include "storage/connection.h"

#include <memory>
#include <vector>

namespace campanile {

/// The targets of an action, in list order. Shared by the tasks that the action is cut into, none of which changes it.
using SelectedTargets = std::shared_ptr<const std::vector<TargetId>>;

/// Whom the selection chooses now. Ids that were named by themselves are answered as they are, each once, whether or
/// not there is such a target. NotFound when the workspace has no such campaign; InvalidInput (#/q) for a text that is
/// too long. Throws StorageError.
Result<SelectedTargets> selectTargets(const BackendCore &core, Connection &db, WorkspaceId workspace,
                                      CampaignId campaign, const TargetSelection &selection);

} // namespace campanile
