#include "api/rest/rest_call.h"

#include "api/http/multipart_filter.h"
#include "api/http/request_head.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace campanile {

Result<std::optional<TextEncoding>> charsetOf(const RestCall &call)
{
    const std::string *given = call.http->header("content-type");
    const std::string type = call.form ? call.form->contentType() : given ? *given : std::string();
    const MediaType media = parseMediaType(type);
    const std::string *charset = media.parameter("charset");
    if (!charset) {
        return std::optional<TextEncoding>();
    }
    const Result<TextEncoding> known = encodingFromName(QString::fromStdString(*charset));
    if (!known) {
        return {ErrorCode::UnsupportedType, known.error().message};
    }
    return std::optional(*known);
}

HttpResponse RestReply::jsonResponse(int status, const nlohmann::ordered_json &body, std::vector<HttpField> headers)
{
    HttpResponse response;
    response.status = status;
    response.body = body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    response.headers = std::move(headers);
    return response;
}

void RestReply::json(int status, const nlohmann::ordered_json &body, std::vector<HttpField> headers) const
{
    m_reply(jsonResponse(status, body, std::move(headers)));
}

Problem RestReply::problemOf(Error error, Input input)
{
    if (input == Input::Query && error.pointer.startsWith(QLatin1StringView("#/"))) {
        error.pointer.replace(0, 2, QLatin1StringView("?"));
    }
    return Problem::of(error);
}

/// The head has one line for each field, as in HTTP; the first line is the content type.
KeptAnswer RestReply::keptOf(const HttpResponse &response)
{
    KeptAnswer kept{response.status, "Content-Type: " + response.contentType + '\n', response.body};
    for (const HttpField &field : response.headers) {
        kept.head += field.name + ": " + field.value + '\n';
    }
    return kept;
}

HttpResponse RestReply::responseOf(const KeptAnswer &answer, bool replayed)
{
    HttpResponse response;
    response.status = answer.status;
    response.body = answer.body;
    std::string_view head = answer.head;
    for (bool isType = true; !head.empty(); isType = false) {
        const std::string_view line = head.substr(0, head.find('\n'));
        head.remove_prefix(std::min(line.size() + 1, head.size()));
        const std::size_t colon = line.find(": ");
        std::string value(line.substr(colon + 2));
        if (isType) {
            response.contentType = std::move(value);
        } else {
            response.headers.push_back({std::string(line.substr(0, colon)), std::move(value)});
        }
    }
    if (replayed) {
        response.headers.push_back({"Idempotent-Replayed", "true"});
    }
    return response;
}

void RestReply::problem(const Problem &problem) const
{
    m_reply(problemResponse(problem, m_requestId));
}

} // namespace campanile
