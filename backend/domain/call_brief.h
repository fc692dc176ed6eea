#pragma once

#include "core/clock.h"
#include "domain/agent.h"
#include "domain/call_text.h"
#include "domain/encryption.h"

#include <QString>

#include <string>

namespace campanile {

/// Everything that one call needs, as it was on the disk when its permit was made. The carrier and the agent's side
/// read nothing else, and an edit that is made meanwhile applies from the next call on. It is a value; texts are
/// shared, not copied.
struct CallBrief {
    QString endpoint;       ///< "scripted", "echo", a WebSocket URL or a SIP URI
    QString endpointSecret; ///< the secret that signs the handshake with a stream endpoint; empty: there is none
    QString script;         ///< of a scripted agent
    CallText text;          ///< with the call's variables in their places
    SpeakOrder speakOrder = SpeakOrder::AgentFirst;
    QString language;
    VoicemailPolicy voicemail = VoicemailPolicy::HangUp;
    std::string variables = "{}"; ///< a JSON object of texts, UTF-8: the further variables that the agent is given
    std::string metadata = "{}";  ///< a JSON object of texts, UTF-8: sent to the far end as X-Meta- headers
    Encryption encryption = Encryption::TlsSrtp;
    bool recording = false;
    Milliseconds maxHold{0};     ///< until the callee speaks
    Milliseconds maxDuration{0}; ///< of the whole talk

    friend bool operator==(const CallBrief &, const CallBrief &) = default;
};

} // namespace campanile
