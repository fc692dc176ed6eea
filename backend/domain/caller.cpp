#include "domain/caller.h"

#include <algorithm>

namespace campanile {

QLatin1StringView nameOf(Scope scope)
{
    switch (scope) {
    case Scope::CallsRead:
        return QLatin1StringView("calls:read");
    case Scope::CallsWrite:
        return QLatin1StringView("calls:write");
    case Scope::CampaignsRead:
        return QLatin1StringView("campaigns:read");
    case Scope::CampaignsWrite:
        return QLatin1StringView("campaigns:write");
    case Scope::ConfigRead:
        return QLatin1StringView("config:read");
    case Scope::ConfigWrite:
        return QLatin1StringView("config:write");
    case Scope::BillingWrite:
        return QLatin1StringView("billing:write");
    case Scope::Admin:
        return QLatin1StringView("admin");
    }
    return {};
}

std::optional<Scope> scopeFrom(QStringView name)
{
    const auto *const found =
        std::find_if(allScopes.begin(), allScopes.end(), [name](Scope scope) { return nameOf(scope) == name; });
    return found == allScopes.end() ? std::nullopt : std::optional<Scope>(*found);
}

} // namespace campanile
