#pragma once

#include "engine/gate.h"
#include "support/test_database.h"

namespace campanile::test {

/// A database with a gate of its own, to be opened pass by pass.
class GateWorld : public TestDatabase {
public:
    explicit GateWorld(Place place = Place::Memory)
        : TestDatabase(place)
    {
    }

    [[nodiscard]] Gate::Options options() const
    {
        return {.generation = generation, .instance = "test", .journalFolder = journalFolder(), .freeBytes = [this] {
                    return freeBytes;
                }};
    }

    qint64 freeBytes = -1;
    Gate gate{writer, clock, options()};

    /// One pass over the lanes.
    Result<Admission> pass(const std::vector<CampaignId> &lanes, int most = 256) { return passOf(gate, lanes, most); }

    static Result<Admission> passOf(Gate &gate, const std::vector<CampaignId> &lanes, int most = 256)
    {
        std::vector<Lane> asked;
        for (const CampaignId lane : lanes) {
            asked.push_back({lane, most});
        }
        std::optional<Result<Admission>> answer;
        gate.open(std::move(asked), [&answer](Result<Admission> result) { answer.emplace(std::move(result)); });
        return std::move(answer.value());
    }

    /// Lets the next call of the campaign through; it has to be free to go.
    DialPermit permit(CampaignId campaign)
    {
        Result<Admission> admission = pass({campaign}, 1);
        if (!admission || admission->permits.size() != 1) {
            qFatal("The test expected a call to be let through.");
        }
        return std::move(admission->permits.front());
    }
};

} // namespace campanile::test
