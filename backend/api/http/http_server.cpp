// The only file that knows Boost.Asio and Boost.Beast: compiling them takes half a minute, and their types would tie
// every route to one library.

#include "api/http/http_server.h"

#include "api/http/request_head.h"
#include "api/http/upload_file.h"

#include <utility> // std::exchange, which Boost 1.74's awaitable.hpp uses without including it

#include <boost/asio.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <array>
#include <atomic>
#include <charconv>
#include <ctime>
#include <functional>
#include <limits>
#include <pthread.h>
#include <random>
#include <set>
#include <signal.h>
#include <thread>

namespace campanile {

namespace net = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;
using tcp = net::ip::tcp;

namespace {

constexpr std::size_t pieceSize = 64 * 1024; // of bodies in both directions
/// After a refusal what the client still sends is read and thrown away, else the kernel would answer it with a reset
/// that can overtake the refusal (RFC 9112 section 9.6). Bounded in bytes and time.
constexpr std::size_t lingerBytes = 1024 * 1024;
constexpr std::chrono::milliseconds lingerTime{2'000};

auto toResult(error_code &ec)
{
    return net::redirect_error(net::use_awaitable, ec);
}

/// RFC 9110 section 5.6.7, for example "Sun, 06 Nov 1994 08:49:37 GMT"; independent of the locale.
std::string httpDate(std::time_t now)
{
    static constexpr std::array days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::tm t{};
    ::gmtime_r(&now, &t);
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT",
                  days[static_cast<std::size_t>(t.tm_wday)], t.tm_mday, months[static_cast<std::size_t>(t.tm_mon)],
                  t.tm_year + 1900, t.tm_hour, t.tm_min, t.tm_sec);
    return text.data();
}

/// What to make of an exception of the handler, which is a bug, or memory that ran out.
Error unforeseen(const std::exception &problem)
{
    return {ErrorCode::Internal,
            QStringLiteral("The request could not be served: %1.").arg(QString::fromUtf8(problem.what())),
            {}};
}

/// Something that coroutines of the io thread wait for. Thread: the io thread.
class Event {
public:
    explicit Event(net::io_context &io)
        : m_timer(io, net::steady_timer::time_point::max())
    {
    }
    void set()
    {
        m_isSet = true;
        m_timer.cancel();
    }
    net::awaitable<void> wait()
    {
        while (!m_isSet) {
            error_code ec;
            co_await m_timer.async_wait(toResult(ec));
        }
    }

private:
    net::steady_timer m_timer;
    bool m_isSet = false;
};

/// An answer on its way from another thread, and the event of its arrival. Thread: the io thread.
template<class T>
struct Arrival {
    explicit Arrival(net::io_context &io)
        : event(io)
    {
    }
    /// Only the first value counts.
    void put(T arrived)
    {
        if (!value) {
            value = std::move(arrived);
        }
        event.set();
    }

    std::optional<T> value;
    Event event;
};

} // namespace

class HttpSession;

/// What both ends share: the loop, the listening socket, the connections. Lives until the server and the last answer
/// that is being delivered have let go of it.
class HttpServer::Core : public std::enable_shared_from_this<HttpServer::Core> {
public:
    Core(HttpServerOptions options, HttpHandler &handler)
        : m_options(std::move(options))
        , m_handler(handler)
        , m_acceptor(m_io)
        , m_graceEnd(m_io)
        , m_random(std::random_device{}())
    {
    }

    Result<void> listen();
    void run();
    void stop(std::chrono::milliseconds grace);

    net::io_context &io() { return m_io; }
    net::thread_pool &disk() { return *m_disk; }
    HttpHandler &handler() { return m_handler; }
    const HttpServerOptions &options() const { return m_options; }
    const HttpLimits &limits() const { return m_options.limits; }
    const std::vector<std::string> &hosts() const { return m_hosts; }
    std::uint16_t port() const { return m_port; }
    bool isStopping() const { return m_isStopping; }
    std::string makeRequestId();
    const std::string &date();

    void ended(const std::shared_ptr<HttpSession> &session);

private:
    net::awaitable<void> accept();
    void beginStop(std::chrono::milliseconds grace);
    void stopWhenIdle();

    const HttpServerOptions m_options;
    HttpHandler &m_handler;
    std::vector<std::string> m_hosts;
    std::uint16_t m_port = 0;
    net::io_context m_io{1};
    std::optional<net::thread_pool> m_disk; // made by run, with signals blocked
    tcp::acceptor m_acceptor;
    net::steady_timer m_graceEnd;
    std::set<std::shared_ptr<HttpSession>> m_sessions;
    bool m_isStopping = false;
    std::mt19937_64 m_random;
    std::time_t m_dateAt = 0;
    std::string m_date;
    std::thread m_thread;
};

/// One connection. Its coroutine `run` owns it; all members are used on the io thread.
class HttpSession : public std::enable_shared_from_this<HttpSession> {
public:
    HttpSession(HttpServer::Core &core, tcp::socket socket)
        : m_core(core)
        , m_socket(std::move(socket))
        , m_buffer(pieceSize)
        , m_alarm(core.io())
    {
    }

    net::awaitable<void> run();

    /// The server stops: an idle connection is closed now, another one after its response.
    void finishSoon();
    /// Closes now, whatever is going on.
    void abort();

private:
    using Parser = http::request_parser<http::buffer_body>;
    enum class Head { Complete, Refused, Closed };
    enum class Body { Complete, Refused, Closed };
    enum class Next { KeepAlive, Close };

    struct Exchange {
        std::shared_ptr<HttpRequest> request = std::make_shared<HttpRequest>();
        bool isHead = false;
        int minor = 1;
        HttpAdmission admission;
        HttpResponse response; // the refusal when there is one
    };

    net::awaitable<Next> serveOne();
    net::awaitable<Head> readHead(Parser &parser, Exchange &exchange);
    net::awaitable<Head> receiveHead(HeadScanner &scanner, Exchange &exchange);
    bool parseHead(Parser &parser, const HeadScanner &scanner, Exchange &exchange);
    bool admit(Exchange &exchange);
    net::awaitable<Body> readBody(Parser &parser, Exchange &exchange);
    net::awaitable<bool> keep(std::string_view bytes, UploadFile *file, Exchange &exchange);
    HttpReply makeReply(const std::string &requestId);
    net::awaitable<void> awaitAnswer(Exchange &exchange);
    net::awaitable<bool> respond(const Exchange &exchange, bool close);
    net::awaitable<bool> sendSource(HttpBodySource &source, bool chunked);
    net::awaitable<bool> send(std::string_view bytes);
    net::awaitable<void> linger();

    void refuse(Exchange &exchange, const HttpRefusal &refusal);
    std::chrono::milliseconds bodyTimeLeft(const Exchange &exchange, std::uint64_t received,
                                           std::chrono::steady_clock::time_point since) const;

    void setAlarm(std::chrono::milliseconds after, void (HttpSession::*action)());
    void clearAlarm();
    void onReadLate();
    void onAnswerLate();

    HttpServer::Core &m_core;
    tcp::socket m_socket;
    boost::beast::flat_buffer m_buffer;
    net::steady_timer m_alarm;
    unsigned m_alarmNumber = 0;
    bool m_isFirst = true;
    bool m_isIdle = false; // between two requests, and nothing of the next has come
    bool m_isLate = false; // the alarm cut the current operation
    bool m_isAborted = false;
    std::shared_ptr<Arrival<HttpResponse>> m_answer;
    std::shared_ptr<Arrival<Result<std::string>>> m_piece;
};

/// The one-time right to answer a request; what HttpReply holds. It points to the answer's own place, not to the
/// connection, so that an answer that comes too late cannot be taken for that of the next request. Thread: any.
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
                    {ErrorCode::Internal, QStringLiteral("The backend let go of the request without an answer."), {}},
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

// ---- Core

Result<void> HttpServer::Core::listen()
{
    const QString place =
        QStringLiteral("%1, port %2").arg(QString::fromStdString(m_options.address), QString::number(m_options.port));
    error_code ec;
    const auto address = net::ip::make_address(m_options.address, ec);
    if (ec) {
        return {ErrorCode::InvalidInput,
                QStringLiteral("\"%1\" is no IP address to listen on; give one in digits, such as 127.0.0.1.")
                    .arg(QString::fromStdString(m_options.address))};
    }
    if (!address.is_loopback() && m_options.reach == HttpServerOptions::Reach::Loopback) {
        return {ErrorCode::InvalidInput,
                QStringLiteral("The API listens on this machine only, and %1 is reached from others; use 127.0.0.1.")
                    .arg(QString::fromStdString(m_options.address))};
    }
    const tcp::endpoint endpoint(address, m_options.port);
    m_acceptor.open(endpoint.protocol(), ec);
    if (!ec) {
        m_acceptor.set_option(net::socket_base::reuse_address(true), ec);
    }
    if (!ec) {
        m_acceptor.bind(endpoint, ec);
    }
    if (!ec) {
        m_acceptor.listen(net::socket_base::max_listen_connections, ec);
    }
    if (!ec) {
        m_port = m_acceptor.local_endpoint(ec).port();
    }
    if (ec == net::error::address_in_use) {
        return {ErrorCode::AddressInUse,
                QStringLiteral("Another program listens on %1. Stop it, or choose another port; port 0 takes any that "
                               "is free.")
                    .arg(place)};
    }
    if (ec) {
        return {ec == net::error::access_denied ? ErrorCode::PermissionDenied : ErrorCode::Internal,
                QStringLiteral("Cannot listen on %1: %2.").arg(place, QString::fromStdString(ec.message()))};
    }
    std::vector<std::string> names = m_options.hosts;
    names.insert(names.end(), {"127.0.0.1", "localhost", "[::1]"});
    m_hosts = hostValues(std::move(names), m_port);
    return {};
}

void HttpServer::Core::run()
{
    net::co_spawn(m_io, accept(), net::detached);
    // Signals are the main thread's business; a thread inherits the mask of its maker.
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    m_thread = std::thread([this] {
        pthread_setname_np(pthread_self(), "api");
        m_io.run();
    });
    m_disk.emplace(1);
    net::post(*m_disk, [] { pthread_setname_np(pthread_self(), "api-disk"); });
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

void HttpServer::Core::stop(std::chrono::milliseconds grace)
{
    if (!m_thread.joinable()) {
        return;
    }
    net::post(m_io, [this, grace] { beginStop(grace); });
    m_thread.join();
    m_disk->join();
}

void HttpServer::Core::beginStop(std::chrono::milliseconds grace)
{
    m_isStopping = true;
    error_code ignored;
    m_acceptor.close(ignored);
    const auto sessions = m_sessions; // finishing one takes it out of the set
    for (const auto &session : sessions) {
        session->finishSoon();
    }
    m_graceEnd.expires_after(grace);
    m_graceEnd.async_wait([this](error_code ec) {
        if (!ec) {
            const auto left = m_sessions;
            for (const auto &session : left) {
                session->abort();
            }
        }
    });
    stopWhenIdle();
}

void HttpServer::Core::stopWhenIdle()
{
    if (m_isStopping && m_sessions.empty()) {
        m_io.stop();
    }
}

void HttpServer::Core::ended(const std::shared_ptr<HttpSession> &session)
{
    m_sessions.erase(session);
    stopWhenIdle();
}

net::awaitable<void> HttpServer::Core::accept()
{
    net::steady_timer pause(m_io);
    while (!m_isStopping) {
        tcp::socket socket(m_io);
        error_code ec;
        co_await m_acceptor.async_accept(socket, toResult(ec));
        if (ec == net::error::operation_aborted || !m_acceptor.is_open()) {
            co_return;
        }
        if (ec == net::error::no_descriptors || ec == boost::system::errc::too_many_files_open_in_system ||
            ec == net::error::no_buffer_space || ec == net::error::no_memory) {
            // The waiting connection stays readable, so accepting again at once would spin.
            pause.expires_after(limits().acceptBackOff);
            co_await pause.async_wait(toResult(ec));
            continue;
        }
        if (ec || m_sessions.size() >= limits().connections) {
            continue; // the socket closes itself
        }
        socket.set_option(tcp::no_delay(true), ec);
        const auto session = std::make_shared<HttpSession>(*this, std::move(socket));
        m_sessions.insert(session);
        net::co_spawn(m_io, session->run(), [this, session](std::exception_ptr) { ended(session); });
    }
}

std::string HttpServer::Core::makeRequestId()
{
    static constexpr std::string_view digits = "0123456789abcdefghjkmnpqrstvwxyz";
    constexpr int length = 16; // 80 bits: no two of one log are alike
    std::string id = "req_";
    for (int i = 0; i < length; ++i) {
        id += digits[m_random() % digits.size()];
    }
    return id;
}

const std::string &HttpServer::Core::date()
{
    const std::time_t now = std::time(nullptr);
    if (now != m_dateAt) {
        m_dateAt = now;
        m_date = httpDate(now);
    }
    return m_date;
}

// ---- Session

net::awaitable<void> HttpSession::run()
{
    const auto self = shared_from_this();
    for (;;) {
        const Next next = co_await serveOne();
        m_isFirst = false;
        if (next == Next::Close || m_isAborted || m_core.isStopping()) {
            break;
        }
    }
    clearAlarm();
    error_code ignored;
    m_socket.close(ignored);
}

void HttpSession::finishSoon()
{
    if (m_isIdle) {
        abort();
    }
}

void HttpSession::abort()
{
    m_isAborted = true;
    error_code ignored;
    m_socket.close(ignored);
    if (m_answer) {
        m_answer->event.set();
    }
    if (m_piece) {
        m_piece->event.set();
    }
}

void HttpSession::setAlarm(std::chrono::milliseconds after, void (HttpSession::*action)())
{
    const unsigned number = ++m_alarmNumber;
    m_alarm.expires_after(after);
    // The weak pointer covers an expiry that was queued before the alarm was cleared and the session went.
    m_alarm.async_wait([weak = weak_from_this(), number, action](error_code ec) {
        const auto self = weak.lock();
        if (!ec && self && self->m_alarmNumber == number) {
            (self.get()->*action)();
        }
    });
}

void HttpSession::clearAlarm()
{
    ++m_alarmNumber;
    m_alarm.cancel();
}

void HttpSession::onReadLate()
{
    m_isLate = true;
    error_code ignored;
    m_socket.cancel(ignored);
}

void HttpSession::onAnswerLate()
{
    m_isLate = true;
    m_answer->event.set();
}

void HttpSession::refuse(Exchange &exchange, const HttpRefusal &refusal)
{
    if (exchange.request->id.empty()) {
        exchange.request->id = m_core.makeRequestId();
    }
    exchange.response = m_core.handler().refused(refusal, exchange.request->id);
}

net::awaitable<HttpSession::Next> HttpSession::serveOne()
{
    Exchange exchange;
    Parser parser;
    const Head head = co_await readHead(parser, exchange);
    if (head == Head::Closed) {
        co_return Next::Close;
    }
    if (head == Head::Refused) {
        if (co_await respond(exchange, true)) {
            co_await linger();
        }
        co_return Next::Close;
    }
    if (!admit(exchange)) {
        const bool unread = exchange.request->hasBody();
        const bool close = unread || !parser.keep_alive() || exchange.minor == 0 || m_core.isStopping();
        const bool sent = co_await respond(exchange, close);
        if (sent && unread) {
            co_await linger();
        }
        co_return sent && !close ? Next::KeepAlive : Next::Close;
    }
    const Body body = co_await readBody(parser, exchange);
    if (body == Body::Closed) {
        co_return Next::Close;
    }
    if (body == Body::Refused) {
        if (co_await respond(exchange, true)) {
            co_await linger();
        }
        co_return Next::Close;
    }
    co_await awaitAnswer(exchange);
    if (m_isAborted) {
        co_return Next::Close;
    }
    const bool close = !parser.keep_alive() || exchange.minor == 0 || m_core.isStopping();
    const bool sent = co_await respond(exchange, close);
    co_return sent && !close ? Next::KeepAlive : Next::Close;
}

net::awaitable<HttpSession::Head> HttpSession::readHead(Parser &parser, Exchange &exchange)
{
    HeadScanner scanner(m_core.limits());
    const Head received = co_await receiveHead(scanner, exchange);
    clearAlarm();
    if (received != Head::Complete) {
        co_return received;
    }
    co_return parseHead(parser, scanner, exchange) ? Head::Complete : Head::Refused;
}

net::awaitable<HttpSession::Head> HttpSession::receiveHead(HeadScanner &scanner, Exchange &exchange)
{
    constexpr std::size_t readSize = 4 * 1024; // most heads come in one read of this
    m_isLate = false;
    m_isIdle = m_buffer.size() == 0;
    setAlarm(m_isIdle && !m_isFirst ? m_core.limits().idleTime : m_core.limits().headerTime, &HttpSession::onReadLate);
    for (;;) {
        const auto bytes = m_buffer.data();
        const auto state = scanner.scan({static_cast<const char *>(bytes.data()), bytes.size()});
        if (state == HeadScanner::State::Complete) {
            m_isIdle = false;
            co_return Head::Complete;
        }
        if (state == HeadScanner::State::Refused) {
            refuse(exchange, scanner.refusal());
            co_return Head::Refused;
        }
        error_code ec;
        const std::size_t size = co_await m_socket.async_read_some(m_buffer.prepare(readSize), toResult(ec));
        m_buffer.commit(size);
        if (ec && m_isLate && !m_isAborted && m_buffer.size() > 0) {
            refuse(exchange, {408, "request_timeout", "The header took too long to arrive."});
            co_return Head::Refused;
        }
        if (ec) {
            co_return Head::Closed;
        }
        if (m_isIdle) {
            m_isIdle = false;
            if (!m_isFirst) {
                setAlarm(m_core.limits().headerTime, &HttpSession::onReadLate);
            }
        }
    }
}

bool HttpSession::parseHead(Parser &parser, const HeadScanner &scanner, Exchange &exchange)
{
    m_buffer.consume(scanner.begin());
    const std::size_t size = scanner.end() - scanner.begin();
    error_code ec;
    parser.header_limit(static_cast<std::uint32_t>(size)); // the scanner has applied the limits
    // readBody counts; and Beast 1.74 takes "no limit" for a limit that every Content-Length exceeds.
    parser.body_limit(std::numeric_limits<std::uint64_t>::max());
    parser.put(net::buffer(m_buffer.data(), size), ec);
    m_buffer.consume(size);
    if (ec == http::error::bad_version) {
        refuse(exchange, {505, "version_not_supported", "Only HTTP/1.1 and HTTP/1.0 are understood here."});
        return false;
    }
    if (ec || !parser.is_header_done()) {
        refuse(exchange, {400, "bad_request", "The header is malformed."});
        return false;
    }
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
        refuse(exchange, *refusal);
        return false;
    }
    return true;
}

bool HttpSession::admit(Exchange &exchange)
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
        refuse(exchange, {413, "too_large", "The body is larger than this request allows."});
        return false;
    }
    return true;
}

std::chrono::milliseconds HttpSession::bodyTimeLeft(const Exchange &exchange, std::uint64_t received,
                                                    std::chrono::steady_clock::time_point since) const
{
    using std::chrono::milliseconds;
    const HttpLimits &limits = m_core.limits();
    const auto passed = std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - since);
    const milliseconds earned(
        static_cast<std::int64_t>(received * 1'000 / std::max<std::uint64_t>(limits.bodyBytesPerSecond, 1)));
    const milliseconds byRate = limits.bodyGrace + earned - passed;
    const milliseconds byPhase =
        exchange.admission.body == HttpAdmission::Body::Memory ? limits.bodyTime - passed : limits.uploadStall;
    return std::max(std::min(byRate, byPhase), milliseconds(0));
}

net::awaitable<HttpSession::Body> HttpSession::readBody(Parser &parser, Exchange &exchange)
{
    HttpRequest &request = *exchange.request;
    std::shared_ptr<UploadFile> file;
    if (exchange.admission.body == HttpAdmission::Body::File) {
        auto made = UploadFile::create(m_core.options().uploadDirectory);
        if (!made.ok()) {
            exchange.response = m_core.handler().failed(made.error(), request.id);
            co_return Body::Refused;
        }
        file = std::move(made).value();
        request.upload = file;
    }
    if (request.hasBody() && request.header("expect") && exchange.minor == 1 && m_buffer.size() == 0) {
        if (!co_await send("HTTP/1.1 100 Continue\r\n\r\n")) {
            co_return Body::Closed;
        }
    }
    auto checkChunk = [limit = m_core.limits().chunkExtensionBytes](std::uint64_t, boost::beast::string_view extensions,
                                                                    error_code &ec) {
        if (extensions.size() > limit) {
            ec = http::error::bad_chunk_extension;
        }
    };
    parser.on_chunk_header(checkChunk);

    std::vector<char> piece(request.hasBody() ? pieceSize : 0);
    std::uint64_t received = 0;
    const auto since = std::chrono::steady_clock::now();
    m_isLate = false;
    while (!parser.is_done()) {
        parser.get().body().data = piece.data();
        parser.get().body().size = piece.size();
        setAlarm(bodyTimeLeft(exchange, received, since), &HttpSession::onReadLate);
        error_code ec;
        co_await http::async_read_some(m_socket, m_buffer, parser, toResult(ec));
        clearAlarm();
        if (ec == http::error::need_buffer) {
            ec = {};
        }
        if (ec && m_isLate && !m_isAborted) {
            refuse(exchange, {408, "request_timeout", "The body took too long to arrive."});
            co_return Body::Refused;
        }
        if (ec == http::error::partial_message || ec == http::error::end_of_stream ||
            (ec && ec.category() != http::make_error_code(http::error::end_of_stream).category())) {
            co_return Body::Closed;
        }
        if (ec) {
            refuse(exchange, {400, "bad_request", "The body's framing is malformed."});
            co_return Body::Refused;
        }
        const std::size_t size = piece.size() - parser.get().body().size;
        received += size;
        if (received > exchange.admission.bodyLimit) {
            refuse(exchange, {413, "too_large", "The body is larger than this request allows."});
            co_return Body::Refused;
        }
        const std::string_view bytes(piece.data(), size);
        if (size > 0 && !co_await keep(bytes, file.get(), exchange)) {
            co_return Body::Refused;
        }
    }
    if (file && exchange.admission.filter) {
        const auto finished = exchange.admission.filter->finish();
        if (!finished.ok()) {
            exchange.response = m_core.handler().failed(finished.error(), request.id);
            co_return Body::Refused;
        }
    }
    co_return Body::Complete;
}

net::awaitable<bool> HttpSession::keep(std::string_view bytes, UploadFile *file, Exchange &exchange)
{
    if (!file) {
        exchange.request->body.append(bytes);
        co_return true;
    }
    std::string filtered;
    if (exchange.admission.filter) {
        const auto fed = exchange.admission.filter->feed(bytes, filtered);
        if (!fed.ok()) {
            exchange.response = m_core.handler().failed(fed.error(), exchange.request->id);
            co_return false;
        }
        bytes = filtered;
    }
    // This frame, with the bytes in it, outlives the write: the disk thread is joined before the loop is destroyed.
    Arrival<Result<void>> written(m_core.io());
    net::post(m_core.disk(), [&io = m_core.io(), &written, file, bytes] {
        auto result = file->append(bytes);
        net::post(io, [&written, result = std::move(result)] { written.put(result); });
    });
    co_await written.event.wait();
    if (!written.value->ok()) {
        exchange.response = m_core.handler().failed(written.value->error(), exchange.request->id);
        co_return false;
    }
    co_return true;
}

HttpReply HttpSession::makeReply(const std::string &requestId)
{
    // Nobody but the reply holds the ticket, so its end shows that no answer will come.
    const auto ticket = std::make_shared<HttpTicket>(m_core.weak_from_this(), m_answer, requestId);
    return [ticket](HttpResponse response) { ticket->answer(std::move(response)); };
}

net::awaitable<void> HttpSession::awaitAnswer(Exchange &exchange)
{
    m_answer = std::make_shared<Arrival<HttpResponse>>(m_core.io());
    const auto within = exchange.admission.answerWithin.value_or(m_core.limits().answerTime);
    m_isLate = false;
    if (within.count() > 0) {
        setAlarm(within, &HttpSession::onAnswerLate);
    }
    try {
        exchange.admission.answer(exchange.request, makeReply(exchange.request->id));
    } catch (const std::exception &problem) {
        m_answer->put(m_core.handler().failed(unforeseen(problem), exchange.request->id));
    }
    co_await m_answer->event.wait();
    clearAlarm();
    if (m_answer->value) {
        exchange.response = std::move(*m_answer->value);
    } else if (!m_isAborted && exchange.admission.lateAnswer) {
        exchange.response = exchange.admission.lateAnswer();
    } else if (!m_isAborted) {
        refuse(exchange, {504, "answer_timeout",
                          "The backend did not answer in time, and what came of the request is not known; read the "
                          "object before you try again."});
    }
    m_answer.reset();
}

net::awaitable<bool> HttpSession::respond(const Exchange &exchange, bool close)
{
    const HttpResponse &response = exchange.response;
    const bool isChunked = response.source && exchange.minor == 1;
    std::string head = "HTTP/1.1 " + std::to_string(response.status) + ' ';
    const auto reason = http::obsolete_reason(static_cast<http::status>(response.status));
    head.append(reason.data(), reason.size());
    const auto add = [&head](std::string_view name, std::string_view value) {
        head.append("\r\n").append(name).append(": ").append(value);
    };
    add("Date", m_core.date());
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

    if (exchange.isHead) {
        co_return co_await send(head);
    }
    if (response.source) {
        if (!co_await send(head) || !co_await sendSource(*response.source, isChunked)) {
            co_return false;
        }
        co_return isChunked; // an HTTP/1.0 client sees the end of the body by the end of the connection
    }
    // Small answers leave in one segment.
    const std::size_t first = std::min(response.body.size(), pieceSize - std::min(head.size(), pieceSize));
    head.append(response.body, 0, first);
    if (!co_await send(head)) {
        co_return false;
    }
    for (std::size_t at = first; at < response.body.size(); at += pieceSize) {
        if (!co_await send(std::string_view(response.body).substr(at, pieceSize))) {
            co_return false;
        }
    }
    co_return true;
}

net::awaitable<bool> HttpSession::sendSource(HttpBodySource &source, bool chunked)
{
    for (;;) {
        m_piece = std::make_shared<Arrival<Result<std::string>>>(m_core.io());
        source.next(
            [weakCore = m_core.weak_from_this(), weakPiece = std::weak_ptr(m_piece)](Result<std::string> piece) {
                if (const auto core = weakCore.lock()) {
                    net::post(core->io(), [weakPiece, piece = std::move(piece)]() mutable {
                        if (const auto waiting = weakPiece.lock()) {
                            waiting->put(std::move(piece));
                        }
                    });
                }
            });
        setAlarm(m_core.limits().answerTime, &HttpSession::abort);
        co_await m_piece->event.wait();
        clearAlarm();
        if (!m_piece->value || !m_piece->value->ok()) {
            co_return false;
        }
        const std::string piece = std::move(*m_piece->value).value();
        std::string framed;
        if (chunked) {
            std::array<char, 16> size{};
            const auto end = std::to_chars(size.data(), size.data() + size.size(), piece.size(), 16);
            framed.append(size.data(), end.ptr).append("\r\n").append(piece).append("\r\n");
        } else {
            framed = piece;
        }
        for (std::size_t at = 0; at < framed.size(); at += pieceSize) {
            if (!co_await send(std::string_view(framed).substr(at, pieceSize))) {
                co_return false;
            }
        }
        if (piece.empty()) {
            co_return true; // "0" and two line ends were the last chunk
        }
    }
}

net::awaitable<bool> HttpSession::send(std::string_view bytes)
{
    setAlarm(m_core.limits().writeTime, &HttpSession::onReadLate);
    error_code ec;
    co_await net::async_write(m_socket, net::buffer(bytes.data(), bytes.size()), toResult(ec));
    clearAlarm();
    co_return !ec && !m_isAborted;
}

net::awaitable<void> HttpSession::linger()
{
    error_code ec;
    m_socket.shutdown(tcp::socket::shutdown_send, ec);
    setAlarm(lingerTime, &HttpSession::onReadLate);
    std::vector<char> waste(pieceSize);
    std::size_t total = 0;
    while (!ec && total < lingerBytes) {
        total += co_await m_socket.async_read_some(net::buffer(waste), toResult(ec));
    }
    clearAlarm();
}

// ---- Server

Result<std::unique_ptr<HttpServer>> HttpServer::start(const HttpServerOptions &options, HttpHandler &handler)
{
    if (const auto prepared = UploadFile::prepareDirectory(options.uploadDirectory); !prepared.ok()) {
        return prepared.error();
    }
    auto core = std::make_shared<Core>(options, handler);
    if (const auto listening = core->listen(); !listening.ok()) {
        return listening.error();
    }
    core->run();
    return std::unique_ptr<HttpServer>(new HttpServer(std::move(core)));
}

HttpServer::HttpServer(std::shared_ptr<Core> core)
    : m_core(std::move(core))
{
}

HttpServer::~HttpServer()
{
    stop(std::chrono::milliseconds(0));
}

std::uint16_t HttpServer::port() const
{
    return m_core->port();
}

void HttpServer::stop(std::chrono::milliseconds grace)
{
    m_core->stop(grace);
}

} // namespace campanile
