#include "simulation/world/engineer.h"

#include "storage/setup_store.h"

namespace campanile::simulation {

namespace {

constexpr Milliseconds aDay{24LL * 3'600'000};
constexpr Milliseconds minute{60'000};
constexpr Milliseconds tryAgain{30'000};

} // namespace

Engineer::Engineer(World &world)
    : m_world(world)
    , m_dice(world.scenario.seed, "engineer at work")
{
}

void Engineer::begin()
{
    if (m_world.scenario.textEditsPerDay > 0) {
        m_world.nowAndThen(m_dice, aDay / m_world.scenario.textEditsPerDay, [this] { edit(); });
    }
    if (m_world.scenario.removesTrunk) {
        m_trunk = m_dice.below(m_world.furniture().trunks.size());
        m_world.loop.after(m_dice.between(minute * 60, minute * 60 * 16), [this] { removeTrunk(); });
    }
}

void Engineer::calmDown()
{
    if (m_mayBeRemoved) {
        moveNumbers();
    }
}

void Engineer::edit()
{
    if (m_world.life() == nullptr) {
        return;
    }
    const std::size_t version = m_world.plan.texts.size();
    const bool isRefused = m_dice.chance(0.4);
    m_world.plan.texts.push_back({m_world.clock.boot(), std::nullopt, isRefused});
    m_world.draft = version;
    m_world.loop.after(minute, [this] { m_world.draft.reset(); });
    m_world.command<bool>(
        [agents = m_world.furniture().agents, version, isRefused](WriteTransaction &tx) -> Result<bool> {
            for (const AgentId agent : agents) {
                std::optional<Agent> edited = SetupStore(tx.db).agent(agent);
                edited->firstMessage = agentsWords(version);
                SetupStore(tx.db).update(*edited);
            }
            if (isRefused) { // and what was written is undone
                return {ErrorCode::Conflict, QStringLiteral("It may not be said so.")};
            }
            return true;
        },
        [this, version](const Result<bool> &done) {
            if (done) {
                m_world.plan.texts[version].answered = m_world.clock.boot();
            }
        });
}

void Engineer::removeTrunk()
{
    if (m_world.isCalm() || m_hasMoved) {
        return;
    }
    m_world.loop.after(tryAgain, [this] { // first: the process may die of what follows
        if (!m_silence) {
            removeTrunk();
        }
    });
    askForRemoval();
}

void Engineer::askForRemoval()
{
    if (m_world.life() == nullptr) {
        return;
    }
    if (!std::exchange(m_mayBeRemoved, true)) {
        m_world.loop.after(m_dice.between(minute * 5, minute * 25), [this] { moveNumbers(); });
    }
    const TrunkId trunk = m_world.furniture().trunks[m_trunk];
    const bool isForgotten = m_world.scenario.bug == PlantedBug::RemovedTrunkDialled;
    m_world.command<bool>(
        [trunk, isForgotten](WriteTransaction &tx) -> Result<bool> {
            // It may be removed already, by a request that was never answered.
            return isForgotten || SetupStore(tx.db).remove(trunk) || !SetupStore(tx.db).trunkToDial(trunk);
        },
        [this, trunk, isForgotten](const Result<bool> &done) {
            if (!done || m_hasMoved || m_silence) {
                return;
            }
            std::vector<E164> numbers;
            for (std::size_t i = 0; i < m_world.scenario.callerIds.size(); ++i) {
                if (m_world.scenario.callerIds[i].trunk == m_trunk) {
                    numbers.push_back(callerIdOf(i));
                }
            }
            if (!numbers.empty()) {
                m_silence = m_world.beginSilence({}, "its trunk was removed", numbers);
            }
            m_world.loop.post([this, trunk, isForgotten] {
                if (Life *life = m_world.life(); life != nullptr && !isForgotten) {
                    life->engine.trunkRemoved(trunk);
                }
            });
        });
}

/// Moves the numbers to a new trunk, and tries again until that is answered.
void Engineer::moveNumbers()
{
    if (m_hasMoved) {
        return;
    }
    if (m_silence) {
        m_world.endSilence(*m_silence); // from the click on
    }
    m_world.loop.after(tryAgain, [this] { moveNumbers(); });
    const TrunkId old = m_world.furniture().trunks[m_trunk];
    m_world.command<Trunk>(
        [old, scenario = &m_world.scenario, index = m_trunk](WriteTransaction &tx) -> Result<Trunk> {
            SetupStore setup(tx.db);
            Trunk fresh{
                .id = tx.ids.next<TrunkId>(), .workspace = setup.workspace()->id, .name = QStringLiteral("Trunk")};
            fresh.maxChannels = scenario->trunkChannels[index];
            fresh.countries = {CountryRule::everywhere};
            fresh.pricePerMinute = scenario->credit ? scenario->credit->prices[index] : Money{};
            setup.insert(fresh);
            for (PhoneNumber &number : setup.numbers()) {
                if (number.trunk == old) {
                    number.trunk = fresh.id;
                    setup.update(number);
                }
            }
            return fresh;
        },
        [this](const Result<Trunk> &done) {
            if (!done) {
                return;
            }
            m_hasMoved = true;
            m_world.loop.post([this, trunk = *done] {
                if (Life *life = m_world.life()) {
                    life->engine.trunkChanged(trunk);
                    life->engine.limitsChanged();
                }
            });
        });
}

} // namespace campanile::simulation
