#pragma once

#include "engine/gate/trunk_board.h"
#include "services/queue_service.h"
#include "storage/write_transaction.h"

namespace campanile {

/// Whether the values of a new call are in range. InvalidInput with a pointer.
Result<void> checkNewCall(const NewCall &fresh);
/// Checks the same of a call that is being edited.
Result<void> checkCall(const ScheduledCall &call);

/// Whether a one-off call may be accepted, as far as that can be told before it is due. The gate checks again when the
/// call is dialled. Errors as QueueService::place. Thread: the writer's.
/// @param trunks asked for a new call that is to be dialled now; null: nothing is known of the trunks
Result<void> acceptCall(WriteTransaction &tx, const ScheduledCall &call, const TrunkBoard *trunks);

} // namespace campanile
