#pragma once

#include "domain/end_reason.h"
#include "domain/hold.h"
#include "domain/ids.h"
#include "domain/money.h"

#include <map>
#include <vector>

namespace campanile {

/// What a forecast is asked for.
struct ForecastRequest {
    CampaignId campaign;
    WallTime start{}; ///< when the campaign is started or resumed; 0 or in the past: now
    /// How far the forecast looks ahead, 1 hour to 366 days. A quarter of a year is longer than any list should be
    /// called, and short enough that even a recurring campaign without an end is computed in a fraction of a second.
    Milliseconds horizon{90 * 86'400'000LL};
    quint64 seed = 1; ///< the seed of the outcomes; the same seed gives the same forecast
};

/// How the forecast ends.
enum class ForecastEnd {
    Finishes,    ///< no row of the campaign is left
    HeldForGood, ///< the campaign does not go on until a person acts
    CutOff,      ///< the campaign goes on beyond the horizon
};

/// Why a row is never dialled although nobody cancelled it.
enum class ForecastSkip {
    DoNotCall, ///< its number is listed
    Country,   ///< its number belongs to a country that is not called
    NoHours,   ///< the calling hours are open in all its time zones at no time of the next four weeks
    Missed,    ///< its turn comes after its latest time
};

/// The source of outcomes and durations.
enum class ForecastBasis {
    Simulation, ///< the simulated carrier's own plan of each call
    History,    ///< the outcomes of this campaign's attempts so far, at least 200
    Defaults,   ///< the default shares of SimulationSettings, because this campaign has too few outcomes
};

struct ForecastHour {
    int attempts = 0;
    int answered = 0; ///< of these attempts

    friend bool operator==(const ForecastHour &, const ForecastHour &) = default;
};

/// What will happen when a campaign runs. The forecast does not include talks that are cut short because the credit
/// ends, so when credit holds the campaign for good, a few more calls may be made.
struct Forecast {
    WallTime startsAt;
    ForecastEnd end = ForecastEnd::Finishes;
    /// For Finishes: when the last call has ended. For HeldForGood: when the hold began. For CutOff: the horizon.
    WallTime endsAt;
    HoldReason heldForGoodBy = HoldReason::None; ///< of HeldForGood

    /// The targets and occurrences of the forecast: those not terminal at the start, and those still to come.
    qint64 rows = 0;
    qint64 left = 0;                        ///< the rows that are not terminal at the end
    qint64 attempts = 0;                    ///< the attempts, without those on the wire at the start
    qint64 answered = 0;                    ///< of them
    std::vector<ForecastHour> hours;        ///< element n: the hour from `startsAt` + n hours
    std::map<EndReason, qint64> outcomes;   ///< the last outcome of each row that became terminal, as in CampaignStats
    std::map<ForecastSkip, qint64> skipped; ///< the rows that are never dialled
    /// How long nothing was dialled for each reason; CampaignRate is the campaign's own pace.
    std::map<HoldReason, Milliseconds> held;
    Milliseconds betweenAttempts{0}; ///< how long all remaining rows waited for their retry delay

    Money cost;     ///< of the conversations
    Money reloaded; ///< what the account's rule bought meanwhile
    /// When the circuit breaker would pause the campaign, although the forecast goes on; 0: never.
    WallTime breakerTripsAt;
    ForecastBasis basis = ForecastBasis::Defaults;
    int sharedWith = 0; ///< how many other campaigns share the same limits

    friend bool operator==(const Forecast &, const Forecast &) = default;
};

} // namespace campanile
