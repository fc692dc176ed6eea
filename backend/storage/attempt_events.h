#pragma once

#include "domain/attempt.h"
#include "domain/event.h"
#include "storage/write_transaction.h"

namespace campanile {

/// Adds an event of an attempt, with the ids of all that it belongs to. `at` is the instant of what happened.
/// Thread: the writer's. Throws StorageError.
void addAttemptEvent(WriteTransaction &transaction, EventType type, const Attempt &attempt, WallTime at,
                     const EventData &data);

} // namespace campanile
