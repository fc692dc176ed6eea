#include "api/rest/rest_call.h"

#include <nlohmann/json.hpp>

namespace campanile {

void RestReply::json(int status, const nlohmann::ordered_json &body, std::vector<HttpField> headers) const
{
    HttpResponse response;
    response.status = status;
    response.body = body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    response.headers = std::move(headers);
    m_reply(std::move(response));
}

void RestReply::problem(const Problem &problem) const
{
    m_reply(problemResponse(problem, m_requestId));
}

} // namespace campanile
