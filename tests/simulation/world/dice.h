#pragma once

#include "core/clock.h"
#include "core/random.h"

#include <initializer_list>
#include <string_view>
#include <vector>

namespace campanile::simulation {

/// Random numbers for one purpose: each purpose has its own stream of the seed, so that one more question in one place
/// changes no answer in another.
class Dice : public Random {
public:
    Dice(std::uint64_t seed, std::string_view purpose)
        : Random(mix(seed ^ nameHash(purpose)))
    {
    }

    [[nodiscard]] bool chance(double probability) { return unit() < probability; }
    /// Both ends included.
    int between(int least, int most)
    {
        return least + static_cast<int>(below(static_cast<std::uint64_t>(most - least + 1)));
    }
    Milliseconds between(Milliseconds least, Milliseconds most)
    {
        return least +
               Milliseconds(static_cast<std::int64_t>(below(static_cast<std::uint64_t>((most - least).count() + 1))));
    }
    template<class T>
    T oneOf(std::initializer_list<T> choices)
    {
        return *(choices.begin() + below(choices.size()));
    }
    template<class T>
    const T &oneOf(const std::vector<T> &choices)
    {
        return choices[below(choices.size())];
    }

private:
    static constexpr std::uint64_t nameHash(std::string_view name)
    {
        std::uint64_t hash = 0xcbf29ce484222325U;
        for (const char c : name) {
            hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
        }
        return hash;
    }
};

} // namespace campanile::simulation
