#pragma once

#include "core/result.h"
#include "domain/caller.h"
#include "domain/forecast.h"
#include "services/target_service.h"

namespace campanile {

/// Tells what happens if a campaign runs. Values: domain/forecast.h.
/// Thread: any. Each call answers at most once, on a thread of the backend's choosing.
class ForecastService {
public:
    virtual ~ForecastService() = default;

    /// Runs the campaign ahead in memory; nothing is written and nobody is called. Letting go of the handle cancels the
    /// forecast. NotFound when there is no such campaign, Conflict when it is terminal, InvalidInput for a horizon out
    /// of range.
    [[nodiscard]] virtual QueryHandle forecast(const Caller &caller, ForecastRequest request,
                                               Reply<Forecast> reply) = 0;
};

} // namespace campanile
