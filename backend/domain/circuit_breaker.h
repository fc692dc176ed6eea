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
    /// More failures than this percentage of `window`, among as many calls dialled one after the other, trip it; 100:
    /// the percentage does not trip it. The first calls of a campaign trip it as soon as so many have failed.
    int percent = 50;
    int window = 50; ///< how many calls count; 1 to 63

    friend bool operator==(const CircuitBreaker &, const CircuitBreaker &) = default;
};

/// Calls of a campaign in the order in which they were dialled, the last one in bit 0; a set bit is a failure. A call
/// that is on the line is no failure.
///
/// The order of the outcomes would mislead: a refusal is known at once and an answer after some seconds of ringing, so
/// the first outcomes of a fast campaign are failures nearly all, however many people answer.
struct BreakerHistory {
    std::uint64_t outcomes = 0;
    int count = 0; ///< how many bits are calls; at most 63

    void add(bool failed)
    {
        outcomes = ((outcomes << 1) | (failed ? 1U : 0U)) & ((std::uint64_t{1} << 63) - 1);
        count = std::min(count + 1, 63);
    }
    /// Failures since the last call that is none.
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

/// How many calls before and after a failed one are looked at to judge it: no run and no window that it belongs to goes
/// further.
constexpr int reachOf(const CircuitBreaker &breaker)
{
    return std::max(breaker.run, breaker.window) - 1;
}

/// Whether nothing trips the breaker.
constexpr bool isSwitchedOff(const CircuitBreaker &breaker)
{
    return breaker.run == 0 && breaker.percent >= 100;
}

/// Whether the last of these calls trip the breaker.
inline bool trips(const CircuitBreaker &breaker, const BreakerHistory &history)
{
    if (breaker.run > 0 && history.run() >= breaker.run) {
        return true;
    }
    return history.failuresIn(breaker.window) * 100 > breaker.percent * breaker.window;
}

} // namespace campanile
