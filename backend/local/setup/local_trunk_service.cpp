#include "local/setup/local_trunk_service.h"

#include "domain/ceilings.h"
#include "local/editing.h"
#include "local/input_check.h"
#include "local/once.h"
#include "local/setup/setup_edit.h"
#include "storage/setup_store.h"

namespace campanile {

namespace {

/// Makes an edit that the trunk's present settings cannot forbid.
template<class T>
auto setTo(T Trunk::*member, T value)
{
    return [member, value](Trunk &trunk) -> Result<void> {
        trunk.*member = value;
        return {};
    };
}

} // namespace

void LocalTrunkService::list(const Caller &caller, Reply<std::vector<Trunk>> reply)
{
    if (!isAllowed(caller, Scope::ConfigRead, reply)) {
        return;
    }
    m_core.readers.read<std::vector<Trunk>>(
        [workspace = caller.workspace](Connection &db) -> Result<std::vector<Trunk>> {
            return SetupStore(db).trunks(workspace);
        },
        std::move(reply));
}

void LocalTrunkService::create(const Caller &caller, NewTrunk fresh, Answering<Trunk> answering)
{
    if (!isAllowed(caller, Scope::ConfigWrite, answering)) {
        return;
    }
    if (const Result<void> checked = checkNewTrunk(fresh); !checked) {
        answering(checked.error());
        return;
    }
    makeOnce<Trunk>(
        m_core, caller,
        asEdit<Trunk>(caller.workspace,
                      [workspace = caller.workspace, fresh = std::move(fresh)](WriteTransaction &tx) -> Result<Trunk> {
                          const Trunk trunk{.id = tx.ids.next<TrunkId>(),
                                            .workspace = workspace,
                                            .name = fresh.name.trimmed(),
                                            .kind = fresh.kind,
                                            .maxChannels = fresh.maxChannels,
                                            .simulation = fresh.simulation,
                                            .pricePerMinute = fresh.pricePerMinute,
                                            .countries = fresh.countries};
                          SetupStore(tx.db).insert(trunk);
                          tx.changes.setup = true;
                          return trunk;
                      }),
        std::move(answering), [this](const Trunk &trunk) { tellEngine(trunk); });
}

void LocalTrunkService::changeSimulation(const Caller &caller, TrunkId id, SimulationSettings settings,
                                         Reply<Trunk> reply)
{
    if (!isAllowed(caller, Scope::ConfigWrite, reply)) {
        return;
    }
    if (const Result<void> checked = checkSimulation(settings); !checked) {
        reply(checked.error());
        return;
    }
    edit(caller, id, setTo(&Trunk::simulation, settings), std::move(reply));
}

void LocalTrunkService::changePrice(const Caller &caller, TrunkId id, Money perMinute, Reply<Trunk> reply)
{
    if (!isAllowed(caller, Scope::ConfigWrite, reply)) {
        return;
    }
    if (const Result<void> checked = checkPrice(perMinute); !checked) {
        reply(checked.error());
        return;
    }
    edit(caller, id, setTo(&Trunk::pricePerMinute, perMinute), std::move(reply));
}

void LocalTrunkService::changeCountries(const Caller &caller, TrunkId id, QStringList countries, Reply<Trunk> reply)
{
    if (!isAllowed(caller, Scope::ConfigWrite, reply)) {
        return;
    }
    if (const Result<void> checked = checkCountries(countries); !checked) {
        reply(checked.error());
        return;
    }
    edit(
        caller, id,
        [countries = std::move(countries)](Trunk &trunk) -> Result<void> {
            if (Result<void> fits = checkCountriesOf(trunk.kind, countries); !fits) {
                return fits;
            }
            trunk.countries = countries;
            return {};
        },
        std::move(reply));
}

void LocalTrunkService::edit(const Caller &caller, TrunkId id, std::function<Result<void>(Trunk &)> edit,
                             Reply<Trunk> reply)
{
    submitEdit<Trunk>(
        m_core, caller.workspace,
        [workspace = caller.workspace, id, edit = std::move(edit)](WriteTransaction &tx) -> Result<Trunk> {
            SetupStore store(tx.db);
            std::optional<Trunk> trunk = store.trunk(workspace, id);
            if (!trunk) {
                return notFound<Trunk>("trunk");
            }
            if (const Result<void> done = edit(*trunk); !done) {
                return done.error();
            }
            store.update(*trunk);
            tx.changes.setup = true;
            return *trunk;
        },
        afterTellingOf(std::move(reply)));
}

void LocalTrunkService::tellEngine(const Trunk &trunk)
{
    m_core.onEngine([trunk](Engine &engine) { engine.trunkChanged(trunk); });
}

Reply<Trunk> LocalTrunkService::afterTellingOf(Reply<Trunk> reply)
{
    return [this, reply = std::move(reply)](Result<Trunk> trunk) {
        if (trunk) {
            tellEngine(*trunk);
        }
        reply(std::move(trunk));
    };
}

} // namespace campanile
