#pragma once

#include "core/result.h"
#include "domain/attempt.h"
#include "domain/call_brief.h"
#include "engine/gate/brief_parts.h"
#include "engine/gate/brief_setup.h"

#include <map>

namespace campanile {

/// Writes the briefs of one pass from what is committed: agents, trunks and workspaces as they were when the calls were
/// let through, campaigns, rows and targets as they are. What calls of an agent have in common is made once and kept as
/// long as the object lives.
/// Thread: the connection's. Throws StorageError: a call whose brief cannot be read is not dialled.
class BriefWriter {
public:
    /// Borrows both. The connection sees nothing but what is committed.
    BriefWriter(Connection &reader, const BriefSetup &setup)
        : m_setup(setup)
        , m_parts(reader)
    {
    }

    /// InvalidInput, naming all of them, when the agent asks for variables that the call does not have.
    Result<CallBrief> write(const Attempt &attempt);

private:
    /// What all calls of an agent have in common.
    struct AgentPart {
        const Agent *agent = nullptr; ///< of the setup
        CallBrief brief;
        bool asksForVariables = false;
    };
    const AgentPart &agentOf(const Attempt &attempt);

    const BriefSetup &m_setup;
    BriefParts m_parts;
    std::map<AgentId, AgentPart> m_agents;
};

} // namespace campanile
