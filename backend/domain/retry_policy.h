#pragma once

#include "core/clock.h"
#include "domain/end_reason.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <vector>

namespace campanile {

/// A set of end reasons.
struct EndReasons {
    std::uint32_t bits = 0; ///< bit n: the reason of that number; stored

    static constexpr EndReasons of(std::initializer_list<EndReason> reasons)
    {
        EndReasons set;
        for (const EndReason reason : reasons) {
            set.bits |= std::uint32_t{1} << static_cast<unsigned>(reason);
        }
        return set;
    }
    [[nodiscard]] constexpr bool contains(EndReason reason) const
    {
        return ((bits >> static_cast<unsigned>(reason)) & 1U) != 0;
    }
    friend bool operator==(EndReasons, EndReasons) = default;
};

/// When a failed attempt is tried again. Only endings at which nobody was reached, and nobody said no, may be retried;
/// an attempt that may have rung is never retried by itself.
struct RetryPolicy {
    /// What a new campaign begins with.
    static constexpr int usualAttempts = 3;

    int maxAttempts = 1; ///< all attempts of one target or occurrence, the first included; 1 to ceilings::attempts
    Milliseconds delay{15 * 60'000}; ///< before the second attempt; doubles with each further one
    EndReasons outcomes = usual;     ///< which endings are tried again; a part of `possible`
    /// Before the second, third … attempt, instead of `delay`; the last one holds for all further ones.
    std::vector<Milliseconds> delays{};

    /// The endings that are retried when nothing else is set.
    static constexpr EndReasons usual = EndReasons::of({EndReason::Busy, EndReason::NoAnswer, EndReason::CarrierError});
    /// The endings that a person may choose to retry: never invalid_number, declined, blocked or outcome_unknown.
    static constexpr EndReasons possible =
        EndReasons::of({EndReason::Busy, EndReason::NoAnswer, EndReason::CarrierError});

    [[nodiscard]] constexpr bool isRetryable(EndReason reason) const
    {
        return outcomes.contains(reason) && possible.contains(reason);
    }

    /// How long to wait after attempt number `attempt` (from 1) ended for this reason; nothing when it was the last
    /// attempt.
    [[nodiscard]] std::optional<Milliseconds> delayAfter(int attempt, EndReason reason) const
    {
        if (attempt >= maxAttempts || !isRetryable(reason)) {
            return std::nullopt;
        }
        return delayBefore(attempt + 1);
    }

    /// How long attempt number `attempt` (from 2) waits after the attempt before it.
    [[nodiscard]] Milliseconds delayBefore(int attempt) const
    {
        const auto retry = static_cast<std::size_t>(std::max(attempt - 2, 0));
        return delays.empty() ? delay * (std::int64_t{1} << std::min(retry, std::size_t{20}))
                              : delays[std::min(retry, delays.size() - 1)];
    }

    friend bool operator==(const RetryPolicy &, const RetryPolicy &) = default;
};

} // namespace campanile
