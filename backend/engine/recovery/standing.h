#pragma once

#include "domain/attempt.h"
#include "storage/process_store.h"
#include "storage/write_transaction.h"

#include <vector>

namespace campanile {

/// Where a process stands among those that serve the database, as one transaction found it and made it.
struct Standing {
    bool isAlive = false;  ///< false: it was declared dead and must never dial again; nothing else is filled in then
    bool inCharge = false; ///< it holds the scheduler's lease
    std::vector<LivingProcess> others;
    ProcessId newest; ///< the process that was enrolled last, whether it lives or not
    /// The attempts whose outcome the process in charge has to find out; empty for any other.
    std::vector<Attempt> unresolved;
};

/// Writes the process's heartbeat, takes the scheduler's lease if no living process holds it, and then, in charge,
/// declares the processes of `silent` dead and makes the attempts that dead processes left open `resolving`. A process
/// that is not in charge may declare only the process in charge dead. All of it is one transaction: whoever is declared
/// dead is fenced from the moment at which its attempts change hands.
/// @param silent processes that have written no heartbeat for longer than a lease and the life of a permit, with the
///               last heartbeat that was seen
/// Thread: the writer's. Throws StorageError.
Standing takeStanding(WriteTransaction &transaction, ProcessId self, const std::vector<LivingProcess> &silent = {});

} // namespace campanile
