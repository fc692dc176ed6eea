#pragma once

#include "simulation/truth/plan.h"
#include "simulation/world/scenario.h"

#include <QString>

namespace campanile::simulation {

/// What a world begins with, in the order of the scenario.
struct Furniture {
    WorkspaceId workspace;
    AgentId agent;
    std::vector<PhoneNumberId> numbers;
    std::vector<CampaignId> campaigns; ///< with lists
    std::vector<CampaignId> recurring;
};

/// Makes the database a world begins with: workspace, agent, trunks, caller IDs, credit, campaigns and their first
/// lists, all of it in the plan, too. Throws StorageError.
Furniture furnish(const Scenario &scenario, const Clock &clock, const QString &database, Plan &plan);

} // namespace campanile::simulation
