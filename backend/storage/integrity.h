#pragma once

#include "storage/connection.h"

namespace campanile {

/// Reads the whole database and answers with the first thing that is wrong with it; empty when it is sound.
/// Thread: the connection's. Throws StorageError.
QString firstDamage(Connection &db);

} // namespace campanile
