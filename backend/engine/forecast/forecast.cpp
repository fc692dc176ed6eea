#include "engine/forecast/forecast.h"

#include "engine/forecast/forecast_run.h"

namespace campanile {

Result<Forecast> forecast(Connection &db, const ForecastRequest &request, WallTime now, const std::stop_token &stop)
{
    Result<ForecastInput> input = readForecastInput(db, request, now);
    if (!input) {
        return input.error();
    }
    return ForecastRun(db, std::move(*input), request).run(stop);
}

} // namespace campanile
