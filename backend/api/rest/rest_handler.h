#pragma once

#include "api/http/http_handler.h"
#include "api/rest/router.h"
#include "services/api_key_lookup.h"
#include "services/services.h"

namespace campanile {

/// The handler of the HTTP server: it finds the route, checks the key, decides which body is admitted, decodes it, and
/// turns every error into a problem answer. Thread: it may be made on any thread and is called on the server's thread
/// only.
class RestHandler final : public HttpHandler {
public:
    /// Borrows what `services` refers to, and `keys`. `temporaryDirectory` and `version` are those of
    /// RestServerOptions.
    RestHandler(const Services &services, const ApiKeyLookup &keys, const QString &temporaryDirectory,
                const QString &version);

    std::variant<HttpAdmission, HttpResponse> onHead(const HttpRequest &head) override;
    HttpResponse refused(const HttpRefusal &refusal, const std::string &requestId) override;
    HttpResponse failed(const Error &error, const std::string &requestId) override;

private:
    [[nodiscard]] std::optional<Caller> callerOf(const HttpRequest &head) const;

    const ApiKeyLookup &m_keys;
    Router m_router;
};

} // namespace campanile
