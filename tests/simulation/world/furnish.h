#pragma once

#include "simulation/truth/plan.h"
#include "simulation/world/scenario.h"

#include <QString>

#include <optional>

namespace campanile::simulation {

/// What a world begins with, in the order of the scenario.
struct Furniture {
    WorkspaceId workspace;              ///< the first
    std::vector<AgentId> agents;        ///< one of each workspace
    std::vector<TrunkId> trunks;        ///< of all workspaces
    std::vector<PhoneNumberId> numbers; ///< of the first workspace
    std::optional<WorkspaceId> second;  ///< nothing: there is only one
    std::vector<PhoneNumberId> secondNumbers;
    std::vector<CampaignId> campaigns; ///< with lists
    std::vector<CampaignId> recurring;
};

/// A version of what the agents say first; it names whom it is meant for, where the call knows.
QString agentsWords(std::size_t version);
/// The number of the scenario's caller ID.
E164 callerIdOf(std::size_t index);
/// The variables of somebody on a list, as JSON.
std::string variablesOf(E164 number);

/// Makes the database a world begins with: workspaces, agents, trunks, caller IDs, credit, campaigns and their first
/// lists, all of it in the plan, too. Throws StorageError.
Furniture furnish(const Scenario &scenario, const Clock &clock, const QString &database, Plan &plan);

} // namespace campanile::simulation
