#pragma once

#include "api/http/http_limits.h"
#include "core/result.h"
#include "services/api_key_lookup.h"
#include "services/services.h"

#include <QString>

#include <chrono>
#include <memory>

namespace campanile {

class HttpServer;
class RestHandler;

/// The options of the REST server.
struct RestServerOptions {
    /// Where to listen: a loopback address in digits, "127.0.0.1" or "::1". Any other is refused with InvalidInput:
    /// beyond loopback the API requires TLS, which is not built in yet.
    QString address = QStringLiteral("127.0.0.1");
    /// 0 picks a free port.
    quint16 port = 0;
    /// Where uploaded lists wait for their import, and exports for their client: a directory for this purpose alone, on
    /// a disk with room for uploads of 2 GiB. Made with mode 0700 when missing; what an earlier process left in it is
    /// removed at the start.
    QString temporaryDirectory;
    /// The program's version, as /healthz and /openapi.json show it.
    QString version = QStringLiteral(CAMPANILE_VERSION);
    /// For tests; the defaults are the documented limits.
    HttpLimits limits;
};

/// The REST API, `/v1` and its unversioned neighbours, on a thread of its own ("api"). It only decodes requests, calls
/// the services, and encodes answers. /openapi.json describes what it serves.
///
/// Thread: start, stop and the destructor on one thread; port() and url() on any. The services answer on their own
/// threads; their answers are passed to the api thread, and dropped when the client or the server is gone.
class RestServer final {
public:
    /// Listens and serves. Borrows what `services` refers to, and `keys`, until the server is destroyed; both are
    /// called on the api thread.
    /// @returns AddressInUse when the port is taken, PermissionDenied when it may not be opened, InvalidInput for a
    ///          text that is not an address and for an address beyond loopback, FileNotReadable when the temporary
    ///          directory cannot be used.
    static Result<std::unique_ptr<RestServer>> start(const RestServerOptions &options, const Services &services,
                                                     const ApiKeyLookup &keys);

    RestServer(const RestServer &) = delete;
    RestServer &operator=(const RestServer &) = delete;
    /// Stops with no grace period if stop() was not called.
    ~RestServer();

    /// The port that the server listens on; never 0.
    [[nodiscard]] quint16 port() const;
    /// "http://127.0.0.1:8080", without a slash at the end.
    [[nodiscard]] QString url() const;

    /// Takes no new connection and no new request from now on, lets running requests finish for at most `grace`, then
    /// closes what is left. Blocks until that is done, so the services must be alive and must answer on other threads
    /// than the caller's. The second call does nothing.
    void stop(std::chrono::milliseconds grace = std::chrono::seconds(10));

private:
    RestServer(std::unique_ptr<RestHandler> handler, std::unique_ptr<HttpServer> http, QString url);

    std::unique_ptr<RestHandler> m_handler; // outlives m_http, which calls it
    std::unique_ptr<HttpServer> m_http;
    QString m_url;
};

} // namespace campanile
