#pragma once

#include "domain/agent.h"
#include "domain/encryption.h"
#include "domain/ids.h"
#include "storage/brief_store.h"

#include <map>

namespace campanile {

/// What the calls of one pass were judged by and their briefs are made of. It is read in the transaction that writes
/// their intents, and handed on only when that is committed: so it is of one moment, and nothing of it was undone.
struct BriefSetup {
    std::map<AgentId, Agent> agents;
    std::map<TrunkId, Encryption> trunks;
    std::map<WorkspaceId, bool> recording; ///< whether its calls are recorded unless their agent says otherwise
    std::map<AttemptId, BriefPart>
        parts; ///< of the call's row or target, laid over its campaign's; one for each intent
};

} // namespace campanile
