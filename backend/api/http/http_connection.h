#pragma once

#include "api/http/alarm.h"
#include "api/http/asio.h"
#include "api/http/http_limits.h"

#include <boost/beast/core/flat_buffer.hpp>

#include <chrono>
#include <string_view>

namespace campanile {

/// The socket of one client and the bytes that have been read from it. Every wait for a client has a deadline.
/// Thread: the io thread.
class HttpConnection {
public:
    /// The most bytes that are read or written at once.
    static constexpr std::size_t pieceSize = std::size_t{64} * 1024;

    /// Borrows `limits`.
    HttpConnection(net::io_context &io, tcp::socket socket, const HttpLimits &limits);

    tcp::socket &socket() { return m_socket; }
    /// The bytes that have arrived and were not consumed yet.
    boost::beast::flat_buffer &buffer() { return m_buffer; }

    /// From now on a read that is still in progress after that time is ended, and `isLate` returns true.
    void setDeadline(std::chrono::milliseconds after);
    void clearDeadline();
    /// Whether the last deadline has passed before it was cleared.
    [[nodiscard]] bool isLate() const { return m_isLate; }

    /// Reads the next bytes into the buffer.
    net::awaitable<error_code> read();
    /// Returns false when the client is gone or did not take the bytes in time.
    net::awaitable<bool> send(std::string_view bytes);
    /// Reads and discards what the client still sends after a refusal; otherwise the kernel would answer with a reset,
    /// which can overtake the refusal (RFC 9112 section 9.6). It is bounded in bytes and time.
    net::awaitable<void> linger();

    /// Ends all operations and closes the socket.
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
