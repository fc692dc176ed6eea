#pragma once

#include "simulation/bugs/planted_bug.h"
#include "storage/connection.h"

namespace campanile::simulation {

/// What the bug leaves in a fresh database: triggers. Throws StorageError.
void plantInDatabase(PlantedBug bug, Connection &db);
/// What it does before the engine starts. Throws StorageError.
void plantAtStart(PlantedBug bug, Connection &db, WallTime now);
/// What it does every ten minutes, inside a transaction. Throws StorageError.
void plantNowAndThen(PlantedBug bug, Connection &db);

} // namespace campanile::simulation
