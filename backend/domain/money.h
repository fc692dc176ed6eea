#pragma once

#include <compare>
#include <cstdint>

namespace campanile {

/// An amount in millionths of the workspace's currency. Amounts are integers, so the sum of a ledger is always exact.
struct Money {
    std::int64_t micros = 0;

    friend auto operator<=>(Money, Money) = default;
    friend Money operator+(Money a, Money b) { return {a.micros + b.micros}; }
    friend Money operator-(Money a, Money b) { return {a.micros - b.micros}; }
    friend Money operator-(Money a) { return {-a.micros}; }
    Money &operator+=(Money other)
    {
        micros += other.micros;
        return *this;
    }

    /// The amount of whole units and hundredths: `Money::of(12, 50)` is 12.50.
    static constexpr Money of(std::int64_t units, std::int64_t hundredths = 0)
    {
        return {units * 1'000'000 + hundredths * 10'000};
    }
};

/// The cost of `seconds` of talk at a price per minute. It is metered per second, and a fraction of a micro-unit is
/// rounded up (B0-32).
inline Money costOf(std::int64_t seconds, Money pricePerMinute)
{
    return {(seconds * pricePerMinute.micros + 59) / 60};
}

} // namespace campanile
