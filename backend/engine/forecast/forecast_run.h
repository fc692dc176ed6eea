#pragma once

#include "domain/number_ledger.h"
#include "engine/forecast/forecast_input.h"
#include "engine/forecast/forecast_limits.h"
#include "engine/forecast/forecast_outcomes.h"
#include "engine/forecast/forecast_queue.h"

#include <optional>
#include <stop_token>
#include <vector>

namespace campanile {

/// One run of a forecast: rows wait in a queue by due time, calls on the wire in a heap by their end, and time jumps
/// from one instant at which anything can change to the next. Thread: one at a time.
class ForecastRun {
public:
    /// Borrows the connection, and reads nothing on it.
    ForecastRun(Connection &db, ForecastInput input, const ForecastRequest &request);

    /// Runs the forecast. To be called once. Cancelled when `stop` is requested.
    Result<Forecast> run(const std::stop_token &stop);

private:
    struct OnWire {
        WallTime endsAt;
        int row = 0;
        EndReason reason = EndReason::CarrierError;
        Milliseconds talking{0};
        Money reserved;
        bool isCounted = false;             ///< its row was terminal at the start
        std::optional<std::size_t> place{}; ///< among the calls that the forecast dialled
    };
    /// A heap of the standard library keeps the greatest in front.
    static bool isLater(const OnWire &a, const OnWire &b)
    {
        return a.endsAt != b.endsAt ? a.endsAt > b.endsAt : a.row > b.row;
    }

    void takeOver();
    void finishCalls();
    void finish(const OnWire &call);
    void pass();
    [[nodiscard]] Judgement judge(const ForecastRow &row);
    [[nodiscard]] NumberHistory historyOf(const ForecastRow &row) const;
    void postpone(ForecastInput::Due due, const Hold &hold);
    void skip(ForecastSkip reason);
    void dial(int index);
    void judgeBreaker(std::size_t failed);

    [[nodiscard]] std::optional<WallTime> nextInstant() const;
    void passTime(WallTime until);
    [[nodiscard]] bool waitsForPace() const;
    ForecastHour &hourOf(WallTime instant);
    Forecast conclude(ForecastEnd end, WallTime at);

    Connection &m_db;
    ForecastInput m_input;
    const Campaign m_campaign;
    const WallTime m_horizon;
    ForecastOutcomes m_outcomes;
    ForecastLimits m_limits;
    HoursBook m_hours;
    ScheduledCall m_asked; // whose hours are asked for
    WallTime m_now;
    ForecastQueue m_queue;
    std::vector<OnWire> m_wire;
    Hold m_hold;                // of the last pass
    std::vector<bool> m_failed; // of the last calls before the start and all since, in the order of dialling
    qint64 m_counted = 0;       // rows that were terminal at the start, and on the wire
    Forecast m_result;
};

} // namespace campanile
