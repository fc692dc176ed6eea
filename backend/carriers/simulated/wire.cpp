#include "carriers/simulated/wire.h"

#include <QFile>

#include <array>
#include <cerrno>
#include <cstring>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace campanile {

Result<std::unique_ptr<Wire>> Wire::connectTo(const QString &socketPath)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray path = QFile::encodeName(socketPath);
    const int socket = ::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    if (path.size() < static_cast<qsizetype>(sizeof address.sun_path)) {
        std::memcpy(address.sun_path, path.constData(), static_cast<std::size_t>(path.size()));
        if (::connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0) {
            return std::unique_ptr<Wire>(new Wire(socket));
        }
    }
    ::close(socket);
    return {ErrorCode::CarrierUnavailable, QStringLiteral("No process listens on the simulated carrier's wire %1: %2.")
                                               .arg(socketPath, qt_error_string(errno))};
}

Wire::~Wire()
{
    ::close(m_socket);
}

bool Wire::send(const std::string &message) const
{
    return ::send(m_socket, message.data(), message.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(message.size());
}

bool Wire::invite(const std::string &callId, E164 to, E164 from)
{
    return send("INVITE " + callId + ' ' + to.toStdString() + ' ' + from.toStdString());
}

void Wire::ended(const std::string &callId, const std::string &reason)
{
    // When the listener is gone it cannot be told, and the call ends all the same.
    [[maybe_unused]] const bool heard = send("END " + callId + ' ' + reason);
}

std::optional<bool> Wire::knows(const std::string &callId)
{
    std::array<char, 16> answer{};
    if (m_outOfStep || !send("QUERY " + callId)) {
        return std::nullopt;
    }
    ssize_t size = -1;
    do {
        size = ::recv(m_socket, answer.data(), answer.size(), 0);
    } while (size < 0 && errno == EINTR);
    if (size <= 0) {
        m_outOfStep = true;
        return std::nullopt;
    }
    return std::string_view(answer.data(), static_cast<std::size_t>(size)) == "KNOWN";
}

} // namespace campanile
