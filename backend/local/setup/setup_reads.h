#pragma once

#include "services/workspace_service.h"
#include "storage/connection.h"

namespace campanile {

/// What is set up in a workspace. Throws StorageError.
Setup setupOf(Connection &db, WorkspaceId workspace);

} // namespace campanile
