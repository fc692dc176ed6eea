#pragma once

#include "simulation/world/scenario.h"
#include "storage/connection.h"

namespace campanile::simulation {

/// What the scenario's bug leaves in a fresh database: triggers. Throws StorageError.
void plantInDatabase(const Scenario &scenario, Connection &db);
/// What it does before the engine starts. Throws StorageError.
void plantAtStart(PlantedBug bug, Connection &db, WallTime now);
/// What it does to the connection that the engine writes on. Throws StorageError.
void plantInConnection(PlantedBug bug, Connection &db);
/// What it does when it takes a database over from a process that still lives, inside a transaction. Throws
/// StorageError.
void plantAtTakeover(PlantedBug bug, Connection &db);
/// What it does a moment after a commit, in a transaction of its own. Throws StorageError.
void plantAfterCommit(PlantedBug bug, Connection &db);
/// What it does every ten minutes, inside a transaction. Throws StorageError.
void plantNowAndThen(PlantedBug bug, Connection &db);

} // namespace campanile::simulation
