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
    Continue = 2, ///< the agent goes on as with a person
    Off = 3,      ///< the call is not checked for a machine
};

/// A named value that the agent is given in each call.
struct AgentVariable {
    QString name;
    /// Used for a call that does not have the variable; nothing: every call must have it.
    std::optional<QString> fallback;

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
    int maxHoldSeconds = 60;        ///< 1 to ceilings::holdSeconds
    int maxDurationSeconds = 1'800; ///< 1 to ceilings::callSeconds
    QString prompt{};               ///< a template, see CallText
    SpeakOrder speakOrder = SpeakOrder::AgentFirst;
    std::vector<AgentVariable> variables{};
    QString language{};              ///< a BCP 47 tag; empty: the endpoint's own language
    std::optional<bool> recording{}; ///< nothing: the workspace's setting applies
    VoicemailPolicy voicemail = VoicemailPolicy::HangUp;
    QString endpointSecret{}; ///< signs the handshake with a stream endpoint; never shown
    QString script{};         ///< of a scripted agent

    friend bool operator==(const Agent &, const Agent &) = default;
};

} // namespace campanile
