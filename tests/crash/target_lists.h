#pragma once

#include <cstdint>
#include <filesystem>
#include <random>
#include <set>

namespace campanile {

/// What a list file holds, as the importer should understand it.
struct TargetList {
    std::set<std::int64_t> numbers; ///< as digits, each to be called
    std::int64_t duplicates = 0;
    std::int64_t rejected = 0;
};

/// Writes lists for the crash test: American numbers in several notations, no number twice over all lists, so that no
/// list waits for another one's cool-down. Four numbers in ten have one of the reserved endings 0000 to 0009; one row
/// in twenty repeats an earlier number in another notation, one in thirty cannot be called.
class TargetLists {
public:
    explicit TargetLists(std::uint64_t seed)
        : m_random(seed)
    {
    }

    /// A file with `targets` different numbers. Throws std::runtime_error when it cannot be written.
    TargetList write(const std::filesystem::path &file, int targets);

private:
    std::int64_t freshNumber();
    std::string inSomeNotation(std::int64_t number);
    int below(int limit) { return std::uniform_int_distribution(0, limit - 1)(m_random); }

    std::mt19937_64 m_random;
    std::set<std::int64_t> m_used;
};

} // namespace campanile
