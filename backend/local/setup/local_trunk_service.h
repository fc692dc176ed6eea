#pragma once

#include "local/backend_core.h"
#include "services/trunk_service.h"

namespace campanile {

/// TrunkService on the backend of this process.
class LocalTrunkService final : public TrunkService {
public:
    explicit LocalTrunkService(BackendCore &core)
        : m_core(core)
    {
    }

    void list(const Caller &caller, Reply<std::vector<Trunk>> reply) override;
    void create(const Caller &caller, NewTrunk fresh, Answering<Trunk> answering) override;
    void changeSimulation(const Caller &caller, TrunkId id, SimulationSettings settings, Reply<Trunk> reply) override;
    void changePrice(const Caller &caller, TrunkId id, Money perMinute, Reply<Trunk> reply) override;
    void changeCountries(const Caller &caller, TrunkId id, QStringList countries, Reply<Trunk> reply) override;

private:
    void edit(const Caller &caller, TrunkId id, std::function<Result<void>(Trunk &)> edit, Reply<Trunk> reply);
    void tellEngine(const Trunk &trunk);
    /// A reply that first tells the engine of the trunk, and then answers the caller.
    [[nodiscard]] Reply<Trunk> afterTellingOf(Reply<Trunk> reply);

    BackendCore &m_core;
};

} // namespace campanile
