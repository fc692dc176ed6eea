#include "api/http/http_session.h"

#include "api/http/http_body_reader.h"
#include "api/http/http_parser.h"

#include <boost/beast/http/status.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <limits>
#include <utility>

namespace campanile {

namespace http = boost::beast::http;

namespace {

/// The error for an exception of the handler, which means a bug or a lack of memory.
Error unforeseen(const std::exception &problem)
{
    return {ErrorCode::Internal,
            QStringLiteral("The request could not be served: %1.").arg(QString::fromUtf8(problem.what())),
            {}};
}

/// The right to answer a request once, which HttpReply holds. It points to the place of this answer, not to the
/// connection, so that a late answer cannot be taken for the answer to the next request. Thread: any.
class HttpTicket {
public:
    HttpTicket(std::weak_ptr<HttpServer::Core> core, std::weak_ptr<Arrival<HttpResponse>> place, std::string requestId)
        : m_core(std::move(core))
        , m_place(std::move(place))
        , m_requestId(std::move(requestId))
    {
    }
    HttpTicket(const HttpTicket &) = delete;
    HttpTicket &operator=(const HttpTicket &) = delete;
    ~HttpTicket()
    {
        const auto core = m_core.lock();
        if (m_isUsed || !core) {
            return;
        }
        net::post(core->io(), [weakCore = m_core, place = m_place, id = m_requestId] {
            const auto waiting = place.lock();
            const auto owner = weakCore.lock();
            if (waiting && owner) {
                waiting->put(owner->handler().failed(
                    {ErrorCode::Internal, QStringLiteral("The backend dropped the request without an answer."), {}},
                    id));
            }
        });
    }

    void answer(HttpResponse response)
    {
        const auto core = m_core.lock();
        if (m_isUsed.exchange(true) || !core) {
            return;
        }
        net::post(core->io(), [place = m_place, moved = std::move(response)]() mutable {
            if (const auto waiting = place.lock()) {
                waiting->put(std::move(moved));
            }
        });
    }

private:
    const std::weak_ptr<HttpServer::Core> m_core;
    const std::weak_ptr<Arrival<HttpResponse>> m_place;
    const std::string m_requestId;
    std::atomic<bool> m_isUsed = false;
};

/// Status line and header fields.
std::string responseHead(const HttpExchange &exchange, const std::string &date, bool close)
{
    const HttpResponse &response = exchange.response;
    const bool isChunked = response.source && exchange.minor == 1;
    std::string head = "HTTP/1.1 " + std::to_string(response.status) + ' ';
    const auto reason = http::obsolete_reason(static_cast<http::status>(response.status));
    head.append(reason.data(), reason.size());
    const auto add = [&head](std::string_view name, std::string_view value) {
        head.append("\r\n").append(name).append(": ").append(value);
    };
    add("Date", date);
    add("Cache-Control", "no-store");
    add("X-Content-Type-Options", "nosniff");
    add("X-Request-Id", exchange.request->id);
    add("Content-Type", response.contentType);
    for (const HttpField &field : response.headers) {
        add(field.name, field.value);
    }
    if (isChunked) {
        add("Transfer-Encoding", "chunked");
    } else if (!response.source) {
        add("Content-Length", std::to_string(response.body.size()));
    }
    if (close || (response.source && !isChunked)) {
        add("Connection", "close");
    }
    head += "\r\n\r\n";
    return head;
}

/// The piece with its size, as the coding "chunked" requires (RFC 9112 section 7.1); for an empty piece, the last chunk
/// and the end.
std::string asChunk(std::string_view piece)
{
    std::array<char, 16> size{};
    const auto end = std::to_chars(size.data(), size.data() + size.size(), piece.size(), 16);
    std::string chunk(size.data(), end.ptr);
    chunk.append("\r\n").append(piece).append("\r\n");
    return chunk;
}

} // namespace

HttpSession::HttpSession(HttpServer::Core &core, tcp::socket socket)
    : m_core(core)
    , m_connection(core.io(), std::move(socket), core.limits())
    , m_answerLate(core.io())
{
}

net::awaitable<void> HttpSession::run()
{
    const auto self = shared_from_this();
    for (;;) {
        const Next next = co_await serveOne();
        m_isFirst = false;
        if (next == Next::Close || m_connection.isClosed() || m_core.isStopping()) {
            break;
        }
    }
    m_connection.close();
}

void HttpSession::finishSoon()
{
    if (m_isIdle) {
        abort();
    }
}

void HttpSession::abort()
{
    m_connection.close();
    if (m_verdict) {
        m_verdict->event.set();
    }
    if (m_answer) {
        m_answer->event.set();
    }
    if (m_piece) {
        m_piece->event.set();
    }
}

net::awaitable<HttpSession::Next> HttpSession::serveOne()
{
    HttpExchange exchange(m_core);
    HttpParser parser;
    const HttpReceived head = co_await readHead(parser, exchange);
    if (head != HttpReceived::Complete) {
        co_return co_await end(head, exchange);
    }
    bool admitted = admit(exchange);
    if (admitted) {
        admitted = co_await passCheck(exchange);
    }
    if (admitted) {
        HttpBodyReader body(m_core, m_connection, parser, exchange);
        const HttpReceived received = co_await body.read();
        if (received != HttpReceived::Complete) {
            co_return co_await end(received, exchange);
        }
        co_await awaitAnswer(exchange);
        if (m_connection.isClosed()) {
            co_return Next::Close;
        }
    } else if (exchange.request->hasBody()) { // the body was not read, so it stays on the connection
        co_return co_await end(HttpReceived::Refused, exchange);
    }
    const bool close = !parser.keep_alive() || exchange.minor == 0 || m_core.isStopping();
    const bool sent = co_await respond(exchange, close);
    co_return sent && !close ? Next::KeepAlive : Next::Close;
}

/// Ends a connection whose client has sent, or may still send, bytes that are not read.
net::awaitable<HttpSession::Next> HttpSession::end(HttpReceived received, const HttpExchange &exchange)
{
    if (received == HttpReceived::Refused) {
        const bool sent = co_await respond(exchange, true);
        if (sent) {
            co_await m_connection.linger();
        }
    }
    co_return Next::Close;
}

net::awaitable<HttpReceived> HttpSession::readHead(HttpParser &parser, HttpExchange &exchange)
{
    HeadScanner scanner(m_core.limits());
    const HttpReceived received = co_await receiveHead(scanner, exchange);
    m_connection.clearDeadline();
    if (received != HttpReceived::Complete) {
        co_return received;
    }
    co_return parseHead(parser, scanner, exchange) ? HttpReceived::Complete : HttpReceived::Refused;
}

net::awaitable<HttpReceived> HttpSession::receiveHead(HeadScanner &scanner, HttpExchange &exchange)
{
    m_isIdle = m_connection.buffer().size() == 0;
    m_connection.setDeadline(m_isIdle && !m_isFirst ? m_core.limits().idleTime : m_core.limits().headerTime);
    for (;;) {
        const auto bytes = m_connection.buffer().data();
        const auto state = scanner.scan({static_cast<const char *>(bytes.data()), bytes.size()});
        if (state == HeadScanner::State::Complete) {
            m_isIdle = false;
            co_return HttpReceived::Complete;
        }
        if (state == HeadScanner::State::Refused) {
            exchange.refuse(scanner.refusal());
            co_return HttpReceived::Refused;
        }
        const error_code ec = co_await m_connection.read();
        if (ec && m_connection.isLate() && !m_connection.isClosed() && m_connection.buffer().size() > 0) {
            exchange.refuse({408, "request_timeout", "The header took too long to arrive."});
            co_return HttpReceived::Refused;
        }
        if (ec) {
            co_return HttpReceived::Closed;
        }
        if (m_isIdle && !m_isFirst) {
            m_connection.setDeadline(m_core.limits().headerTime);
        }
        m_isIdle = false;
    }
}

bool HttpSession::parseHead(HttpParser &parser, const HeadScanner &scanner, HttpExchange &exchange)
{
    auto &buffer = m_connection.buffer();
    buffer.consume(scanner.begin());
    const std::size_t size = scanner.end() - scanner.begin();
    error_code ec;
    parser.header_limit(static_cast<std::uint32_t>(size)); // the scanner has applied the limits
    // HttpBodyReader counts the bytes, and Beast 1.74 treats "no limit" as a limit that every Content-Length exceeds.
    parser.body_limit(std::numeric_limits<std::uint64_t>::max());
    parser.put(net::buffer(buffer.data(), size), ec);
    buffer.consume(size);
    if (ec == http::error::bad_version) {
        exchange.refuse({505, "version_not_supported", "Only HTTP/1.1 and HTTP/1.0 are understood here."});
        return false;
    }
    if (ec || !parser.is_header_done()) {
        exchange.refuse({400, "bad_request", "The header is malformed."});
        return false;
    }
    return takeHead(parser, exchange);
}

/// Fills the request from what the parser has read, and refuses what the parser accepts but this server does not.
bool HttpSession::takeHead(const HttpParser &parser, HttpExchange &exchange)
{
    HttpRequest &request = *exchange.request;
    exchange.minor = static_cast<int>(parser.get().version() % 10);
    request.method = std::string(parser.get().method_string());
    exchange.isHead = request.method == "HEAD";
    for (const auto &field : parser.get()) {
        std::string name(field.name_string());
        for (char &c : name) {
            c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
        request.headers.push_back({std::move(name), std::string(field.value())});
    }
    const std::string *id = request.header("x-request-id");
    request.id = id && isRequestId(*id) ? *id : m_core.makeRequestId();

    auto refusal = checkHead(request, exchange.minor, m_core.hosts());
    if (!refusal) {
        const auto target = parser.get().target();
        refusal = readTarget({target.data(), target.size()}, request, m_core.hosts());
    }
    if (refusal) {
        exchange.refuse(*refusal);
    }
    return !refusal;
}

bool HttpSession::admit(HttpExchange &exchange)
{
    std::variant<HttpAdmission, HttpResponse> decision;
    try {
        decision = m_core.handler().onHead(*exchange.request);
    } catch (const std::exception &problem) {
        decision = m_core.handler().failed(unforeseen(problem), exchange.request->id);
    }
    if (auto *response = std::get_if<HttpResponse>(&decision)) {
        exchange.response = std::move(*response);
        return false;
    }
    exchange.admission = std::get<HttpAdmission>(std::move(decision));
    if (exchange.request->contentLength.value_or(0) > exchange.admission.bodyLimit) {
        exchange.refuse({413, "too_large", "The body is larger than this request allows."});
        return false;
    }
    return true;
}

/// Asks the handler about what it could not know at once. The body stays unread meanwhile.
net::awaitable<bool> HttpSession::passCheck(HttpExchange &exchange)
{
    if (!exchange.admission.check) {
        co_return true;
    }
    m_verdict = std::make_shared<Arrival<std::optional<HttpResponse>>>(m_core.io());
    m_answerLate.set(m_core.limits().answerTime, [this] { m_verdict->event.set(); });
    exchange.admission.check(
        [weakCore = m_core.weak_from_this(), place = std::weak_ptr(m_verdict)](std::optional<HttpResponse> verdict) {
            if (const auto core = weakCore.lock()) {
                net::post(core->io(), [place, verdict = std::move(verdict)]() mutable {
                    if (const auto waiting = place.lock()) {
                        waiting->put(std::move(verdict));
                    }
                });
            }
        });
    co_await m_verdict->event.wait();
    m_answerLate.clear();
    const std::optional<std::optional<HttpResponse>> verdict = std::exchange(m_verdict, nullptr)->value;
    if (!verdict) {
        exchange.refuse({504, "answer_timeout", "The backend did not answer in time; nothing was changed."});
        co_return false;
    }
    if (*verdict) {
        exchange.response = **verdict;
    }
    co_return !verdict->has_value();
}

HttpReply HttpSession::makeReply(const std::string &requestId)
{
    // Only the reply holds the ticket, so the end of the ticket shows that no answer will come.
    const auto ticket = std::make_shared<HttpTicket>(m_core.weak_from_this(), m_answer, requestId);
    return [ticket](HttpResponse response) { ticket->answer(std::move(response)); };
}

net::awaitable<void> HttpSession::awaitAnswer(HttpExchange &exchange)
{
    m_answer = std::make_shared<Arrival<HttpResponse>>(m_core.io());
    const auto within = exchange.admission.answerWithin.value_or(m_core.limits().answerTime);
    if (within.count() > 0) {
        m_answerLate.set(within, [this] { m_answer->event.set(); });
    }
    try {
        exchange.admission.answer(exchange.request, makeReply(exchange.request->id));
    } catch (const std::exception &problem) {
        m_answer->put(m_core.handler().failed(unforeseen(problem), exchange.request->id));
    }
    co_await m_answer->event.wait();
    m_answerLate.clear();
    if (m_answer->value) {
        exchange.response = std::move(*m_answer->value);
    } else if (!m_connection.isClosed() && exchange.admission.lateAnswer) {
        exchange.response = exchange.admission.lateAnswer();
    } else if (!m_connection.isClosed()) {
        exchange.refuse(
            {504, "answer_timeout",
             "The backend did not answer in time, and it is not known whether the request was carried out. Read the "
             "object before you try again."});
    }
    m_answer.reset();
}

net::awaitable<bool> HttpSession::respond(const HttpExchange &exchange, bool close)
{
    const HttpResponse &response = exchange.response;
    const bool isChunked = response.source && exchange.minor == 1;
    std::string head = responseHead(exchange, m_core.date(), close);
    if (exchange.isHead) {
        co_return co_await m_connection.send(head);
    }
    if (response.source) {
        if (!co_await m_connection.send(head) || !co_await sendSource(*response.source, isChunked)) {
            co_return false;
        }
        co_return isChunked; // an HTTP/1.0 client sees the end of the body by the end of the connection
    }
    // Small answers leave in one segment.
    const std::size_t room = HttpConnection::pieceSize - std::min(head.size(), HttpConnection::pieceSize);
    const std::size_t first = std::min(response.body.size(), room);
    head.append(response.body, 0, first);
    if (!co_await m_connection.send(head)) {
        co_return false;
    }
    co_return co_await sendInPieces(std::string_view(response.body).substr(first));
}

net::awaitable<bool> HttpSession::sendSource(HttpBodySource &source, bool chunked)
{
    for (;;) {
        const std::optional<std::string> piece = co_await nextPiece(source);
        if (!piece) {
            co_return false;
        }
        const std::string framed = chunked ? asChunk(*piece) : *piece;
        if (!co_await sendInPieces(framed)) {
            co_return false;
        }
        if (piece->empty()) {
            co_return true; // "0" and two line ends were the last chunk
        }
    }
}

/// The next piece; nothing when the source failed or did not answer in time.
net::awaitable<std::optional<std::string>> HttpSession::nextPiece(HttpBodySource &source)
{
    m_piece = std::make_shared<Arrival<Result<std::string>>>(m_core.io());
    source.next([weakCore = m_core.weak_from_this(), weakPiece = std::weak_ptr(m_piece)](Result<std::string> piece) {
        if (const auto core = weakCore.lock()) {
            net::post(core->io(), [weakPiece, piece = std::move(piece)]() mutable {
                if (const auto waiting = weakPiece.lock()) {
                    waiting->put(std::move(piece));
                }
            });
        }
    });
    m_answerLate.set(m_core.limits().answerTime, [this] { abort(); });
    co_await m_piece->event.wait();
    m_answerLate.clear();
    if (!m_piece->value || !m_piece->value->ok()) {
        co_return std::nullopt;
    }
    co_return std::move(*m_piece->value).value();
}

net::awaitable<bool> HttpSession::sendInPieces(std::string_view bytes)
{
    for (std::size_t at = 0; at < bytes.size(); at += HttpConnection::pieceSize) {
        if (!co_await m_connection.send(bytes.substr(at, HttpConnection::pieceSize))) {
            co_return false;
        }
    }
    co_return true;
}

} // namespace campanile
