#pragma once

#include "api/http/http_message.h"

#include <chrono>
#include <optional>
#include <variant>

namespace campanile {

/// Reads the bytes of an upload before they are written to the file, and may change them.
/// Thread: the server's.
class BodyFilter {
public:
    virtual ~BodyFilter() = default;
    /// Appends the part of `in` that is to be kept to `out`. A failure ends the request with that error.
    virtual Result<void> feed(std::string_view in, std::string &out) = 0;
    /// The body has ended; a failure means that the body is not complete.
    virtual Result<void> finish() = 0;
};

/// How to continue with a request whose head is accepted.
struct HttpAdmission {
    enum class Body { Memory, File };

    /// Decides: nothing goes on, a response refuses the request. Thread: any.
    using Verdict = std::function<void(std::optional<HttpResponse>)>;

    /// Called before anything of the body is read, on the server's thread; must not block. Empty: the body is read at
    /// once.
    std::function<void(Verdict)> check;
    Body body = Body::Memory;
    std::uint64_t bodyLimit = 0;        ///< bytes; a longer body is refused with 413, unread when its length is known
    std::shared_ptr<BodyFilter> filter; ///< for Body::File; null: the bytes are kept as they come
    /// Called on the server's thread when the body has arrived; it must not block.
    std::function<void(std::shared_ptr<const HttpRequest> request, HttpReply reply)> answer;
    /// How long the answer may take; nothing: HttpLimits::answerTime; zero: any time.
    std::optional<std::chrono::milliseconds> answerWithin;
    /// Makes the response when the answer took longer; empty: 504.
    std::function<HttpResponse()> lateAnswer;
};

/// Admits and answers requests. Thread: all functions are called on the server's thread and must not block.
class HttpHandler {
public:
    virtual ~HttpHandler() = default;

    /// The head has arrived, and the body has not been read: admits the request or answers it at once. `head` stays
    /// alive and becomes the request.
    virtual std::variant<HttpAdmission, HttpResponse> onHead(const HttpRequest &head) = 0;
    /// Makes the response of a refusal by the server.
    virtual HttpResponse refused(const HttpRefusal &refusal, const std::string &requestId) = 0;
    /// Makes the response of a failure of the server during the reading of the body.
    virtual HttpResponse failed(const Error &error, const std::string &requestId) = 0;
};

} // namespace campanile
