#include "simulation/world/planner.h"

#include "simulation/world/answer.h"
#include "simulation/world/zones.h"

#include <limits>

namespace campanile::simulation {

namespace {

constexpr Milliseconds minute{60'000};
constexpr Milliseconds aDay{24LL * 3'600'000};
constexpr Milliseconds tryAgain{30'000};
constexpr BootTime never{std::numeric_limits<std::int64_t>::max()};

} // namespace

Planner::Planner(World &world)
    : m_world(world)
    , m_dice(world.scenario.seed, "planner")
    , m_kept(world.scenario.recurring.size())
{
}

void Planner::begin()
{
    for (std::size_t i = 0; i < m_kept.size(); ++i) {
        m_world.loop.after(m_world.scenario.recurring[i].startsAfter, [this, i] { start(i); });
    }
    if (!m_kept.empty() && m_world.scenario.planActionsPerDay > 0) {
        m_world.nowAndThen(m_dice, aDay / m_world.scenario.planActionsPerDay, [this] { act(); });
    }
}

void Planner::calmDown()
{
    for (std::size_t i = 0; i < m_kept.size(); ++i) {
        if (m_kept[i].paused) {
            resume(i);
        }
    }
}

void Planner::act()
{
    if (m_world.life() == nullptr) {
        return;
    }
    ++m_world.tally.actions;
    const std::size_t index = m_dice.below(m_kept.size());
    switch (m_dice.below(10)) {
    case 0:
    case 1:
    case 2:
    case 3:
    case 4:
    case 5:
        edit(index);
        break;
    case 6:
    case 7:
        pause(index, false);
        break;
    case 8:
        pause(index, true);
        break;
    default:
        if (m_dice.chance(0.2)) {
            cancel(index);
        }
        break;
    }
}

void Planner::beginActive(std::size_t index)
{
    ruleOf(index).active.push_back({m_world.clock.boot(), never});
}

void Planner::endActive(std::size_t index)
{
    std::vector<Span> &active = ruleOf(index).active;
    if (!active.empty() && active.back().until == never) {
        active.back().until = m_world.clock.boot();
    }
}

/// draft → active; tries again until that is answered. A refusal means that a request without an answer has started the
/// campaign already, or that it will never fire.
void Planner::start(std::size_t index)
{
    if (m_kept[index].started) {
        return;
    }
    m_world.loop.after(tryAgain, [this, index] { start(index); }); // first: the process may die of what follows
    m_world.ask([this, index](Office &office) {
        office.campaigns.start(callerOf(index), idOf(index), [this, index](const Result<Campaign> &answer) {
            m_kept[index].started = m_kept[index].started || answer.ok() || isRefusal(answer);
            if (answer) {
                beginActive(index);
            }
        });
    });
}

/// The plan's next version, and the edit that leads to it. After an edit that was never answered nobody knows what is
/// in force, so the next edit names every member.
PlanVersion Planner::next(const PlanVersion &present, CampaignEdit &edit)
{
    PlanVersion version = present;
    version.asked = m_world.clock.boot();
    version.answered.reset();
    version.isMoved = false;
    const std::size_t what = present.answered ? m_dice.below(5) : 5;
    const NamedZone &zone = m_dice.oneOf(namedZones());
    if (what <= 2 || what == 5) {
        version.cron = m_dice.oneOf(cronExpressions());
        edit.cron = QString::fromStdString(version.cron);
    }
    if (what == 3 || what == 5) {
        version.zone = zone.offsets;
        version.isMoved = true;
        edit.timezone = QString::fromLatin1(zone.name);
    }
    if (what == 4 || what == 5) {
        const bool ends = m_dice.chance(0.6);
        version.endAt = ends ? m_world.clock.wall() + m_dice.between(minute, aDay) : WallTime{};
        edit.endAt = version.endAt;
    }
    return version;
}

void Planner::edit(std::size_t index)
{
    CampaignEdit edit;
    RecurringRule &rule = ruleOf(index);
    if (m_dice.chance(0.2)) {
        edit.maxAttempts = m_dice.between(1, 4);
        CampaignRule &retry = m_world.plan.campaigns[rule.campaign];
        retry.maxAttempts = std::max(retry.maxAttempts, *edit.maxAttempts);
        m_world.ask([&](Office &office) {
            office.campaigns.edit(callerOf(index), rule.campaign, edit, [](const Result<Campaign> &) {});
        });
        return;
    }
    const PlanVersion version = next(rule.versions.back(), edit);
    rule.versions.push_back(version);
    m_world.ask([&](Office &office) {
        office.campaigns.edit(
            callerOf(index), rule.campaign, edit, [this, index, asked = version.asked](const Result<Campaign> &answer) {
                std::vector<PlanVersion> &versions = ruleOf(index).versions;
                const auto mine = std::find_if(versions.begin(), versions.end(),
                                               [asked](const PlanVersion &v) { return v.asked == asked; });
                if (answer) {
                    mine->answered = m_world.clock.boot();
                } else if (isRefusal(answer)) {
                    versions.erase(mine);
                }
            });
    });
}

void Planner::pause(std::size_t index, bool withQueue)
{
    if (m_kept[index].paused || !m_kept[index].started) {
        return;
    }
    m_kept[index].paused = true;
    endActive(index);
    const auto answered = [this, index, withQueue](const Result<Campaign> &answer) {
        if (answer && withQueue && !m_kept[index].silence) {
            m_kept[index].silence = m_world.beginSilence(idOf(index), "the plan is paused with its queue");
        }
    };
    m_world.loop.after(m_dice.between(minute, minute * 120), [this, index] { resume(index); });
    m_world.ask([&](Office &office) {
        withQueue ? office.campaigns.pauseWithQueue(callerOf(index), idOf(index), answered)
                  : office.campaigns.pause(callerOf(index), idOf(index), answered);
    });
}

/// Resumes the campaign, and tries again until that is answered.
void Planner::resume(std::size_t index)
{
    if (!m_kept[index].paused) {
        return;
    }
    if (m_kept[index].silence) {
        m_world.endSilence(*m_kept[index].silence); // from the click on
        m_kept[index].silence.reset();
    }
    m_world.loop.after(tryAgain, [this, index] { resume(index); });
    m_world.ask([this, index](Office &office) {
        office.campaigns.resume(callerOf(index), idOf(index), [this, index](const Result<Campaign> &answer) {
            if (answer || isRefusal(answer)) { // refused: it was never paused, or is over
                m_kept[index].paused = false;
            }
            if (answer) {
                beginActive(index);
            }
        });
    });
}

void Planner::cancel(std::size_t index)
{
    endActive(index);
    m_world.ask([this, index](Office &office) {
        office.campaigns.cancel(callerOf(index), idOf(index), [this, index](const Result<Campaign> &answer) {
            if (answer) {
                m_world.beginSilence(idOf(index), "the plan is cancelled");
            }
        });
    });
}

} // namespace campanile::simulation
