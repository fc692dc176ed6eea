#pragma once

#include "core/e164.h"
#include "core/random.h"

#include <cstdint>

namespace campanile {

/// Tells whether two lists have the same people, whatever the order of their rows and the bytes of their files: a sum
/// over the set of their numbers, each of which is spread over 64 bits first. Two different sets agree by chance once
/// in 2^64 pairs. Stored: the sum never changes its meaning. Thread: one.
class PeopleFingerprint {
public:
    PeopleFingerprint() = default;
    /// Goes on from a sum that was stored.
    explicit PeopleFingerprint(std::int64_t sum)
        : m_sum(static_cast<std::uint64_t>(sum))
    {
    }

    /// Adds a number that is not in the set yet.
    void add(E164 number) { m_sum += Random::mix(static_cast<std::uint64_t>(number.digits)); }
    /// 0 for nobody.
    [[nodiscard]] std::int64_t value() const { return static_cast<std::int64_t>(m_sum); }

private:
    std::uint64_t m_sum = 0;
};

} // namespace campanile
