#pragma once

#include "simulation/truth/carrier_log.h"
#include "simulation/truth/database_copy.h"
#include "simulation/truth/plan.h"

#include <set>

namespace campanile::simulation {

/// Everything the checker may look at.
struct Truth {
    CarrierLog log;
    DatabaseCopy database;
    std::set<AttemptId> journal; ///< attempts with a line in the dial journal
    Plan plan;
};

/// Reads the journal's folder.
std::set<AttemptId> readJournal(const std::filesystem::path &folder);

} // namespace campanile::simulation
