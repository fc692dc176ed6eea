#pragma once

#include "core/e164.h"
#include "core/result.h"

#include <QString>

#include <memory>
#include <optional>
#include <string>

namespace campanile {

/// The wire on which a simulated carrier reports what it does, so that an observer outside the process can compare it
/// with the database. It is a Unix SEQPACKET socket with one message in each packet. The carrier sends "INVITE
/// <call-id> <to> <from>" and "END <call-id> <reason>". It asks "QUERY <call-id>", and the other side answers "KNOWN"
/// or "NEVER", but only after it has read everything that other connections had sent.
/// Thread: one.
class Wire {
public:
    /// Fails with CarrierUnavailable when no process listens at the path.
    static Result<std::unique_ptr<Wire>> connectTo(const QString &socketPath);
    ~Wire();
    Wire(const Wire &) = delete;
    Wire &operator=(const Wire &) = delete;

    /// Returns false when the other side is gone; nothing was sent then.
    [[nodiscard]] bool invite(const std::string &callId, E164 to, E164 from);
    void ended(const std::string &callId, const std::string &reason);
    /// Whether an invite with this Call-ID ever arrived at the other side; nothing when the other side does not answer.
    /// After one missing answer the result is always nothing: an answer does not name its query, so a late answer would
    /// be taken for the answer to the next query.
    [[nodiscard]] std::optional<bool> knows(const std::string &callId);

private:
    explicit Wire(int socket)
        : m_socket(socket)
    {
    }
    [[nodiscard]] bool send(const std::string &message) const;

    const int m_socket;
    bool m_outOfStep = false; // an answer to an abandoned query may still arrive
};

} // namespace campanile
