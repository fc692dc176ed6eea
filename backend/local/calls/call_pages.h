#pragma once

#include "services/call_service.h"
#include "storage/connection.h"

namespace campanile {

/// The calls with these ids that there are in the workspace, in the order asked for; at most 1,000. Throws
/// StorageError.
std::vector<Call> callsOf(Connection &db, WorkspaceId workspace, const std::vector<AttemptId> &ids);

/// Ids of matching calls, newest first, before `before` (null: from the newest); -1: no limit. InvalidInput for a
/// search text that is too long. Throws StorageError.
Result<std::vector<AttemptId>> matchingCalls(Connection &db, WorkspaceId workspace, const CallFilter &filter,
                                             AttemptId before, int limit);

/// One page, as CallService::page. Throws StorageError.
Result<Page<Call, AttemptId>> pageOfCalls(Connection &db, WorkspaceId workspace, const CallFilter &filter,
                                          AttemptId after, int limit);

} // namespace campanile
