#pragma once

#include "api/http/http_handler.h"
#include "api/rest/problem.h"
#include "core/literal.h"
#include "core/result.h"
#include "csv/text_encoding.h"
#include "domain/caller.h"
#include "services/answering.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace campanile {

class MultipartFilter;

/// Answers one request of the REST API. A copy may travel into a service's Reply.
/// Thread: any; only the first answer counts.
class RestReply {
public:
    /// Where a request has its members: in JSON, or in its query, when the body is a file.
    enum class Input { Body, Query };

    RestReply(HttpReply reply, std::string requestId)
        : m_reply(std::move(reply))
        , m_requestId(std::move(requestId))
    {
    }

    void json(int status, const nlohmann::ordered_json &body, std::vector<HttpField> headers = {}) const;
    static HttpResponse jsonResponse(int status, const nlohmann::ordered_json &body,
                                     std::vector<HttpField> headers = {});
    void problem(const Problem &problem) const;
    void problem(const Error &error) const { problem(Problem::of(error)); }
    void send(HttpResponse response) const { m_reply(std::move(response)); }

    /// Makes a service's Reply, which answers with what `encode` makes of the value, or with the problem.
    template<class T, class Encode>
    [[nodiscard]] Reply<T> as(int status, Encode encode) const
    {
        return [self = *this, status, encode](Result<T> result) {
            if (result.ok()) {
                self.json(status, encode(*result));
            } else {
                self.problem(result.error());
            }
        };
    }

    /// The reply to a request that creates something. It works like `as`; if the request has an idempotency key, the
    /// answer is also kept and is repeated with the field Idempotent-Replayed.
    /// @param encode  makes the response from what was created; must be a pure function
    /// @param keepsUntilAnswered  is kept alive until the answer, such as the file of an upload
    /// @param input  where the members of the input stand, at which a problem points
    template<class T, class Encode>
    [[nodiscard]] Answering<T> made(Encode encode, std::shared_ptr<const void> keepsUntilAnswered = {},
                                    Input input = Input::Body) const
    {
        return {[encode, input, requestId = m_requestId](const Result<T> &result) {
                    return keptOf(result.ok() ? encode(*result)
                                              : problemResponse(problemOf(result.error(), input), requestId));
                },
                [self = *this, keepsUntilAnswered = std::move(keepsUntilAnswered)](
                    const KeptAnswer &answer, bool replayed) { self.send(responseOf(answer, replayed)); }};
    }

private:
    static Problem problemOf(Error error, Input input);
    static KeptAnswer keptOf(const HttpResponse &response);
    static HttpResponse responseOf(const KeptAnswer &answer, bool replayed);

    HttpReply m_reply;
    std::string m_requestId;
};

/// One request for its route: its key was accepted and its body has arrived.
struct RestCall {
    Caller caller; ///< the caller of the key; for a route without a key, a caller without any rights
    std::shared_ptr<const HttpRequest> http;
    std::vector<std::string> parameters;         ///< what stands for each {…} of the route's path, in order
    std::shared_ptr<const nlohmann::json> body;  ///< checked by parseJson; null when there was none
    std::shared_ptr<const MultipartFilter> form; ///< when a list came as multipart/form-data
};

/// One operation of the API.
struct Route {
    /// Whether the route needs a key. By default it does.
    enum class Access { Key, Open };
    /// The body of the request: none; a JSON value; a JSON value or none; a list of targets as JSON, CSV or form; a
    /// list as CSV or form.
    enum class Body { None, Json, OptionalJson, List, File };

    Literal method; ///< upper case; GET answers HEAD, too
    Literal path;   ///< a template, see Router::add
    Body body = Body::None;
    Access access = Access::Key;
    /// Answers the request once, at any time. It is called on the server's thread and must not block.
    std::function<void(const RestCall &call, const RestReply &reply)> answer;
    /// Asked before the body is read, once the key was found good; an error is the answer. The call has no request yet.
    /// Must not block. Empty: nothing is asked.
    std::function<void(const RestCall &call, Reply<void> verdict)> check = {};
    /// Whether the route creates something and therefore uses the field Idempotency-Key.
    bool makes = false;
    /// As in HttpAdmission.
    std::optional<std::chrono::milliseconds> answerWithin = {};
    std::function<HttpResponse()> lateAnswer = {};
};

/// The encoding that the Content-Type of a list declares: that of the request, or that of the file in a form. Nothing
/// when it declares none; UnsupportedType when it declares one that is not known.
Result<std::optional<TextEncoding>> charsetOf(const RestCall &call);

/// The parameter at `index` as an id. When it is not an id, this answers 404, because an id is opaque to the client.
template<class IdType>
std::optional<IdType> idOf(const RestCall &call, std::size_t index, const RestReply &reply)
{
    const auto id = IdType::parse(QString::fromStdString(call.parameters.at(index)));
    if (!id) {
        reply.problem(Problem::notFound("There is no object with the id in this path."));
    }
    return id;
}

} // namespace campanile
