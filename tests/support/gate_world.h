#pragma once

#include "engine/gate/gate.h"
#include "support/test_database.h"

namespace campanile::test {

/// A whole pass: what was decided, and what came of it.
struct Passage {
    std::vector<LaneVerdict> lanes;
    bool fenced = false;
    std::vector<DialPermit> permits;
    std::vector<AttemptId> withheld;
    std::vector<AttemptId> unfit;
    std::optional<Error> problem;
};

/// What holds the lane, by its place among those that were asked for.
inline HoldReason holdOf(const Result<Passage> &passage, std::size_t lane = 0)
{
    return passage->lanes.at(lane).hold.reason;
}

/// A database with a gate of its own, to be opened pass by pass.
class GateWorld : public TestDatabase {
public:
    explicit GateWorld(Place place = Place::Memory)
        : TestDatabase(place)
    {
    }

    [[nodiscard]] Gate::Options options()
    {
        return {.process = process, .instance = "test", .journal = &journal, .freeBytes = [this] { return freeBytes; }};
    }

    qint64 freeBytes = -1;
    DialJournal journal{journalFolder()};
    Gate gate{writer, db, clock, options()};

    /// One pass over the lanes.
    Result<Passage> pass(const std::vector<CampaignId> &lanes, int most = 256) { return passOf(gate, lanes, most); }

    static Result<Passage> passOf(Gate &gate, const std::vector<CampaignId> &lanes, int most = 256)
    {
        std::vector<LaneShare> asked;
        for (const CampaignId lane : lanes) {
            asked.push_back({{lane, {}}, most});
        }
        std::optional<Result<Decision>> decided;
        gate.open(std::move(asked), [&decided](Result<Decision> result) { decided.emplace(std::move(result)); });
        if (!*decided) {
            return decided->error();
        }
        Admission admission = gate.issue(**decided);
        return Passage{(*decided)->lanes,
                       (*decided)->fenced,
                       std::move(admission.permits),
                       std::move(admission.withheld),
                       std::move(admission.unfit),
                       std::move(admission.problem)};
    }

    /// Lets the next call of the campaign through; it has to be free to go.
    DialPermit permit(CampaignId campaign)
    {
        Result<Passage> admission = pass({campaign}, 1);
        if (!admission || admission->permits.size() != 1) {
            qFatal("The test expected a call to be let through.");
        }
        return std::move(admission->permits.front());
    }
};

} // namespace campanile::test
