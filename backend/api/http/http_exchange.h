#pragma once

#include "api/http/http_core.h"

namespace campanile {

/// What has come of reading a part of a request. Refused: the response says why.
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

    /// Makes the response a refusal of the server itself.
    void refuse(const HttpRefusal &refusal)
    {
        if (request->id.empty()) {
            request->id = m_core.makeRequestId();
        }
        response = m_core.handler().refused(refusal, request->id);
    }
    /// Makes it tell of something that went wrong on our side.
    void fail(const Error &error) { response = m_core.handler().failed(error, request->id); }

private:
    HttpServer::Core &m_core;
};

} // namespace campanile
