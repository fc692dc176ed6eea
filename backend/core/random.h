#pragma once

#include <cstdint>

namespace campanile {

/// A seeded, fast and reproducible source of random numbers (SplitMix64). It must not be used for secrets, which come
/// from OpenSSL. The same seed gives the same numbers on every machine. Thread: one.
class Random {
public:
    explicit Random(std::uint64_t seed)
        : m_state(seed)
    {
    }

    std::uint64_t next()
    {
        m_state += 0x9e3779b97f4a7c15U;
        return mix(m_state);
    }
    /// Uniform in [0, 1).
    double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    /// Uniform in [0, bound); `bound` at least 1. The bias is below 2^-32 for every bound used here.
    std::uint64_t below(std::uint64_t bound) { return next() % bound; }

    /// Mixes the bits of one value, so that neighbouring inputs give unrelated outputs.
    static std::uint64_t mix(std::uint64_t z)
    {
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31);
    }

private:
    std::uint64_t m_state;
};

} // namespace campanile
