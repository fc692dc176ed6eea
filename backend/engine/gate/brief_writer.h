#pragma once

#include "core/result.h"
#include "domain/attempt.h"
#include "domain/call_brief.h"
#include "domain/workspace.h"
#include "storage/brief_store.h"

#include <map>
#include <optional>

namespace campanile {

/// Writes the briefs of one pass from what is committed: agents, trunks, campaigns and workspaces are read once, and of
/// a call only what its own row or its target has. What was read is kept as long as the object lives.
/// Thread: the connection's. Throws StorageError: a call whose brief cannot be read is not dialled.
class BriefWriter {
public:
    /// Borrows a connection that sees nothing but what is committed.
    explicit BriefWriter(Connection &reader)
        : m_reader(reader)
        , m_store(reader)
    {
    }

    /// InvalidInput, naming all of them, when the agent asks for variables that the call does not have. A person on a
    /// list brings their name as the variable `name`, unless their list has a column of that name.
    Result<CallBrief> write(const Attempt &attempt);

private:
    /// What all calls of an agent have in common.
    struct AgentPart {
        Agent agent;
        CallBrief brief;
        bool asksForVariables = false;
    };
    const AgentPart &agentOf(const Attempt &attempt);
    const BriefPart &campaignOf(CampaignId campaign);
    Encryption encryptionOf(TrunkId trunk);
    bool records(WorkspaceId workspace);
    BriefPart partOf(const Attempt &attempt);

    Connection &m_reader;
    BriefStore m_store;
    std::map<AgentId, AgentPart> m_agents;
    std::map<CampaignId, BriefPart> m_campaigns;
    std::map<TrunkId, Encryption> m_trunks;
    std::map<WorkspaceId, bool> m_records;
};

} // namespace campanile
