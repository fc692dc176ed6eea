#pragma once

#include "domain/attempt.h"
#include "storage/connection.h"

#include <optional>

namespace campanile {

/// How the call of a target that is on the line stands; nothing when there is none. A target that was reached may still
/// talk, so its status does not tell. Thread: the connection's. Throws StorageError.
std::optional<AttemptState> stateOnTheLine(Connection &db, TargetId target);

} // namespace campanile
