#pragma once

#include "domain/media_fact.h"
#include "storage/write_transaction.h"

#include <QString>

#include <map>
#include <vector>

namespace campanile {

/// Writes the facts that the media side reported of the calls, in their order. Every fact is kept unchanged. A
/// do-not-call fact also puts the callee's number on the list of the call's workspace, with the source "agent"; a
/// disposition and the callee's first speech also go to the conversation. No fact moves a status: an unsuccessful talk
/// has the same status as a successful one. Facts of an attempt that does not exist are left out. Thread: the writer's.
/// Throws StorageError.
void writeFacts(WriteTransaction &transaction, const std::vector<MediaFact> &facts);

/// The dispositions that `writeFacts` will leave: the last one of each attempt that the facts have one of.
std::map<AttemptId, QString> dispositionsIn(const std::vector<MediaFact> &facts);

} // namespace campanile
