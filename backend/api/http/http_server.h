#pragma once

#include "api/http/http_handler.h"
#include "api/http/http_limits.h"
#include "core/result.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace campanile {

/// Where and how to listen.
struct HttpServerOptions {
    /// With Network, the server may listen on any address. Use it only together with transport security and the host
    /// names.
    enum class Reach { Loopback, Network };

    std::string address = "127.0.0.1"; ///< an IP address in digits
    Reach reach = Reach::Loopback;     ///< Loopback: another address than 127.0.0.0/8 and ::1 is InvalidInput
    std::uint16_t port = 0;            ///< 0: a free one
    std::vector<std::string> hosts;    ///< accepted in Host beside 127.0.0.1, localhost and [::1]; without port
    std::string uploadDirectory;       ///< for bodies admitted to a file; see UploadFile::prepareDirectory
    HttpLimits limits;
};

/// An HTTP/1.1 server for one machine. It is strict about what it reads (RFC 9110, RFC 9112), bounds the resources that
/// a client can use (HttpLimits), and refuses web pages of other origins. It does not know what is served.
///
/// Before the handler sees a request the server has refused: heads that are not clean lines (bare LF or CR, folded
/// fields, control characters), more than one Host or none, Content-Length beside Transfer-Encoding, any transfer
/// coding but "chunked", a Host that is not ours with this port (421; DNS rebinding), an Origin that is not ours and
/// Sec-Fetch-Site: cross-site (403; cross-site request forgery). It never sends a CORS field.
///
/// Requests on one connection are answered in their order. A refusal whose body was not read closes the connection.
///
/// Thread: runs on a thread of its own, "api", which calls the handler; a second one, "api-disk", writes uploads, so
/// that a slow disk does not hold other clients up. start, stop and the destructor on one thread.
class HttpServer final {
public:
    class Core; ///< what its connections share; see http_core.h

    /// @param handler borrowed until the server is destroyed.
    /// @returns AddressInUse, PermissionDenied, InvalidInput (address), FileNotReadable (upload directory), Internal.
    static Result<std::unique_ptr<HttpServer>> start(const HttpServerOptions &options, HttpHandler &handler);

    HttpServer(const HttpServer &) = delete;
    HttpServer &operator=(const HttpServer &) = delete;
    /// Stops with no grace period if stop() was not called.
    ~HttpServer();

    /// The port that the server listens on; never 0.
    [[nodiscard]] std::uint16_t port() const;

    /// Stops accepting, closes idle connections, lets requests that have begun finish for at most `grace`, then closes
    /// the rest. Blocks until both threads have ended. The second call does nothing.
    void stop(std::chrono::milliseconds grace);

private:
    explicit HttpServer(std::shared_ptr<Core> core);

    std::shared_ptr<Core> m_core;
};

} // namespace campanile
