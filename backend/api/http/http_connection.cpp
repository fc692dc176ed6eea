#include "api/http/http_connection.h"

#include <vector>

namespace campanile {

namespace {

constexpr std::size_t readSize = std::size_t{4} * 1024; // most heads come in one read of this
constexpr std::size_t lingerBytes = std::size_t{1024} * 1024;
constexpr std::chrono::milliseconds lingerTime{2'000};
constexpr std::chrono::milliseconds cutAgainAfter{100};

} // namespace

HttpConnection::HttpConnection(net::io_context &io, tcp::socket socket, const HttpLimits &limits)
    : m_limits(limits)
    , m_socket(std::move(socket))
    , m_buffer(pieceSize)
    , m_alarm(io)
{
}

void HttpConnection::setDeadline(std::chrono::milliseconds after)
{
    m_isLate = false;
    m_alarm.set(after, [this] { onLate(); });
}

void HttpConnection::clearDeadline()
{
    m_alarm.clear();
}

void HttpConnection::onLate()
{
    m_isLate = true;
    error_code ignored;
    m_socket.cancel(ignored);
    // Between two parts of an operation there is no wait that the cut could end, and the next part would wait without
    // end, so the alarm is set again.
    m_alarm.set(cutAgainAfter, [this] { onLate(); });
}

net::awaitable<error_code> HttpConnection::read()
{
    error_code ec;
    const std::size_t size = co_await m_socket.async_read_some(m_buffer.prepare(readSize), toResult(ec));
    m_buffer.commit(size);
    co_return ec;
}

net::awaitable<bool> HttpConnection::send(std::string_view bytes)
{
    setDeadline(m_limits.writeTime);
    error_code ec;
    co_await net::async_write(m_socket, net::buffer(bytes.data(), bytes.size()), toResult(ec));
    clearDeadline();
    co_return !ec && !m_isClosed;
}

net::awaitable<void> HttpConnection::linger()
{
    error_code ec;
    m_socket.shutdown(tcp::socket::shutdown_send, ec);
    setDeadline(lingerTime);
    std::vector<char> waste(pieceSize);
    std::size_t total = 0;
    while (!ec && total < lingerBytes) {
        total += co_await m_socket.async_read_some(net::buffer(waste), toResult(ec));
    }
    clearDeadline();
}

void HttpConnection::close()
{
    m_isClosed = true;
    m_alarm.clear();
    error_code ignored;
    m_socket.close(ignored);
}

} // namespace campanile
