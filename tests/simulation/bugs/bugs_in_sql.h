#pragma once

#include "simulation/world/scenario.h"
#include "storage/connection.h"

namespace campanile::simulation {

/// Plants the scenario's bug in a fresh database, as triggers. Throws StorageError.
void plantInDatabase(const Scenario &scenario, Connection &db);
/// Does what the bug does before the engine starts. Throws StorageError.
void plantAtStart(PlantedBug bug, Connection &db, WallTime now);
/// Does what the bug does to the connection that the engine writes on. Throws StorageError.
void plantInConnection(PlantedBug bug, Connection &db);
/// Does what the bug does when a database is taken over from a process that still lives, inside a transaction. Throws
/// StorageError.
void plantAtTakeover(PlantedBug bug, Connection &db);
/// Does what the bug does a moment after a commit, in a transaction of its own. Throws StorageError.
void plantAfterCommit(PlantedBug bug, Connection &db);
/// Does what the bug does every ten minutes, inside a transaction. Throws StorageError.
void plantNowAndThen(PlantedBug bug, Connection &db);

} // namespace campanile::simulation
