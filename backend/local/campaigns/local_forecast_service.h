#pragma once

#include "local/backend_core.h"
#include "services/forecast_service.h"

#include <stop_token>

namespace campanile {

/// ForecastService on the backend of this process.
class LocalForecastService final : public ForecastService {
public:
    explicit LocalForecastService(BackendCore &core)
        : m_core(core)
    {
    }
    /// Stops what runs, so that the readers, which are destroyed next, need not wait for it.
    ~LocalForecastService() override { m_ending.request_stop(); }

    [[nodiscard]] QueryHandle forecast(const Caller &caller, ForecastRequest request, Reply<Forecast> reply) override;

private:
    BackendCore &m_core;
    std::stop_source m_ending;
};

} // namespace campanile
