#pragma once

#include "domain/agent.h"
#include "domain/encryption.h"
#include "domain/ids.h"

#include <map>

namespace campanile {

/// What the calls of one pass were judged by, for their briefs. It is read in the transaction that writes their
/// intents, and handed on only when that is committed: so it is of one moment, and nothing of it was undone.
struct BriefSetup {
    std::map<AgentId, Agent> agents;
    std::map<TrunkId, Encryption> trunks;
    std::map<WorkspaceId, bool> recording; ///< whether its calls are recorded unless their agent says otherwise
};

} // namespace campanile
