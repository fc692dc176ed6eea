#pragma once

#include "api/http/http_core.h"

namespace campanile {

/// The result of reading a part of a request. For Refused, the response says why.
enum class HttpReceived : std::uint8_t { Complete, Refused, Closed };

/// A request and its response while they are being served. Thread: the io thread.
class HttpExchange {
public:
    explicit HttpExchange(HttpServer::Core &core)
        : m_core(core)
    {
    }

    std::shared_ptr<HttpRequest> request = std::make_shared<HttpRequest>();
    bool isHead = false;
    int minor = 1;
    HttpAdmission admission;
    HttpResponse response;

    /// Makes the response a refusal by the server itself.
    void refuse(const HttpRefusal &refusal)
    {
        if (request->id.empty()) {
            request->id = m_core.makeRequestId();
        }
        response = m_core.handler().refused(refusal, request->id);
    }
    /// Makes the response report a failure of the server.
    void fail(const Error &error) { response = m_core.handler().failed(error, request->id); }

private:
    HttpServer::Core &m_core;
};

} // namespace campanile
