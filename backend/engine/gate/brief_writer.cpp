#include "engine/gate/brief_writer.h"

#include <utility>

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
    BriefPart part = m_parts.of(attempt);
    const AgentPart &agent = agentOf(attempt);
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

} // namespace campanile
