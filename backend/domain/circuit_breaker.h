#pragma once

#include "domain/end_reason.h"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace campanile {

/// The rule by which a campaign pauses itself when its calls fail, because the carrier refuses everything or the list
/// has many invalid numbers. A campaign that was paused in this way is resumed only by a person.
struct CircuitBreaker {
    int run = 20; ///< the number of failures in a row that trips it; 0: failures in a row do not trip it
    /// More than this percentage of failures among the last `window` outcomes trips it; 100: the percentage does not
    /// trip it.
    int percent = 50;
    int window = 50; ///< how many of the last outcomes count; 1 to 63

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

/// Whether an ending shows that something is wrong with the trunk, the caller ID or the list. Busy and no answer are
/// ordinary endings, and an ending that the program or the operator caused shows nothing about them.
constexpr bool isFailure(EndReason reason)
{
    return reason == EndReason::CarrierError || reason == EndReason::InvalidNumber || reason == EndReason::Declined ||
           reason == EndReason::TrunkRefused || reason == EndReason::TrunkAuthentication ||
           reason == EndReason::MediaMismatch;
}
/// Whether the breaker counts an ending as an outcome at all.
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
