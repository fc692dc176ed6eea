#pragma once

#include <QByteArray>
#include <QString>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace campanile::test {

/// One response as it came over the wire.
struct RawAnswer {
    int status = 0;                             ///< 0: none came
    std::map<std::string, std::string> headers; ///< names in lower case
    std::string body;
    bool isWhole = false; ///< the framing says that the body has ended

    [[nodiscard]] std::string header(const std::string &name) const
    {
        const auto found = headers.find(name);
        return found == headers.end() ? std::string() : found->second;
    }
};

/// A client that sends exactly the bytes it is told to. Blocks; gives up after five seconds.
class RawClient {
public:
    explicit RawClient(unsigned port)
        : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        m_isConnected = ::connect(m_socket, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0;
    }
    RawClient(const RawClient &) = delete;
    RawClient &operator=(const RawClient &) = delete;
    ~RawClient() { close(); }

    void close()
    {
        if (m_socket >= 0) {
            ::close(std::exchange(m_socket, -1));
        }
    }

    [[nodiscard]] bool isConnected() const { return m_isConnected; }

    /// False when the server has closed.
    bool send(std::string_view bytes)
    {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) {
                return false;
            }
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    /// The next response. @param isHead it answers HEAD, so it has no body whatever its fields say.
    RawAnswer answer(bool isHead = false)
    {
        RawAnswer answer;
        while (m_bytes.find("\r\n\r\n") == std::string::npos) {
            if (!receive()) {
                return answer;
            }
        }
        readHead(answer);
        if (isHead || answer.status == 100) {
            answer.isWhole = true;
        } else if (answer.header("transfer-encoding") == "chunked") {
            readChunks(answer);
        } else if (!answer.header("content-length").empty()) {
            const std::size_t length = std::strtoull(answer.header("content-length").c_str(), nullptr, 10);
            answer.isWhole = has(length);
            answer.body = take(std::min(length, m_bytes.size()));
        } else {
            while (receive()) {
            }
            answer.body = std::exchange(m_bytes, {});
            answer.isWhole = true;
        }
        return answer;
    }

    /// Whether the server closes the connection without sending anything more.
    bool isClosedByServer() { return m_bytes.empty() && !receive() && m_hasEnded; }
    /// Whether nothing comes for that long.
    bool isSilentFor(std::chrono::milliseconds time)
    {
        pollfd waiting{m_socket, POLLIN, 0};
        return m_bytes.empty() && ::poll(&waiting, 1, static_cast<int>(time.count())) == 0;
    }

private:
    bool receive()
    {
        pollfd waiting{m_socket, POLLIN, 0};
        if (::poll(&waiting, 1, 5'000) <= 0) {
            return false;
        }
        std::array<char, 65'536> piece; // NOLINT(cppcoreguidelines-pro-type-member-init): recv fills it
        const ssize_t size = ::recv(m_socket, piece.data(), piece.size(), 0);
        if (size <= 0) {
            m_hasEnded = true;
            return false;
        }
        m_bytes.append(piece.data(), static_cast<std::size_t>(size));
        return true;
    }
    bool has(std::size_t length)
    {
        while (m_bytes.size() < length) {
            if (!receive()) {
                return false;
            }
        }
        return true;
    }
    std::string take(std::size_t length)
    {
        std::string taken = m_bytes.substr(0, length);
        m_bytes.erase(0, length);
        return taken;
    }
    std::string takeLine()
    {
        while (m_bytes.find("\r\n") == std::string::npos) {
            if (!receive()) {
                return {};
            }
        }
        std::string line = take(m_bytes.find("\r\n"));
        take(2);
        return line;
    }
    void readHead(RawAnswer &answer)
    {
        answer.status = std::atoi(takeLine().substr(9, 3).c_str());
        for (std::string line = takeLine(); !line.empty(); line = takeLine()) {
            const std::size_t colon = line.find(": ");
            std::string name = QString::fromStdString(line.substr(0, colon)).toLower().toStdString();
            answer.headers[std::move(name)] = line.substr(colon + 2);
        }
    }
    void readChunks(RawAnswer &answer)
    {
        for (;;) {
            const std::string line = takeLine();
            if (line.empty()) {
                return;
            }
            const std::size_t size = std::strtoull(line.c_str(), nullptr, 16);
            if (!has(size + 2)) {
                return;
            }
            answer.body += take(size);
            take(2);
            if (size == 0) {
                answer.isWhole = true;
                return;
            }
        }
    }

    int m_socket;
    bool m_isConnected = false;
    bool m_hasEnded = false;
    std::string m_bytes;
};

} // namespace campanile::test
