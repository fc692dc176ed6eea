#pragma once

#include "services/local/backend_core.h"
#include "services/setup_service.h"

namespace campanile {

/// SetupService on the backend of this process.
class LocalSetupService final : public SetupService {
public:
    explicit LocalSetupService(BackendCore &core)
        : m_core(core)
    {
    }

    void read(Reply<Setup> reply) override;
    void createSample(Reply<CampaignId> reply) override;
    void ensureBasics(Reply<Setup> reply) override;
    void changeSimulation(TrunkId id, SimulationSettings settings, Reply<Trunk> reply) override;

private:
    BackendCore &m_core;
};

} // namespace campanile
