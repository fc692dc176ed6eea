#pragma once

#include "api/rest/rest_call.h"

#include <string>
#include <string_view>
#include <vector>

namespace campanile {

/// Finds the route of a request by method and path template. A few dozen routes are compared one after the other.
/// Thread: routes are added before the first match; matching from one thread.
class Router {
public:
    struct Match {
        const Route *route = nullptr;        ///< null: there is none
        std::vector<std::string> parameters; ///< what stands for each {…} of the template, in order
        /// The methods of the path, as the Allow field lists them, when the path has only other methods.
        std::string allow;
    };

    /// A template is literal segments and parameters such as {id}: "/v1/campaigns/{id}/start". Where two templates fit
    /// one path, the one added first wins.
    void add(Route route);

    /// @param method   HEAD finds the route of GET (RFC 9110 section 9.3.2); any other method must match exactly,
    /// including its case.
    /// @param segments the decoded segments of the path.
    [[nodiscard]] Match match(std::string_view method, const std::vector<std::string> &segments) const;

    [[nodiscard]] const std::vector<Route> &routes() const { return m_routes; }

private:
    std::vector<Route> m_routes;
    std::vector<std::vector<std::string>> m_templates; // the segments of each route's path
};

} // namespace campanile
