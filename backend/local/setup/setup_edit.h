#pragma once

#include "services/setup_service.h"

namespace campanile {

// Whether what is to be changed is in range: InvalidInput with a pointer when it is not.
Result<void> checkWorkspaceEdit(const WorkspaceEdit &edit);
Result<void> checkAgentEdit(const AgentEdit &edit);
Result<void> checkNumberEdit(const PhoneNumberEdit &edit);

// What a checked edit makes of it.
Workspace edited(Workspace workspace, const WorkspaceEdit &edit);
Agent edited(Agent agent, const AgentEdit &edit);
PhoneNumber edited(PhoneNumber number, const PhoneNumberEdit &edit);

} // namespace campanile
