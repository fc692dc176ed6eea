#pragma once

#include "storage/connection.h"

namespace campanile {

/// The schema version this program writes and reads.
inline constexpr int schemaVersion = 15;

/// Brings a database to `schemaVersion`: each step is a transaction of its own, so a killed program leaves one version
/// or the other, whole; before the first step of an existing database a backup is written beside it, with mode 0600 and
/// the name `databasePath`.version-N, where N is the version that it holds. Throws StorageError: StorageNewer for a
/// database of a newer program, StorageCorrupt for a file of another one; both leave it untouched.
void migrate(Connection &connection, const QString &databasePath);

} // namespace campanile
