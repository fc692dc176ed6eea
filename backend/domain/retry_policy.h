#pragma once

#include "core/clock.h"
#include "domain/end_reason.h"

#include <optional>

namespace campanile {

/// When a failed attempt is tried again. Only endings at which nobody was reached, and nobody said no, are retried;
/// an attempt that may have rung is never retried by itself.
struct RetryPolicy {
    int maxAttempts = 1;             ///< all attempts of one target or occurrence, the first included; 1 to 20
    Milliseconds delay{15 * 60'000}; ///< before the second attempt; doubles with each further one

    /// Default set of design.md section 6: busy, no_answer, carrier_error.
    static constexpr bool isRetryable(EndReason reason)
    {
        return reason == EndReason::Busy || reason == EndReason::NoAnswer || reason == EndReason::CarrierError;
    }

    /// How long to wait after attempt number `attempt` (from 1) ended so, or nothing when it was the last.
    [[nodiscard]] std::optional<Milliseconds> delayAfter(int attempt, EndReason reason) const
    {
        if (attempt >= maxAttempts || !isRetryable(reason)) {
            return std::nullopt;
        }
        return delay * (std::int64_t{1} << std::min(attempt - 1, 20));
    }

    friend bool operator==(const RetryPolicy &, const RetryPolicy &) = default;
};

} // namespace campanile
