#include "api/http/http_server.h"

#include "api/http/http_core.h"
#include "api/http/http_session.h"
#include "api/http/request_head.h"
#include "api/http/upload_file.h"
#include "core/start_thread.h"

#include <array>
#include <csignal>
#include <cstdio>
#include <system_error>

#include <pthread.h>

namespace campanile {

namespace {

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

/// Whether accepting failed because a resource is used up that becomes free again when others release it.
bool isShortage(error_code ec)
{
    return ec == net::error::no_descriptors || ec == boost::system::errc::too_many_files_open_in_system ||
           ec == net::error::no_buffer_space || ec == net::error::no_memory;
}

} // namespace

HttpServer::Core::Core(HttpServerOptions options, HttpHandler &handler)
    : m_options(std::move(options))
    , m_handler(handler)
    , m_acceptor(m_io)
    , m_graceEnd(m_io)
    , m_random(std::random_device{}())
{
}

Result<void> HttpServer::Core::listen()
{
    error_code ec;
    const auto address = net::ip::make_address(m_options.address, ec);
    if (ec) {
        return {
            ErrorCode::InvalidInput,
            QStringLiteral("\"%1\" is not an IP address to listen on. Give an address in digits, such as 127.0.0.1.")
                .arg(QString::fromStdString(m_options.address))};
    }
    if (!address.is_loopback() && m_options.reach == HttpServerOptions::Reach::Loopback) {
        return {ErrorCode::InvalidInput,
                QStringLiteral(
                    "The API listens on this machine only, and %1 can be reached from other machines. Use 127.0.0.1.")
                    .arg(QString::fromStdString(m_options.address))};
    }
    if (const error_code failed = open({address, m_options.port})) {
        return cannotListen(failed);
    }
    std::vector<std::string> names = m_options.hosts;
    names.insert(names.end(), {"127.0.0.1", "localhost", "[::1]"});
    m_hosts = hostValues(std::move(names), m_port);
    return {};
}

error_code HttpServer::Core::open(const tcp::endpoint &endpoint)
{
    error_code ec;
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
    return ec;
}

Error HttpServer::Core::cannotListen(error_code why) const
{
    const QString place =
        QStringLiteral("%1, port %2").arg(QString::fromStdString(m_options.address), QString::number(m_options.port));
    if (why == net::error::address_in_use) {
        return {ErrorCode::AddressInUse,
                QStringLiteral("Another program listens on %1. Stop it, or choose another port; port 0 takes any that "
                               "is free.")
                    .arg(place),
                {}};
    }
    return {why == net::error::access_denied ? ErrorCode::PermissionDenied : ErrorCode::Internal,
            QStringLiteral("Cannot listen on %1: %2.").arg(place, QString::fromStdString(why.message())),
            {}};
}

Result<void> HttpServer::Core::run()
{
    net::co_spawn(m_io, accept(), net::detached);
    // Only the main thread handles signals; a thread inherits the signal mask of the thread that starts it.
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    Result<void> running;
    try {
        m_disk.emplace(1); // made before the first connection is accepted, because connections use it
        net::post(*m_disk, [] { pthread_setname_np(pthread_self(), "api-disk"); });
        m_thread = std::thread([this] {
            pthread_setname_np(pthread_self(), "api");
            m_io.run();
        });
    } catch (const std::system_error &refusal) {
        running = withoutMeans(refusal);
    } catch (const boost::system::system_error &refusal) { // the system refused the disk thread
        running = withoutMeans(std::system_error(refusal.code().value(), std::generic_category(), "the API"));
    }
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    return running;
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
    const auto sessions = m_sessions; // a copy, because a session that finishes removes itself from the set
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
        if (isShortage(ec)) {
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
        net::co_spawn(m_io, session->run(), [this, session](const std::exception_ptr &) { ended(session); });
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

Result<std::unique_ptr<HttpServer>> HttpServer::start(const HttpServerOptions &options, HttpHandler &handler)
{
    if (const auto prepared = UploadFile::prepareDirectory(options.uploadDirectory); !prepared.ok()) {
        return prepared.error();
    }
    auto core = std::make_shared<Core>(options, handler);
    if (const auto listening = core->listen(); !listening.ok()) {
        return listening.error();
    }
    if (const auto running = core->run(); !running.ok()) {
        return running.error();
    }
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
