#pragma once

#include "services/agent_service.h"
#include "services/phone_number_service.h"
#include "services/trunk_service.h"
#include "services/workspace_service.h"

namespace campanile {

// Whether what is to be made or changed is in range: InvalidInput with a pointer when it is not.
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

// What a checked edit makes of it.
Workspace edited(Workspace workspace, const WorkspaceEdit &edit);
Agent edited(Agent agent, const AgentEdit &edit);
PhoneNumber edited(PhoneNumber number, const PhoneNumberEdit &edit);

} // namespace campanile
