#pragma once

#include "domain/end_reason.h"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace campanile {

/// When a campaign stops itself because its calls go wrong: a carrier that refuses everything, a list of dead numbers.
/// Promise R-30; a tripped campaign is paused, and only a person resumes it.
struct CircuitBreaker {
    int run = 20;     ///< so many failures in a row trip it; 0: a run does not
    int percent = 50; ///< more than this share of the last `window` outcomes trips it; 100: a share does not
    int window = 50;  ///< outcomes looked back on; 1 to 63

    friend bool operator==(const CircuitBreaker &, const CircuitBreaker &) = default;
};

/// The last outcomes of a campaign, newest in bit 0; a set bit is a failure.
struct BreakerHistory {
    std::uint64_t outcomes = 0;
    int count = 0; ///< how many bits are outcomes; at most 63

    void add(bool failed)
    {
        outcomes = ((outcomes << 1) | (failed ? 1U : 0U)) & ((std::uint64_t{1} << 63) - 1);
        count = std::min(count + 1, 63);
    }
    /// Failures since the last success.
    [[nodiscard]] int run() const { return std::min(std::countr_one(outcomes), count); }
    /// Failures among the last `window`.
    [[nodiscard]] int failuresIn(int window) const
    {
        const int n = std::min(window, count);
        return std::popcount(outcomes & ((std::uint64_t{1} << n) - 1));
    }

    friend bool operator==(const BreakerHistory &, const BreakerHistory &) = default;
};

/// Whether an ending tells that something is wrong with trunk, caller ID or list. Busy and no answer are what
/// telephones do, and an ending that we or the operator chose says nothing.
constexpr bool isFailure(EndReason reason)
{
    return reason == EndReason::CarrierError || reason == EndReason::InvalidNumber || reason == EndReason::Declined ||
           reason == EndReason::TrunkRefused || reason == EndReason::TrunkAuthentication ||
           reason == EndReason::MediaMismatch;
}
/// Whether an ending is an outcome at all, for the breaker.
constexpr bool tellsOfTheCarrier(EndReason reason)
{
    return reason != EndReason::NotSent && reason != EndReason::Cancelled && reason != EndReason::OutcomeUnknown &&
           reason != EndReason::Blocked && reason != EndReason::CountryNotAllowed && reason != EndReason::Missed &&
           reason != EndReason::InsufficientCredits && reason != EndReason::TrunkThrottled &&
           reason != EndReason::VariablesMissing;
}

/// Whether these last outcomes trip the breaker.
inline bool trips(const CircuitBreaker &breaker, const BreakerHistory &history)
{
    if (breaker.run > 0 && history.run() >= breaker.run) {
        return true;
    }
    return history.count >= breaker.window &&
           history.failuresIn(breaker.window) * 100 > breaker.percent * breaker.window;
}

} // namespace campanile
