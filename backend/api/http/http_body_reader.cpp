#include "api/http/http_body_reader.h"

#include "api/http/arrival.h"
#include "api/http/http_parser.h"
#include "api/http/upload_file.h"

#include <boost/beast/http/read.hpp>

#include <algorithm>

namespace campanile {

namespace http = boost::beast::http;

HttpBodyReader::HttpBodyReader(HttpServer::Core &core, HttpConnection &connection, HttpParser &parser,
                               HttpExchange &exchange)
    : m_core(core)
    , m_connection(connection)
    , m_parser(parser)
    , m_exchange(exchange)
    , m_request(*exchange.request)
    , m_admission(exchange.admission)
    , m_piece(exchange.request->hasBody() ? HttpConnection::pieceSize : 0)
{
}

net::awaitable<HttpReceived> HttpBodyReader::read()
{
    if (m_admission.body == HttpAdmission::Body::File && !openFile()) {
        co_return HttpReceived::Refused;
    }
    if (!co_await sendContinue()) {
        co_return HttpReceived::Closed;
    }
    limitChunkExtensions();
    m_since = std::chrono::steady_clock::now();
    while (!m_parser.is_done()) {
        const HttpReceived piece = co_await readPiece();
        if (piece != HttpReceived::Complete) {
            co_return piece;
        }
    }
    co_return finishFile() ? HttpReceived::Complete : HttpReceived::Refused;
}

bool HttpBodyReader::openFile()
{
    auto made = UploadFile::create(m_core.options().uploadDirectory);
    if (!made.ok()) {
        m_exchange.fail(made.error());
        return false;
    }
    m_file = std::move(made).value();
    m_exchange.request->upload = m_file;
    return true;
}

/// Tells the client that it may send the body, if it waits for that. Returns false when the client is gone.
net::awaitable<bool> HttpBodyReader::sendContinue()
{
    const bool isAwaited = m_request.hasBody() && m_request.header("expect") != nullptr && m_exchange.minor == 1;
    if (!isAwaited || m_connection.buffer().size() > 0) {
        co_return true;
    }
    co_return co_await m_connection.send("HTTP/1.1 100 Continue\r\n\r\n");
}

void HttpBodyReader::limitChunkExtensions()
{
    m_checkChunk = [limit = m_core.limits().chunkExtensionBytes](std::uint64_t, boost::beast::string_view extensions,
                                                                 error_code &ec) {
        if (extensions.size() > limit) {
            ec = http::error::bad_chunk_extension;
        }
    };
    m_parser.on_chunk_header(m_checkChunk);
}

net::awaitable<HttpReceived> HttpBodyReader::readPiece()
{
    auto &body = m_parser.get().body();
    body.data = m_piece.data();
    body.size = m_piece.size();
    m_connection.setDeadline(timeLeft());
    error_code ec;
    co_await http::async_read_some(m_connection.socket(), m_connection.buffer(), m_parser, toResult(ec));
    m_connection.clearDeadline();
    if (ec && ec != http::error::need_buffer) {
        co_return failedToRead(ec);
    }
    const std::size_t size = m_piece.size() - body.size;
    m_received += size;
    if (m_received > m_admission.bodyLimit) {
        m_exchange.refuse({413, "too_large", "The body is larger than this request allows."});
        co_return HttpReceived::Refused;
    }
    if (size == 0) {
        co_return HttpReceived::Complete;
    }
    const bool isKept = co_await keep({m_piece.data(), size});
    co_return isKept ? HttpReceived::Complete : HttpReceived::Refused;
}

HttpReceived HttpBodyReader::failedToRead(error_code ec)
{
    if (m_connection.isLate() && !m_connection.isClosed()) {
        m_exchange.refuse({408, "request_timeout", "The body took too long to arrive."});
        return HttpReceived::Refused;
    }
    const bool isFraming = ec.category() == http::make_error_code(http::error::end_of_stream).category() &&
                           ec != http::error::end_of_stream && ec != http::error::partial_message;
    if (!isFraming) {
        return HttpReceived::Closed;
    }
    m_exchange.refuse({400, "bad_request", "The body's framing is malformed."});
    return HttpReceived::Refused;
}

net::awaitable<bool> HttpBodyReader::keep(std::string_view bytes)
{
    if (!m_file) {
        m_exchange.request->body.append(bytes);
        co_return true;
    }
    if (!m_admission.filter) {
        co_return co_await write(bytes);
    }
    std::string filtered;
    const auto fed = m_admission.filter->feed(bytes, filtered);
    if (!fed.ok()) {
        m_exchange.fail(fed.error());
        co_return false;
    }
    co_return co_await write(filtered);
}

net::awaitable<bool> HttpBodyReader::write(std::string_view bytes)
{
    // This coroutine frame, and the bytes in the frame of the caller, outlive the write, because the disk thread is
    // joined before the loop is destroyed.
    Arrival<Result<void>> written(m_core.io());
    net::post(m_core.disk(), [&io = m_core.io(), &written, file = m_file.get(), bytes] {
        auto result = file->append(bytes);
        net::post(io, [&written, result = std::move(result)] { written.put(result); });
    });
    co_await written.event.wait();
    if (!written.value->ok()) {
        m_exchange.fail(written.value->error());
        co_return false;
    }
    co_return true;
}

bool HttpBodyReader::finishFile()
{
    if (!m_file || !m_admission.filter) {
        return true;
    }
    const auto finished = m_admission.filter->finish();
    if (!finished.ok()) {
        m_exchange.fail(finished.error());
    }
    return finished.ok();
}

std::chrono::milliseconds HttpBodyReader::timeLeft() const
{
    using std::chrono::milliseconds;
    const HttpLimits &limits = m_core.limits();
    const auto passed = std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - m_since);
    const milliseconds earned(
        static_cast<std::int64_t>(m_received * 1'000 / std::max<std::uint64_t>(limits.bodyBytesPerSecond, 1)));
    const milliseconds byRate = limits.bodyGrace + earned - passed;
    const milliseconds byPhase =
        m_admission.body == HttpAdmission::Body::Memory ? limits.bodyTime - passed : limits.uploadStall;
    return std::max(std::min(byRate, byPhase), milliseconds(0));
}

} // namespace campanile
