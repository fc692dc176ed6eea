#pragma once

#include "domain/end_reason.h"
#include "domain/hold.h"
#include "domain/ids.h"
#include "domain/money.h"

#include <map>
#include <vector>

namespace campanile {

/// What is to be foretold.
struct ForecastRequest {
    CampaignId campaign;
    WallTime start{}; ///< when it is started, or goes on; 0 or in the past: now
    /// How far it looks. A quarter of a year is longer than any list should be called, and short enough that even a
    /// recurring campaign without an end is counted in a fraction of a second. 1 hour to 366 days.
    Milliseconds horizon{90 * 86'400'000LL};
    quint64 seed = 1; ///< of the outcomes that are drawn; the same seed gives the same forecast
};

/// How it goes out.
enum class ForecastEnd {
    Finishes,    ///< nothing of the campaign is left then
    HeldForGood, ///< it stands still until a person does something
    CutOff,      ///< it goes on beyond the horizon
};

/// Why a row is never dialled although nobody cancelled it.
enum class ForecastSkip {
    DoNotCall, ///< its number is listed
    Country,   ///< its number is of a country that is not called
    NoHours,   ///< the calling hours suit its time zones on no day of the next four weeks
    Missed,    ///< its turn comes after its latest time
};

/// Where outcomes and durations are taken from.
enum class ForecastBasis {
    Simulation, ///< the simulated carrier's own plan of each call
    History,    ///< what became of this campaign's attempts so far, 200 at least
    Defaults,   ///< the usual shares of SimulationSettings: too little is known of this campaign
};

struct ForecastHour {
    int attempts = 0;
    int answered = 0; ///< of these attempts

    friend bool operator==(const ForecastHour &, const ForecastHour &) = default;
};

/// What happens if a campaign runs. Talks that are cut short because credit ends are not foreseen: where credit holds
/// it for good, a few calls more may be made.
struct Forecast {
    WallTime startsAt;
    ForecastEnd end = ForecastEnd::Finishes;
    /// Finishes: when the last call has ended. HeldForGood: since when. CutOff: the horizon.
    WallTime endsAt;
    HoldReason heldForGoodBy = HoldReason::None; ///< of HeldForGood

    qint64 rows = 0;     ///< targets and occurrences it is about: those not terminal at the start, and those to come
    qint64 left = 0;     ///< of them, not terminal at the end
    qint64 attempts = 0; ///< dials, without those on the wire at the start
    qint64 answered = 0; ///< of them
    std::vector<ForecastHour> hours;         ///< element n: the hour from `startsAt` + n hours
    std::map<EndReason, qint64> outcomes;    ///< last outcome of each row that became terminal, as CampaignStats has it
    std::map<ForecastSkip, qint64> skipped;  ///< rows never dialled
    std::map<HoldReason, Milliseconds> held; ///< how long nothing was dialled for this reason; CampaignRate is its pace
    Milliseconds betweenAttempts{0};         ///< how long nothing was left but rows waiting out their retry delay

    Money cost;              ///< of the conversations
    Money reloaded;          ///< bought by the account's rule meanwhile
    WallTime breakerTripsAt; ///< when the circuit breaker would pause it; the forecast goes on. 0: never
    ForecastBasis basis = ForecastBasis::Defaults;
    int sharedWith = 0; ///< other campaigns that take their turns on the same limits

    friend bool operator==(const Forecast &, const Forecast &) = default;
};

} // namespace campanile
