#include "engine/gate/brief_writer.h"

namespace campanile {

namespace {

Milliseconds seconds(int n)
{
    return Milliseconds(n * 1'000);
}

template<class Key, class Value>
Value valueOr(const std::map<Key, Value> &known, Key key, Value other)
{
    const auto found = known.find(key);
    return found == known.end() ? other : found->second;
}

} // namespace

Result<CallBrief> BriefWriter::write(const Attempt &attempt)
{
    const AgentPart &agent = agentOf(attempt);
    BriefPart part = partOf(attempt);
    CallBrief brief = agent.brief;
    if (agent.asksForVariables) {
        Result<CallText> text = renderCallText(*agent.agent, variablesFrom(part.variables));
        if (!text) {
            return text.error();
        }
        brief.text = std::move(*text);
    }
    brief.variables = std::move(part.variables);
    brief.metadata = std::move(part.metadata);
    brief.encryption = part.encryption ? *part.encryption : valueOr(m_setup.trunks, attempt.trunk, Encryption::TlsSrtp);
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
    const auto known = m_setup.agents.find(attempt.agent);
    if (known == m_setup.agents.end()) {
        return part; // nobody would speak; the caps are zero, so the call ends when it is answered
    }
    const Agent &agent = known->second;
    part.brief.endpoint = agent.endpoint;
    part.brief.endpointSecret = agent.endpointSecret;
    part.brief.script = agent.script;
    part.brief.text = {agent.prompt, agent.firstMessage};
    part.brief.speakOrder = agent.speakOrder;
    part.brief.language = agent.language;
    part.brief.voicemail = agent.voicemail;
    part.brief.recording = agent.recording ? *agent.recording : valueOr(m_setup.recording, attempt.workspace, false);
    part.brief.maxHold = seconds(agent.maxHoldSeconds);
    part.brief.maxDuration = seconds(agent.maxDurationSeconds);
    part.asksForVariables = asksForVariables(agent);
    part.agent = &agent;
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

} // namespace campanile
