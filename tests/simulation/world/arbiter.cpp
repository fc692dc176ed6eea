#include "simulation/world/arbiter.h"

#include "simulation/world/answer.h"
#include "storage/queue_store.h"
#include "storage/setup_store.h"

#include <algorithm>
#include <iterator>

namespace campanile::simulation {

namespace {

constexpr Milliseconds looksEvery{12LL * 60'000};
constexpr int rowsSeen = 20;

} // namespace

Arbiter::Arbiter(World &world)
    : m_world(world)
    , m_dice(world.scenario.seed, "arbiter")
{
}

void Arbiter::begin()
{
    if (m_world.scenario.faults.operatorActions) {
        m_world.nowAndThen(m_dice, looksEvery, [this] { look(); });
    }
}

void Arbiter::look()
{
    m_world.command<std::vector<ScheduledCall>>(
        [](WriteTransaction &tx) -> Result<std::vector<ScheduledCall>> {
            std::vector<ScheduledCall> all;
            for (const Workspace &workspace : SetupStore(tx.db).workspaces()) {
                std::ranges::copy(QueueStore(tx.db).undecided(workspace.id, rowsSeen), std::back_inserter(all));
            }
            return all;
        },
        [this](const Result<std::vector<ScheduledCall>> &found) {
            if (found && !found->empty()) {
                m_world.loop.post([this, call = m_dice.oneOf(*found)] { decide(call); });
            }
        });
}

void Arbiter::decide(const ScheduledCall &call)
{
    if (m_world.life() == nullptr) {
        return;
    }
    ++m_world.tally.actions;
    const auto what = m_dice.oneOf({UnknownDecision::ItRang, UnknownDecision::DialAgain, UnknownDecision::GiveUp});
    const BootTime asked = m_world.clock.boot();
    m_world.plan.decisions.push_back({call.id, what, call.attempt, asked, std::nullopt});
    m_world.ask([&](Office &office) {
        office.queue.decide(ownerOf(call.workspace, CallerKind::ApiKey), call.id, what,
                            [this, asked](const Result<ScheduledCall> &answer) {
                                std::vector<Decision> &decisions = m_world.plan.decisions;
                                const auto mine =
                                    std::find_if(decisions.begin(), decisions.end(),
                                                 [asked](const Decision &decision) { return decision.asked == asked; });
                                if (answer) {
                                    mine->answered = m_world.clock.boot();
                                } else if (isRefusal(answer)) {
                                    decisions.erase(mine);
                                }
                            });
    });
}

} // namespace campanile::simulation
