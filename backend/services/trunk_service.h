#pragma once

#include "core/result.h"
#include "domain/caller.h"
#include "domain/workspace.h"
#include "services/answering.h"

#include <vector>

namespace campanile {

/// A trunk that is to be made.
struct NewTrunk {
    QString name; ///< 1 to ceilings::nameLength characters
    CarrierKind kind = CarrierKind::Simulated;
    int maxChannels = 0; ///< 0 to ceilings::concurrentCalls; 0: no limit of its own
    SimulationSettings simulation{};
    Money pricePerMinute{};
    QStringList countries{}; ///< as TrunkService::changeCountries
};

/// The trunks of a workspace. Errors and threads: as WorkspaceService.
class TrunkService {
public:
    virtual ~TrunkService() = default;

    /// In the order in which they were made.
    virtual void list(const Caller &caller, Reply<std::vector<Trunk>> reply) = 0;
    virtual void create(const Caller &caller, NewTrunk trunk, Answering<Trunk> answering) = 0;
    /// Changes how a simulated trunk behaves from the next call on. InvalidInput for values out of range.
    virtual void changeSimulation(const Caller &caller, TrunkId trunk, SimulationSettings settings,
                                  Reply<Trunk> reply) = 0;
    /// What a minute of talk costs from the next call on; zero: nothing, and no credit is asked for.
    virtual void changePrice(const Caller &caller, TrunkId trunk, Money perMinute, Reply<Trunk> reply) = 0;
    /// Which countries the trunk calls besides the caller ID's own, as ISO 3166-1 alpha-2 codes in upper case; only a
    /// simulated trunk may be given CountryRule::everywhere. Holds for calls that are not made yet.
    virtual void changeCountries(const Caller &caller, TrunkId trunk, QStringList countries, Reply<Trunk> reply) = 0;
};

} // namespace campanile
