#pragma once

#include "api/http/http_message.h"

#include <chrono>
#include <optional>
#include <variant>

namespace campanile {

/// Looks at the bytes of an upload on their way to the file and may change them.
/// Thread: the server's.
class BodyFilter {
public:
    virtual ~BodyFilter() = default;
    /// Appends to `out` what of `in` is to be kept. A failure ends the request with that error.
    virtual Result<void> feed(std::string_view in, std::string &out) = 0;
    /// The body has ended; a failure says that it is not whole.
    virtual Result<void> finish() = 0;
};

/// What is to be done with a request whose head was found good.
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
    /// Called once the body is there, on the server's thread; must not block.
    std::function<void(std::shared_ptr<const HttpRequest> request, HttpReply reply)> answer;
    /// How long the answer may take; nothing: HttpLimits::answerTime; zero: any time.
    std::optional<std::chrono::milliseconds> answerWithin;
    /// What to say when it took longer; empty: 504.
    std::function<HttpResponse()> lateAnswer;
};

/// Decides and answers. Thread: all functions are called on the server's thread and must not block.
class HttpHandler {
public:
    virtual ~HttpHandler() = default;

    /// The head has arrived, the body has not been read: admit the request or answer it at once. `head` lives on and
    /// becomes the request.
    virtual std::variant<HttpAdmission, HttpResponse> onHead(const HttpRequest &head) = 0;
    /// Words a refusal of the server.
    virtual HttpResponse refused(const HttpRefusal &refusal, const std::string &requestId) = 0;
    /// Words a failure of the server while it took the body in.
    virtual HttpResponse failed(const Error &error, const std::string &requestId) = 0;
};

} // namespace campanile
