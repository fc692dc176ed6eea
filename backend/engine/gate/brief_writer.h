#pragma once

#include "core/result.h"
#include "domain/attempt.h"
#include "domain/call_brief.h"
#include "engine/gate/brief_setup.h"
#include "storage/brief_store.h"

#include <map>
#include <optional>

namespace campanile {

/// Writes the briefs of one pass from what is committed: agents, trunks and workspaces as they were when the calls were
/// let through, campaigns as they are, each read once, and of a call only what its own row or its target has. What was
/// read is kept as long as the object lives.
/// Thread: the connection's. Throws StorageError: a call whose brief cannot be read is not dialled.
class BriefWriter {
public:
    /// Borrows both. The connection sees nothing but what is committed.
    BriefWriter(Connection &reader, const BriefSetup &setup)
        : m_setup(setup)
        , m_store(reader)
    {
    }

    /// InvalidInput, naming all of them, when the agent asks for variables that the call does not have. A person on a
    /// list brings their name as the variable `name`, unless their list has a column of that name.
    Result<CallBrief> write(const Attempt &attempt);

private:
    /// What all calls of an agent have in common.
    struct AgentPart {
        const Agent *agent = nullptr; ///< of the setup
        CallBrief brief;
        bool asksForVariables = false;
    };
    const AgentPart &agentOf(const Attempt &attempt);
    const BriefPart &campaignOf(CampaignId campaign);
    BriefPart partOf(const Attempt &attempt);

    const BriefSetup &m_setup;
    BriefStore m_store;
    std::map<AgentId, AgentPart> m_agents;
    std::map<CampaignId, BriefPart> m_campaigns;
};

} // namespace campanile
