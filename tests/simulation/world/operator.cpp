#include "simulation/world/operator.h"

#include "storage/campaign_store.h"
#include "storage/engine_store.h"
#include "storage/limit_store.h"
#include "storage/target_store.h"

namespace campanile::simulation {

namespace {

constexpr Milliseconds aDay{24LL * 3'600'000};
constexpr Milliseconds tryAgain{30'000};

} // namespace

Operator::Operator(World &world)
    : m_world(world)
    , m_dice(world.scenario.seed, "operator")
{
}

void Operator::begin()
{
    for (std::size_t i = 0; i < m_world.scenario.campaigns.size(); ++i) {
        if (!m_world.scenario.isTheClerks(i)) {
            m_world.loop.after(m_world.scenario.campaigns[i].startsAfter, [this, i] { start(i); });
        }
    }
    if (m_world.scenario.faults.operatorActions) {
        m_world.nowAndThen(m_dice, aDay / m_world.scenario.actionsPerDay, [this] { act(); });
    }
}

void Operator::onDeath()
{
    if (m_stopped && !m_stopOnDisk) {
        m_world.endSilence(*m_stopped); // as far as anybody can tell, it was only in the memory of that process
        m_stopped.reset();
    }
}

void Operator::calmDown()
{
    release();
    setAgent(false);
    const std::map<std::size_t, std::size_t> paused = m_paused;
    for (const auto &[index, silence] : paused) {
        if (m_dice.chance(0.7)) {
            resume(index);
        }
    }
}

void Operator::act()
{
    if (m_world.life() == nullptr) {
        return;
    }
    ++m_world.tally.actions;
    const std::size_t index = m_dice.below(m_world.campaigns());
    switch (m_dice.below(12)) {
    case 0:
    case 1:
        pause(index);
        break;
    case 2:
    case 3:
        resume(index);
        break;
    case 4:
        if (m_dice.chance(0.1)) {
            cancel(index);
        }
        break;
    case 5:
    case 6:
        append(index);
        break;
    case 7:
        block();
        break;
    case 8:
    case 9:
        hangUp();
        break;
    case 10:
        stopAll();
        break;
    default:
        setAgent(true);
        break;
    }
}

/// draft → active; tries again until that is answered.
void Operator::start(std::size_t index)
{
    if (m_started.contains(index)) {
        return;
    }
    m_world.loop.after(tryAgain, [this, index] { start(index); }); // first: the process may die of what follows
    m_world.command<bool>(
        [id = m_world.campaignOf(index)](WriteTransaction &tx) -> Result<bool> {
            std::optional<Campaign> campaign = CampaignStore(tx.db).find(id);
            if (campaign->status == CampaignStatus::Draft) {
                campaign->status = CampaignStatus::Active;
                campaign->startedAt = tx.now;
                CampaignStore(tx.db).updateLifeCycle(*campaign);
            }
            return true;
        },
        [this, index](const Result<bool> &done) {
            if (done) {
                m_started.insert(index);
                m_world.tellEngine(m_world.campaignOf(index));
            }
        });
}

void Operator::move(std::size_t index, CampaignStatus to, std::function<void()> answered)
{
    const CampaignId id = m_world.campaignOf(index);
    m_world.command<bool>(
        [id, to](WriteTransaction &tx) -> Result<bool> {
            std::optional<Campaign> campaign = CampaignStore(tx.db).find(id);
            const bool isDraft = campaign->status == CampaignStatus::Draft; // started by `start` alone
            if (const auto allowed = moved(campaign->status, to); !allowed || isDraft) {
                return {ErrorCode::Conflict, QStringLiteral("It cannot be moved so.")};
            }
            campaign->status = to;
            campaign->endedAt = to == CampaignStatus::Cancelled ? tx.now : campaign->endedAt;
            CampaignStore(tx.db).updateLifeCycle(*campaign);
            return true;
        },
        [this, id, answered = std::move(answered)](const Result<bool> &done) {
            if (done) {
                answered();
                m_world.tellEngine(id);
            }
        });
}

void Operator::pause(std::size_t index)
{
    if (m_paused.contains(index) || m_world.scenario.isTheClerks(index)) {
        return;
    }
    move(index, CampaignStatus::Paused, [this, index] {
        m_paused[index] = m_world.beginSilence(m_world.campaignOf(index), "the campaign is paused");
        later([this, index] { resume(index); });
    });
}

void Operator::resume(std::size_t index)
{
    const auto paused = m_paused.find(index);
    if (paused == m_paused.end()) {
        if (!m_world.scenario.isTheClerks(index)) {
            move(index, CampaignStatus::Active, [] {}); // it may have paused itself
        }
        return;
    }
    m_world.endSilence(paused->second);      // from the click on
    later([this, index] { resume(index); }); // as often as it takes
    move(index, CampaignStatus::Active, [this, index] { m_paused.erase(index); });
}

void Operator::cancel(std::size_t index)
{
    move(index, CampaignStatus::Cancelled,
         [this, index] { m_world.beginSilence(m_world.campaignOf(index), "the campaign is cancelled"); });
}

void Operator::append(std::size_t index)
{
    constexpr std::int64_t firstAppended = 14'010'000'000;
    TargetList list{m_world.campaignOf(index), {}, false};
    const int n = m_dice.between(1, 20);
    for (int i = 0; i < n; ++i) {
        list.numbers.push_back(E164{firstAppended + ++m_appended});
    }
    const std::size_t entry = m_world.plan.lists.size();
    m_world.plan.lists.push_back(list);
    m_world.command<bool>(
        [list](WriteTransaction &tx) -> Result<bool> {
            const std::optional<Campaign> campaign = CampaignStore(tx.db).find(list.campaign);
            if (isTerminal(campaign->status)) {
                return {ErrorCode::Conflict, QStringLiteral("It is over.")};
            }
            TargetStore targets(tx.db);
            for (const E164 number : list.numbers) {
                const auto id = tx.ids.next<TargetId>();
                if (targets.claimNumber(list.campaign, number, id)) {
                    targets.insert(id, list.campaign, number, "Somebody", variablesOf(number));
                }
            }
            tx.count(list.campaign, CounterKind::TargetsByStatus, static_cast<int>(TargetStatus::Pending),
                     static_cast<std::int64_t>(list.numbers.size()));
            return true;
        },
        [this, entry, id = list.campaign](const Result<bool> &done) {
            if (done) {
                m_world.plan.lists[entry].accepted = true;
                m_world.tellEngine(id);
            }
        });
}

/// Somebody on a list asks the workspace that has the list not to call again; another one may go on.
void Operator::block()
{
    const TargetList &list = m_world.plan.lists[m_dice.below(m_world.plan.lists.size())];
    if (list.numbers.empty()) {
        return;
    }
    const E164 number = m_dice.oneOf(list.numbers);
    const WorkspaceId workspace = m_world.plan.campaigns[list.campaign].workspace;
    const bool isCached = m_world.scenario.bug == PlantedBug::SuppressionCached;
    const auto write = [this, workspace, number](std::function<void()> answered) {
        m_world.command<bool>(
            [workspace, number](WriteTransaction &tx) -> Result<bool> {
                LimitStore(tx.db).block(workspace, number, QStringLiteral("asked"), tx.now);
                return true;
            },
            [answered = std::move(answered)](const Result<bool> &done) {
                if (done) {
                    answered();
                }
            });
    };
    if (isCached) {
        m_world.plan.suppressed.push_back({number, m_world.clock.boot(), workspace});
        m_world.loop.after(Milliseconds(600'000), [write] { write([] {}); });
    } else {
        write([this, workspace, number] {
            m_world.plan.suppressed.push_back({number, m_world.clock.boot(), workspace});
        });
    }
}

void Operator::hangUp()
{
    const std::vector<AttemptId> calls = m_world.life()->calls();
    if (!calls.empty()) {
        m_world.life()->engine.hangUp(m_dice.oneOf(calls));
    }
}

void Operator::stopAll()
{
    if (m_mayBeStopped) {
        return;
    }
    m_mayBeStopped = true;
    m_world.life()->engine.stopAll();
    m_stopped = m_world.beginSilence({}, "Stop all is in force");
    m_stopOnDisk = false;
    later([this] { release(); });
    remember(true, [this] { m_stopOnDisk = true; });
}

void Operator::release()
{
    if (!m_mayBeStopped) {
        return;
    }
    if (m_stopped) {
        m_world.endSilence(*m_stopped); // from the click on
    }
    later([this] { release(); });
    remember(false, [this] {
        m_mayBeStopped = false;
        m_stopped.reset();
        m_world.loop.post([this] {
            if (Life *life = m_world.life()) {
                life->engine.release();
            }
        });
    });
}

/// People come back to what they have stopped; soon, when the day is over.
void Operator::later(std::function<void()> task)
{
    const Milliseconds longest = m_world.isCalm() ? tryAgain : Milliseconds(30 * 60'000);
    m_world.loop.after(m_dice.between(Milliseconds(20'000), longest), std::move(task));
}

void Operator::remember(bool stopped, std::function<void()> answered)
{
    m_world.command<bool>(
        [stopped](WriteTransaction &tx) -> Result<bool> {
            EngineStore(tx.db).setStopped(stopped);
            return true;
        },
        [answered = std::move(answered)](const Result<bool> &done) {
            if (done) {
                answered();
            }
        });
}

/// What was never answered may be true: people come back to that, too.
void Operator::setAgent(bool disabled)
{
    if (disabled ? m_agentMayBeOff : !m_agentMayBeOff) {
        return;
    }
    m_agentMayBeOff = true;
    if (!disabled && m_agentOff) {
        m_world.endSilence(*m_agentOff); // from the click on
        m_agentOff.reset();
    }
    later([this] { setAgent(false); });
    m_world.command<bool>(
        [disabled](WriteTransaction &tx) -> Result<bool> {
            tx.db.execute("UPDATE agents SET disabled = ?", disabled);
            return true;
        },
        [this, disabled](const Result<bool> &done) {
            if (!done) {
                return;
            }
            if (disabled) {
                m_agentOff = m_world.beginSilence({}, "the agent is disabled");
            } else if (m_agentOff) { // the click came before the answer to the one before
                m_world.endSilence(*m_agentOff);
                m_agentOff.reset();
            }
            m_agentMayBeOff = disabled;
            for (std::size_t i = 0; i < m_world.campaigns(); ++i) {
                m_world.tellEngine(m_world.campaignOf(i));
            }
        });
}

} // namespace campanile::simulation
