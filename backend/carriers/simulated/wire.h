#pragma once

#include "core/e164.h"
#include "core/result.h"

#include <QString>

#include <memory>
#include <optional>
#include <string>

namespace campanile {

/// Where a simulated carrier leaves what it does, so that somebody outside the process can hold it against the
/// database: a Unix SEQPACKET socket, one packet a message. Sent: "INVITE <call-id> <to> <from>", "END <call-id>
/// <reason>". Asked: "QUERY <call-id>", answered "KNOWN" or "NEVER"; the other side answers a query only after it has
/// read all that other connections had sent.
/// Thread: one.
class Wire {
public:
    /// CarrierUnavailable when nobody listens at the path.
    static Result<std::unique_ptr<Wire>> connectTo(const QString &socketPath);
    ~Wire();
    Wire(const Wire &) = delete;
    Wire &operator=(const Wire &) = delete;

    /// False when the other side is gone; nothing was sent then.
    [[nodiscard]] bool invite(const std::string &callId, E164 to, E164 from);
    void ended(const std::string &callId, const std::string &reason);
    /// Whether an invite with this Call-ID ever arrived there; nothing when the other side does not answer, and never
    /// again after that: answers do not say what they answer, and a late one would be taken for the next.
    [[nodiscard]] std::optional<bool> knows(const std::string &callId);

private:
    explicit Wire(int socket)
        : m_socket(socket)
    {
    }
    [[nodiscard]] bool send(const std::string &message) const;

    const int m_socket;
    bool m_outOfStep = false; // an answer may be on its way that nobody waits for
};

} // namespace campanile
