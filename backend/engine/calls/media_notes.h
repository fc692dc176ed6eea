#pragma once

#include "domain/media_fact.h"
#include "storage/write_transaction.h"

#include <vector>

namespace campanile {

/// Writes down what the media side told of the calls, in its order: every fact is kept as it came; a do-not-call fact
/// puts the callee's number on the list of the call's workspace, with the source "agent"; a disposition and the
/// callee's first words go to the conversation. None of them moves a status: a call that came to nothing has the same
/// status as one that was a success. Facts of an attempt that does not exist are left out. Thread: the writer's. Throws
/// StorageError.
void writeFacts(WriteTransaction &transaction, const std::vector<MediaFact> &facts);

} // namespace campanile
