#pragma once

#include "domain/gcra.h"
#include "engine/forecast/forecast_input.h"

#include <array>
#include <optional>

namespace campanile {

/// What holds the next call of a forecast at an instant: channels, pace, and what it costs, in the order in which the
/// gate asks. Other campaigns take their turns on it, see `forecast`.
/// Thread: one at a time.
class ForecastLimits {
public:
    /// Borrows the input.
    explicit ForecastLimits(const ForecastInput &input);

    /// What holds a call at `now`; None when it may go. `until` is when it may go as far as time alone decides, 0 when
    /// a call has to end first.
    [[nodiscard]] Hold check(WallTime now);
    /// Counts the call that `check` has just let through.
    void take(WallTime now);
    /// A call that was on the wire at the start.
    void takeOver() { ++m_running; }
    /// A call has ended: its channel is free, what was set aside for it is given back, and what it cost is paid.
    void ended(WallTime now, Money reserved, Money cost);

    [[nodiscard]] Money reloaded() const { return m_reloaded; }
    /// How many other campaigns share a limit that is set, at the start.
    [[nodiscard]] int sharedWith() const { return m_sharedWith; }

private:
    struct Bucket {
        Gcra gcra;
        WallTime tat;
        HoldReason reason = HoldReason::None;
    };
    struct Competitor {
        std::int64_t left = 0;
        Gcra own;        // its own rate
        WallTime nextAt; // what its own rate allows
        bool sameNumber = false;
        bool sameTrunk = false;
    };

    void readCompetitors(const ForecastInput &input);
    void giveTurns(WallTime now);
    [[nodiscard]] bool isFull(int limit, int sharers) const;
    [[nodiscard]] Hold pace(WallTime now) const;
    [[nodiscard]] bool isSpent() const;
    [[nodiscard]] bool canPay(WallTime now);
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
    int m_sharers = 0;      // competitors with somebody left to call
    int m_trunkSharers = 0; // of them, on our trunk
    int m_sharedWith = 0;
};

} // namespace campanile
