#pragma once

#include "domain/ids.h"

#include <QString>

#include <optional>
#include <vector>

namespace campanile {

/// Who speaks first when the call is answered. Stored by number.
enum class SpeakOrder { AgentFirst = 0, CalleeFirst = 1 };

/// What an agent does when a machine answers. Stored by number.
enum class VoicemailPolicy {
    HangUp = 0,
    LeaveMessage = 1,
    Continue = 2, ///< it goes on as with a person
    Off = 3,      ///< machines are not looked for
};

/// What an agent is told in each call, by name.
struct AgentVariable {
    QString name;
    std::optional<QString> fallback; ///< used for a call that has none; nothing: every call must have one

    friend bool operator==(const AgentVariable &, const AgentVariable &) = default;
};

/// Who speaks on a call.
struct Agent {
    AgentId id;
    WorkspaceId workspace;
    QString name;
    QString endpoint;     ///< "scripted", "echo", a WebSocket URL or a SIP URI
    QString firstMessage; ///< a template, see CallText
    bool disabled = false;
    int maxHoldSeconds = 60;        ///< 1 to 3,600
    int maxDurationSeconds = 1'800; ///< 1 to 14,400
    QString prompt{};               ///< a template, see CallText
    SpeakOrder speakOrder = SpeakOrder::AgentFirst;
    std::vector<AgentVariable> variables{};
    QString language{};              ///< a BCP 47 tag; empty: the endpoint's own
    std::optional<bool> recording{}; ///< nothing: as the workspace says
    VoicemailPolicy voicemail = VoicemailPolicy::HangUp;
    QString endpointSecret{}; ///< signs the handshake with a stream endpoint; never shown
    QString script{};         ///< of a scripted agent

    friend bool operator==(const Agent &, const Agent &) = default;
};

} // namespace campanile
