#pragma once

#include "api/http/asio.h"
#include "api/http/http_server.h"

#include <ctime>
#include <optional>
#include <random>
#include <set>
#include <thread>

namespace campanile {

class HttpSession;

/// The state that the server and its sessions share: the loop, the listening socket, the connections. It lives until
/// the server and the last answer that is being delivered have released it.
/// Thread: `listen`, `run` and `stop` that of the server's owner; `io` any; everything else the io thread.
class HttpServer::Core : public std::enable_shared_from_this<HttpServer::Core> {
public:
    Core(HttpServerOptions options, HttpHandler &handler);

    Result<void> listen();
    Result<void> run();
    void stop(std::chrono::milliseconds grace);

    net::io_context &io() { return m_io; }
    net::thread_pool &disk() { return *m_disk; }
    HttpHandler &handler() { return m_handler; }
    [[nodiscard]] const HttpServerOptions &options() const { return m_options; }
    [[nodiscard]] const HttpLimits &limits() const { return m_options.limits; }
    [[nodiscard]] const std::vector<std::string> &hosts() const { return m_hosts; }
    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] bool isStopping() const { return m_isStopping; }
    std::string makeRequestId();
    /// The present time in the form of the Date field.
    const std::string &date();

private:
    error_code open(const tcp::endpoint &endpoint);
    [[nodiscard]] Error cannotListen(error_code why) const;
    net::awaitable<void> accept();
    void ended(const std::shared_ptr<HttpSession> &session);
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

} // namespace campanile
