#pragma once

#include "domain/agent.h"
#include "domain/encryption.h"
#include "domain/ids.h"

#include <map>

namespace campanile {

/// What the calls of one pass were judged by and their briefs are made of. It is read in the transaction that writes
/// their intents, so it is committed with them.
struct BriefSetup {
    std::map<AgentId, Agent> agents;
    std::map<TrunkId, Encryption> trunks;
    std::map<WorkspaceId, bool> recording; ///< whether its calls are recorded unless their agent says otherwise
};

} // namespace campanile
