#pragma once

#include "domain/attempt.h"
#include "storage/write_transaction.h"

#include <QString>

#include <optional>

namespace campanile {

/// Adds the event that a number is never called from now on, with the call in which that was said, if it was in one.
/// Thread: the writer's. Throws StorageError.
void addDoNotCallEvent(WriteTransaction &transaction, WorkspaceId workspace, E164 number, const QString &source,
                       const std::optional<Attempt> &call);
/// Adds the event that a whole list of numbers is never called from now on.
void addDoNotCallEvent(WriteTransaction &transaction, WorkspaceId workspace, DoNotCallListId list,
                       const QString &source);

} // namespace campanile
