#pragma once

#include "core/clock.h"
#include "domain/agent.h"
#include "domain/call_text.h"
#include "domain/encryption.h"

#include <QString>

#include <string>

namespace campanile {

/// All that one call needs, as it stood on the disk when its permit was made: the carrier and the agent's side ask for
/// nothing else, and what somebody edits meanwhile holds from the next call on. A value; texts are shared, not copied.
struct CallBrief {
    QString endpoint;       ///< "scripted", "echo", a WebSocket URL or a SIP URI
    QString endpointSecret; ///< signs the handshake with a stream endpoint; empty: there is none
    QString script;         ///< of a scripted agent
    CallText text;          ///< with the call's variables in their places
    SpeakOrder speakOrder = SpeakOrder::AgentFirst;
    QString language;
    VoicemailPolicy voicemail = VoicemailPolicy::HangUp;
    std::string variables = "{}"; ///< a JSON object of texts, UTF-8: what the agent is told besides
    std::string metadata = "{}";  ///< a JSON object of texts, UTF-8: sent to the far end as X-Meta- headers
    Encryption encryption = Encryption::TlsSrtp;
    bool recording = false;
    Milliseconds maxHold{0};     ///< until the callee speaks
    Milliseconds maxDuration{0}; ///< of the whole talk

    friend bool operator==(const CallBrief &, const CallBrief &) = default;
};

} // namespace campanile
