#pragma once

#include "services/agent_service.h"
#include "services/phone_number_service.h"
#include "services/trunk_service.h"
#include "services/workspace_service.h"

namespace campanile {

// Each checks that the values to be written are in range: InvalidInput with a pointer when one is not.
Result<void> checkWorkspaceEdit(const WorkspaceEdit &edit);
Result<void> checkNewAgent(const NewAgent &agent);
Result<void> checkAgentEdit(const AgentEdit &edit);
Result<void> checkNewNumber(const NewPhoneNumber &number);
Result<void> checkNumberEdit(const PhoneNumberEdit &edit);
Result<void> checkNewTrunk(const NewTrunk &trunk);
Result<void> checkSimulation(const SimulationSettings &settings);
Result<void> checkPrice(Money perMinute);
Result<void> checkCountries(const QStringList &countries);
/// Whether a trunk of this kind may call these countries: only a simulated one may call everywhere.
Result<void> checkCountriesOf(CarrierKind kind, const QStringList &countries);

// Each returns the object as a checked edit leaves it.
Workspace edited(Workspace workspace, const WorkspaceEdit &edit);
Agent edited(Agent agent, const AgentEdit &edit);
PhoneNumber edited(PhoneNumber number, const PhoneNumberEdit &edit);

} // namespace campanile
