#pragma once

#include "local/backend_core.h"
#include "services/setup_service.h"

namespace campanile {

class SetupStore;

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
    void changeWorkspace(WorkspaceEdit edit, Reply<Workspace> reply) override;
    void changeAgent(AgentId id, AgentEdit edit, Reply<Agent> reply) override;
    void changeNumber(PhoneNumberId id, PhoneNumberEdit edit, Reply<PhoneNumber> reply) override;
    void assign(PhoneNumberId number, AgentId agent, Reply<void> reply) override;
    void unassign(PhoneNumberId number, AgentId agent, Reply<void> reply) override;
    void changePrice(TrunkId id, Money perMinute, Reply<Trunk> reply) override;
    void changeCountries(TrunkId id, QStringList countries, Reply<Trunk> reply) override;

private:
    void changeTrunk(TrunkId id, std::function<Result<void>(Trunk &)> edit, Reply<Trunk> reply);
    void changeAssignment(void (SetupStore::*change)(PhoneNumberId, AgentId), PhoneNumberId number, AgentId agent,
                          Reply<void> reply);

    BackendCore &m_core;
};

} // namespace campanile
