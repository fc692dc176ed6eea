#pragma once

#include "api/http/http_handler.h"
#include "api/rest/router.h"
#include "services/api_key_lookup.h"
#include "services/services.h"

namespace campanile {

/// What the HTTP server serves: finds the route, asks for the key, decides what body may come, has it decoded, and
/// words every error as a problem. Thread: made on any, then called on the server's only.
class RestHandler final : public HttpHandler {
public:
    /// Borrows what `services` refers to, and `keys`.
    RestHandler(const Services &services, const ApiKeyLookup &keys, const QString &version);

    std::variant<HttpAdmission, HttpResponse> onHead(const HttpRequest &head) override;
    HttpResponse refused(const HttpRefusal &refusal, const std::string &requestId) override;
    HttpResponse failed(const Error &error, const std::string &requestId) override;

private:
    [[nodiscard]] std::optional<Caller> callerOf(const HttpRequest &head) const;

    const ApiKeyLookup &m_keys;
    Router m_router;
};

} // namespace campanile
