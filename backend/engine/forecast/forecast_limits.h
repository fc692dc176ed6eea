#pragma once

#include "domain/gcra.h"
#include "domain/moment.h"
#include "engine/forecast/forecast_input.h"

#include <array>
#include <optional>

namespace campanile {

/// The counts of a forecast, which the rules of the moment judge as they judge the gate's counts. Other campaigns take
/// turns on the limits that they share; see `forecast`.
/// Thread: one at a time.
class ForecastLimits {
public:
    /// Borrows the input.
    explicit ForecastLimits(const ForecastInput &input);

    /// What holds a call at `now`; None when it may go. `until` is 0 when a call has to end first.
    [[nodiscard]] Hold check(WallTime now) const;
    /// Counts the call that `check` has just let through.
    void take(WallTime now);
    /// Counts a call that was on the wire at the start.
    void takeOver() { ++m_running; }
    /// A call has ended: its channel is free, the amount that was set aside for it is given back, and its cost is paid.
    void ended(WallTime now, Money reserved, Money cost);

    [[nodiscard]] Money reloaded() const { return m_reloaded; }
    /// How many other campaigns share a limit with this one at the start.
    [[nodiscard]] int sharedWith() const { return m_sharedWith; }

private:
    struct Bucket {
        Gcra gcra;
        WallTime tat;
        int perMinute = 0;
    };
    struct Competitor {
        std::int64_t left = 0;
        Gcra own;        // its own rate
        WallTime nextAt; // what its own rate allows
        bool sameWorkspace = false;
        bool sameNumber = false;
        bool sameTrunk = false;
    };

    void readCompetitors(const ForecastInput &input);
    void giveTurns(WallTime now);
    [[nodiscard]] Moment momentAt(WallTime now) const;
    [[nodiscard]] static int evenPart(int limit, int sharers);
    void reload(WallTime now, Money needed);
    [[nodiscard]] WallTime nextReload(WallTime now) const;

    const CallFacts &m_facts;
    std::optional<CreditAccount> m_credit;
    const Money m_price;
    Money m_spent;
    Money m_reloaded;
    int m_running = 0;
    std::array<Bucket, 3> m_buckets; // index: BucketScope
    std::vector<Competitor> m_competitors;
    int m_sharers = 0;      // competitors of our workspace with somebody left to call
    int m_trunkSharers = 0; // those of any workspace on our trunk
    int m_sharedWith = 0;
};

} // namespace campanile
