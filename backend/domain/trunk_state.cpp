#include "domain/trunk_state.h"

namespace campanile {

QLatin1StringView nameOf(TrunkStatus status)
{
    switch (status) {
    case TrunkStatus::Unknown:
        return QLatin1StringView("unknown");
    case TrunkStatus::Up:
        return QLatin1StringView("up");
    case TrunkStatus::Down:
        return QLatin1StringView("down");
    case TrunkStatus::Failing:
        return QLatin1StringView("failing");
    case TrunkStatus::Throttled:
        return QLatin1StringView("throttled");
    case TrunkStatus::Removed:
        return QLatin1StringView("removed");
    }
    return QLatin1StringView();
}

QLatin1StringView nameOf(TrunkTrouble trouble)
{
    switch (trouble) {
    case TrunkTrouble::None:
        return QLatin1StringView();
    case TrunkTrouble::NoCarrier:
        return QLatin1StringView("no_carrier");
    case TrunkTrouble::Unreachable:
        return QLatin1StringView("unreachable");
    case TrunkTrouble::Authentication:
        return QLatin1StringView("authentication_refused");
    case TrunkTrouble::MediaMismatch:
        return QLatin1StringView("media_mismatch");
    case TrunkTrouble::Refused:
        return QLatin1StringView("calls_refused");
    case TrunkTrouble::Overloaded:
        return QLatin1StringView("overloaded");
    }
    return QLatin1StringView();
}

} // namespace campanile
