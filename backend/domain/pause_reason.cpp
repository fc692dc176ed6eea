#include "domain/pause_reason.h"

namespace campanile {

QLatin1StringView nameOf(PauseReason::Code code)
{
    switch (code) {
    case PauseReason::Code::None:
        return {};
    case PauseReason::Code::FailuresInARow:
        return QLatin1StringView("failures_in_a_row");
    case PauseReason::Code::ShareOfFailures:
        return QLatin1StringView("share_of_failures");
    case PauseReason::Code::EarlierVersion:
        return QLatin1StringView("earlier_version");
    }
    return {};
}

} // namespace campanile
