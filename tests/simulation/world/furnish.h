#pragma once

#include "simulation/world/world.h"

namespace campanile::simulation {

/// Makes the database a world begins with: workspace, agent, trunks, caller IDs, campaigns and their first lists, all
/// of it in the plan, too. Answers the campaigns in the order of the scenario. Throws StorageError.
std::vector<CampaignId> furnish(const Scenario &scenario, const Clock &clock, const QString &database, Plan &plan);

} // namespace campanile::simulation
