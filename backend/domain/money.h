#pragma once

#include <compare>
#include <cstdint>

namespace campanile {

/// An amount in millionths of the workspace's currency. Whole numbers: a ledger of them always sums exactly.
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

    /// From whole units and hundredths: `Money::of(12, 50)` is 12.50.
    static constexpr Money of(std::int64_t units, std::int64_t hundredths = 0)
    {
        return {units * 1'000'000 + hundredths * 10'000};
    }
};

/// What `seconds` of talk cost at a price per minute: metered per second, a broken micro-unit counts as a whole one
/// (B0-32).
inline Money costOf(std::int64_t seconds, Money pricePerMinute)
{
    return {(seconds * pricePerMinute.micros + 59) / 60};
}

} // namespace campanile
