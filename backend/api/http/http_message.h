#pragma once

#include "core/result.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace campanile {

class UploadFile;

/// A name and its value: a header field, or one parameter of a query.
struct HttpField {
    std::string name;
    std::string value;

    friend bool operator==(const HttpField &, const HttpField &) = default;
};

/// One request, as the server passes it on: well formed, for one of our own host names, and not from a web page of
/// another origin.
struct HttpRequest {
    /// X-Request-Id: the client's when it has 1 to 64 token characters, otherwise ours.
    std::string id;
    std::string method;                ///< as sent, upper or lower case: "GET", "HEAD"
    std::string path;                  ///< as sent, without the query
    std::vector<std::string> segments; ///< of the path, percent-decoded; UTF-8 without NUL; "/" has none
    std::vector<HttpField> query;      ///< in order, decoded as a form ('+' is a space); UTF-8 without NUL
    std::vector<HttpField> headers;    ///< in order; names in lower case, values without space at the ends
    std::optional<std::uint64_t> contentLength;
    bool chunked = false;
    /// The body, when it was admitted to memory; empty while only the head is known.
    std::string body;
    std::shared_ptr<const UploadFile> upload; ///< the body, when it was admitted to a file; otherwise null

    /// The value of the first field with that name (lower case); null when there is none.
    [[nodiscard]] const std::string *header(std::string_view name) const
    {
        for (const HttpField &field : headers) {
            if (field.name == name) {
                return &field.value;
            }
        }
        return nullptr;
    }
    [[nodiscard]] bool hasBody() const { return chunked || contentLength.value_or(0) > 0; }
};

/// Makes a response's body piece by piece, so that a long one never stands in memory as a whole. The server asks for
/// the next piece when the client has taken the one before.
/// Thread: called and destroyed on the server's thread.
class HttpBodySource {
public:
    virtual ~HttpBodySource() = default;
    /// Answers once, from any thread, with the next piece, or with an empty piece at the end. After a failure the
    /// connection is closed without the last chunk, which tells the client that the body is not complete (RFC 9112
    /// section 8).
    virtual void next(Reply<std::string> piece) = 0;
};

/// One response. The server adds Date, Cache-Control, X-Request-Id, X-Content-Type-Options and the framing.
struct HttpResponse {
    int status = 200;
    std::string contentType = "application/json";
    std::string body;
    std::vector<HttpField> headers;         ///< further fields; values without CR and LF
    std::shared_ptr<HttpBodySource> source; ///< set: the body comes from here in chunks, and `body` is ignored
};

/// Where a handler delivers its one response, from any thread, at any time. Only the first response counts, and it is
/// dropped when the client or the server is gone. When the last copy is destroyed unused, the client gets a 500.
using HttpReply = std::function<void(HttpResponse)>;

/// Why the server itself refuses a request, without asking a route.
struct HttpRefusal {
    int status = 400;
    std::string code;   ///< stable, snake_case, as in problem answers
    std::string detail; ///< one English sentence

    friend bool operator==(const HttpRefusal &, const HttpRefusal &) = default;
};

} // namespace campanile
