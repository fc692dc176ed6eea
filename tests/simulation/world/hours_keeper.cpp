#include "simulation/world/hours_keeper.h"

#include "storage/campaign_store.h"

namespace campanile::simulation {

namespace {

constexpr Milliseconds lookEvery{10'000};
// The clerk closes early enough for the pause to be written and for calls under way to leave.
constexpr Milliseconds early{30'000};

} // namespace

HoursKeeper::HoursKeeper(World &world)
    : m_world(world)
{
    const Scenario &scenario = world.scenario;
    m_rule.fromMinute = scenario.opensAtMinute;
    m_rule.toMinute = scenario.closesAtMinute;
    m_rule.zone = scenario.zone;
    if (scenario.bug == PlantedBug::HoursInUtc) {
        m_rule.zone.clear();
    } else if (scenario.bug == PlantedBug::HoursOfYesterdaysOffset) {
        while (m_rule.zone.size() > 1 && m_rule.zone.back().from > scenario.start) {
            m_rule.zone.pop_back();
        }
    }
}

void HoursKeeper::begin()
{
    if (m_world.scenario.hoursByClerk) {
        look();
    }
}

bool HoursKeeper::isOpen(WallTime at) const
{
    return m_rule.isOpen(at) && m_rule.isOpen(at + early);
}

void HoursKeeper::onStart(Connection &db)
{
    if (!m_world.scenario.hoursByClerk) {
        return;
    }
    db.begin();
    for (std::size_t i = 0; i < m_world.campaigns(); ++i) {
        if (m_world.scenario.isTheClerks(i)) {
            set(db, m_world.campaignOf(i));
        }
    }
    db.commit();
}

/// Pauses or resumes the campaign; returns whether that had to be done.
bool HoursKeeper::set(Connection &db, CampaignId id) const
{
    std::optional<Campaign> campaign = CampaignStore(db).find(id);
    const bool open = isOpen(m_world.clock.wall());
    const bool isOff = campaign->status == CampaignStatus::Draft || campaign->status == CampaignStatus::Paused;
    if (open ? !isOff : campaign->status != CampaignStatus::Active) {
        return false;
    }
    campaign->status = open ? CampaignStatus::Active : CampaignStatus::Paused;
    CampaignStore(db).updateLifeCycle(*campaign);
    return true;
}

void HoursKeeper::look()
{
    m_world.loop.after(lookEvery, [this] { look(); }); // first: the process may die of what follows
    for (std::size_t i = 0; i < m_world.campaigns(); ++i) {
        if (!m_world.scenario.isTheClerks(i)) {
            continue;
        }
        const CampaignId id = m_world.campaignOf(i);
        m_world.command<bool>([this, id](WriteTransaction &tx) -> Result<bool> { return set(tx.db, id); },
                              [this, id](const Result<bool> &done) {
                                  if (done && *done) {
                                      m_world.tellEngine(id);
                                  }
                              });
    }
}

} // namespace campanile::simulation
