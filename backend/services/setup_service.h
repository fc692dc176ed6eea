#pragma once

#include "core/result.h"
#include "domain/workspace.h"

#include <vector>

namespace campanile {

/// What an administrator has set up: who owns, who speaks, over which trunk, from which number.
struct Setup {
    Workspace workspace;
    std::vector<Agent> agents;
    std::vector<Trunk> trunks;
    std::vector<PhoneNumber> numbers;
    bool hasCampaigns = false;

    /// Nothing to call with yet: the moment to offer the sample workspace.
    [[nodiscard]] bool isEmpty() const { return agents.empty() && numbers.empty() && !hasCampaigns; }
};

/// Thread: any. Each call answers exactly once, on a thread of the backend's choosing.
class SetupService {
public:
    virtual ~SetupService() = default;

    virtual void read(Reply<Setup> reply) = 0;
    /// Makes what one needs to try everything without a carrier: a scripted agent, a simulated trunk with a number,
    /// and a bulk campaign of 200 sample targets in draft, one click from running. Answers with that campaign.
    /// Conflict when the workspace is not empty.
    virtual void createSample(Reply<CampaignId> reply) = 0;
    /// Makes sure that there is an agent, a simulated trunk and a number, without any campaign.
    virtual void ensureBasics(Reply<Setup> reply) = 0;
    /// Changes how a simulated trunk behaves from the next call on. InvalidInput for values out of range.
    virtual void changeSimulation(TrunkId trunk, SimulationSettings settings, Reply<Trunk> reply) = 0;
};

} // namespace campanile
