#include "api/rest/router.h"

#include <optional>

namespace campanile {

namespace {

std::vector<std::string> segmentsOf(std::string_view path)
{
    std::vector<std::string> segments;
    while (path.starts_with('/')) {
        path.remove_prefix(1);
        const std::size_t end = std::min(path.find('/'), path.size());
        segments.emplace_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return segments;
}

bool isParameter(const std::string &segment)
{
    return segment.starts_with('{');
}

std::optional<std::vector<std::string>> parametersIn(const std::vector<std::string> &segments,
                                                     const std::vector<std::string> &pattern)
{
    if (segments.size() != pattern.size()) {
        return std::nullopt;
    }
    std::vector<std::string> parameters;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        if (isParameter(pattern[i]) && !segments[i].empty()) {
            parameters.push_back(segments[i]);
        } else if (pattern[i] != segments[i]) {
            return std::nullopt;
        }
    }
    return parameters;
}

} // namespace

void Router::add(Route route)
{
    m_templates.push_back(segmentsOf(route.path.text()));
    m_routes.push_back(std::move(route));
}

Router::Match Router::match(std::string_view method, const std::vector<std::string> &segments) const
{
    const std::string_view wanted = method == "HEAD" ? "GET" : method;
    Match match;
    for (std::size_t i = 0; i < m_routes.size(); ++i) {
        auto parameters = parametersIn(segments, m_templates[i]);
        if (!parameters) {
            continue;
        }
        if (m_routes[i].method.text() == wanted) {
            return {&m_routes[i], std::move(*parameters), {}};
        }
        const std::string_view own = m_routes[i].method.text();
        const std::string offered(own == "GET" ? "GET, HEAD" : own);
        match.allow += match.allow.empty() ? offered : ", " + offered;
    }
    return match;
}

} // namespace campanile
