#include "engine/gate/brief_writer.h"

#include "storage/setup_store.h"

namespace campanile {

namespace {

Milliseconds seconds(int n)
{
    return Milliseconds(n * 1'000);
}

} // namespace

Result<CallBrief> BriefWriter::write(const Attempt &attempt)
{
    const AgentPart &agent = agentOf(attempt);
    BriefPart part = partOf(attempt);
    CallBrief brief = agent.brief;
    if (agent.asksForVariables) {
        Result<CallText> text = renderCallText(agent.agent, variablesFrom(part.variables));
        if (!text) {
            return text.error();
        }
        brief.text = std::move(*text);
    }
    brief.variables = std::move(part.variables);
    brief.metadata = std::move(part.metadata);
    brief.encryption = part.encryption ? *part.encryption : encryptionOf(attempt.trunk);
    brief.maxHold = part.caps.holdSeconds > 0 ? seconds(part.caps.holdSeconds) : brief.maxHold;
    brief.maxDuration = part.caps.durationSeconds > 0 ? seconds(part.caps.durationSeconds) : brief.maxDuration;
    return brief;
}

const BriefWriter::AgentPart &BriefWriter::agentOf(const Attempt &attempt)
{
    const auto [place, isNew] = m_agents.try_emplace(attempt.agent);
    AgentPart &part = place->second;
    if (!isNew) {
        return part;
    }
    std::optional<Agent> agent = SetupStore(m_reader).agent(attempt.agent);
    if (!agent) {
        return part; // nobody would speak; the caps are zero, so the call ends when it is answered
    }
    part.brief.endpoint = agent->endpoint;
    part.brief.endpointSecret = agent->endpointSecret;
    part.brief.script = agent->script;
    part.brief.text = {agent->prompt, agent->firstMessage};
    part.brief.speakOrder = agent->speakOrder;
    part.brief.language = agent->language;
    part.brief.voicemail = agent->voicemail;
    part.brief.recording = agent->recording ? *agent->recording : records(attempt.workspace);
    part.brief.maxHold = seconds(agent->maxHoldSeconds);
    part.brief.maxDuration = seconds(agent->maxDurationSeconds);
    part.asksForVariables = asksForVariables(*agent);
    part.agent = std::move(*agent);
    return part;
}

/// The part of the call's own row or its target, laid over its campaign's part.
BriefPart BriefWriter::partOf(const Attempt &attempt)
{
    if (attempt.campaign.isNull()) {
        return m_store.ofCall(attempt.scheduledCall);
    }
    const BriefPart &campaign = campaignOf(attempt.campaign);
    if (!attempt.target.isNull()) {
        TargetPart target = m_store.ofTarget(attempt.target);
        BriefPart part = campaign;
        part.variables = withName(std::move(target.variables), target.name);
        return part;
    }
    BriefPart part = m_store.ofCall(attempt.scheduledCall); // of a recurring campaign: its variables are in the row
    if (part.metadata == "{}") {
        part.metadata = campaign.metadata;
    }
    part.encryption = part.encryption ? part.encryption : campaign.encryption;
    return part;
}

const BriefPart &BriefWriter::campaignOf(CampaignId campaign)
{
    const auto [place, isNew] = m_campaigns.try_emplace(campaign);
    if (isNew) {
        place->second = m_store.ofCampaign(campaign);
    }
    return place->second;
}

Encryption BriefWriter::encryptionOf(TrunkId trunk)
{
    const auto [place, isNew] = m_trunks.try_emplace(trunk, Encryption::TlsSrtp);
    if (isNew) {
        const std::optional<Trunk> known = SetupStore(m_reader).trunkToDial(trunk);
        place->second = known ? known->encryption : Encryption::TlsSrtp;
    }
    return place->second;
}

bool BriefWriter::records(WorkspaceId workspace)
{
    const auto [place, isNew] = m_records.try_emplace(workspace, false);
    if (isNew) {
        place->second = m_store.recordsCalls(workspace);
    }
    return place->second;
}

} // namespace campanile
