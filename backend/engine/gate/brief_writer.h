#pragma once

#include "core/result.h"
#include "domain/attempt.h"
#include "domain/call_brief.h"
#include "engine/gate/brief_setup.h"

#include <map>

namespace campanile {

/// Writes the briefs of one pass from its setup. What calls of an agent have in common is made once and kept as long as
/// the object lives.
class BriefWriter {
public:
    /// @param setup outlives this object
    explicit BriefWriter(const BriefSetup &setup)
        : m_setup(setup)
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
    std::map<AgentId, AgentPart> m_agents;
};

} // namespace campanile
