#pragma once

#include "api/http/alarm.h"
#include "api/http/asio.h"
#include "api/http/http_limits.h"

#include <boost/beast/core/flat_buffer.hpp>

#include <chrono>
#include <string_view>

namespace campanile {

/// The socket of one client and what has been read from it. Nothing waits for a client without a deadline.
/// Thread: the io thread.
class HttpConnection {
public:
    /// The most that is read or written at once.
    static constexpr std::size_t pieceSize = std::size_t{64} * 1024;

    /// Borrows `limits`.
    HttpConnection(net::io_context &io, tcp::socket socket, const HttpLimits &limits);

    tcp::socket &socket() { return m_socket; }
    /// What has come and was not taken yet.
    boost::beast::flat_buffer &buffer() { return m_buffer; }

    /// From now on a read that is still going on after that time is cut, and `isLate` tells so.
    void setDeadline(std::chrono::milliseconds after);
    void clearDeadline();
    /// Whether the deadline that was set last has passed before it was cleared.
    [[nodiscard]] bool isLate() const { return m_isLate; }

    /// Takes what comes next into the buffer.
    net::awaitable<error_code> read();
    /// False when the client is gone, or did not take it in time.
    net::awaitable<bool> send(std::string_view bytes);
    /// Reads and throws away what the client still sends after a refusal, else the kernel would answer it with a reset
    /// that can overtake the refusal (RFC 9112 section 9.6). Bounded in bytes and time.
    net::awaitable<void> linger();

    /// Ends whatever is going on.
    void close();
    [[nodiscard]] bool isClosed() const { return m_isClosed; }

private:
    void onLate();

    const HttpLimits &m_limits;
    tcp::socket m_socket;
    boost::beast::flat_buffer m_buffer;
    Alarm m_alarm;
    bool m_isLate = false;
    bool m_isClosed = false;
};

} // namespace campanile
