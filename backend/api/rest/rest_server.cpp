#include "api/rest/rest_server.h"

#include "api/http/http_server.h"
#include "api/rest/rest_handler.h"

namespace campanile {

Result<std::unique_ptr<RestServer>> RestServer::start(const RestServerOptions &options, const Services &services,
                                                      const ApiKeyLookup &keys)
{
    auto handler = std::make_unique<RestHandler>(services, keys, options.temporaryDirectory, options.version);
    HttpServerOptions http;
    http.address = options.address.toStdString();
    http.port = options.port;
    http.uploadDirectory = options.temporaryDirectory.toStdString();
    http.limits = options.limits;
    auto server = HttpServer::start(http, *handler);
    if (!server.ok()) {
        return server.error();
    }
    const QString host = options.address.contains(u':') ? u'[' + options.address + u']' : options.address;
    const QString url = QStringLiteral("http://%1:%2").arg(host).arg(server.value()->port());
    return std::unique_ptr<RestServer>(new RestServer(std::move(handler), std::move(server).value(), url));
}

RestServer::RestServer(std::unique_ptr<RestHandler> handler, std::unique_ptr<HttpServer> http, QString url)
    : m_handler(std::move(handler))
    , m_http(std::move(http))
    , m_url(std::move(url))
{
}

RestServer::~RestServer() = default;

quint16 RestServer::port() const
{
    return m_http->port();
}

QString RestServer::url() const
{
    return m_url;
}

void RestServer::stop(std::chrono::milliseconds grace)
{
    m_http->stop(grace);
}

} // namespace campanile
