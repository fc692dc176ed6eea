#pragma once

#include "carriers/simulated/call_plan.h"
#include "engine/forecast/forecast.h"
#include "storage/forecast_store.h"

#include <vector>

namespace campanile {

/// Decides how a call of the forecast ends. A pure function of its arguments. Thread: any.
class ForecastOutcomes {
public:
    /// Fewer attempts than this say less about a campaign than the usual shares do. With 200 attempts a share of 20 %
    /// is known to about 3 percentage points.
    static constexpr std::int64_t leastHistory = 200;

    /// @param endings what became of the campaign's attempts so far
    ForecastOutcomes(const Trunk &trunk, const Agent &agent, std::vector<ForecastStore::Ending> endings, quint64 seed);

    /// The plan of one call, with durations as they pass on the clock. @param attempt from 1.
    [[nodiscard]] CallPlan plan(E164 to, int attempt) const;
    [[nodiscard]] ForecastBasis basis() const { return m_basis; }

private:
    [[nodiscard]] CallPlan drawn(E164 to, int attempt) const;

    ForecastBasis m_basis;
    SimulationSettings m_settings;
    Milliseconds m_maxHold;
    Milliseconds m_maxDuration;
    std::vector<ForecastStore::Ending> m_endings; // not used when the basis is Simulation
    std::int64_t m_total = 0;                     // attempts of m_endings
    quint64 m_seed;
};

} // namespace campanile
