#include "simulation/world/make_room.h"

#include "simulation/world/zones.h"

namespace campanile::simulation {

namespace {

constexpr Milliseconds minute{60'000};
// Of namedZones(): Berlin when its clocks go forward, and when they go back.
constexpr std::size_t springInBerlin = 0;
constexpr std::size_t autumnInBerlin = 1;

/// One plan for the hour that the clocks skip or show twice, on the day on which they do.
void planForChange(Scenario &s, std::size_t zone, const char *cron)
{
    RecurringScenario plan;
    plan.cron = cron;
    plan.zone = zone;
    s.start = namedZones()[zone].aDayOfInterest;
    s.recurring = {plan};
    s.planActionsPerDay = 0;
    s.faults.clockSteps = s.faults.suspends = s.faults.crashes = false;
}

void planOften(Scenario &s, const char *cron)
{
    RecurringScenario plan;
    plan.cron = cron;
    plan.zone = springInBerlin;
    s.recurring = {plan};
    s.cooldown = Milliseconds(0);
    s.maxPerDay = s.maxPerWeek = 1'000;
}

/// Everybody keeps a clerk who opens at eight and closes at noon, on a morning on which the clocks went forward.
void keepClerks(Scenario &s)
{
    const NamedZone &zone = namedZones()[springInBerlin];
    s.start = zone.aDayOfInterest;
    s.zone = zone.offsets;
    s.zoneName = zone.name;
    s.hoursByClerk = true;
    s.opensAtMinute = 8 * 60;
    s.closesAtMinute = 12 * 60;
    for (CampaignScenario &campaign : s.campaigns) {
        campaign.hasHours = true;
        campaign.ratePerMinute = 1;
        campaign.targets = 300;
        campaign.startsAfter = Milliseconds(0);
    }
    s.recurring.clear();
    s.faults = {};
}

/// Long calls, and little time before the next one.
void talkLong(Scenario &s)
{
    s.carrier.longestTalk = minute * 10;
    for (CampaignScenario &campaign : s.campaigns) {
        campaign.retry.delay = minute;
    }
}

void dieOften(Scenario &s)
{
    s.faults.crashes = true;
    s.meanLife = minute * 15;
}

void costSomething(Scenario &s)
{
    CreditScenario credit;
    credit.opening = Money::of(100);
    credit.prices.assign(s.trunkChannels.size(), Money::of(0, 10));
    credit.topUp = Money::of(10);
    credit.topUpEvery = minute * 120;
    s.credit = credit;
}

} // namespace

void makeRoomForBug(Scenario &s)
{
    switch (s.bug) {
    case PlantedBug::ClaimNotChecked:
        talkLong(s);
        break;
    case PlantedBug::HoursOfYesterdaysOffset:
        keepClerks(s);
        break;
    case PlantedBug::TakeoverRequeues:
        s.faults.takeovers = true;
        s.faults.crashes = true;
        break;
    case PlantedBug::DstHourTwice:
        planForChange(s, autumnInBerlin, "30 2 * * *");
        break;
    case PlantedBug::DstGapLost:
    case PlantedBug::DstGapLate:
        planForChange(s, springInBerlin, "30 2 * * *");
        break;
    case PlantedBug::OccurrenceKeyLost:
        planOften(s, "*/15 * * * *");
        s.faults.clockSteps = true;
        break;
    case PlantedBug::EditKeepsOccurrences:
        planOften(s, "*/15 * * * *");
        s.planActionsPerDay = 30;
        break;
    case PlantedBug::LatenessForgottenAtStart:
        planOften(s, "*/5 * * * *");
        dieOften(s);
        break;
    case PlantedBug::OneOffAfterExpiry:
        s.oneOffsPerDay = 100;
        s.faults.operatorActions = true;
        break;
    case PlantedBug::RequestKeysForgottenAtStart:
        s.oneOffsPerDay = 100;
        dieOften(s);
        break;
    case PlantedBug::GiveUpDialledAgain:
        s.carrier.inquiries = CarrierMood::Inquiries::Refusing;
        s.faults.operatorActions = true;
        dieOften(s);
        break;
    case PlantedBug::CreditReservedTwice:
    case PlantedBug::CreditNeverSettled:
    case PlantedBug::CallChargedTwice:
        costSomething(s);
        break;
    case PlantedBug::OutboxApart:
        dieOften(s);
        break;
    case PlantedBug::WireInstantsIgnored:
        s.carrier.engineLateness = Milliseconds(2'000);
        break;
    case PlantedBug::RemovedTrunkDialled:
        s.removesTrunk = true;
        break;
    case PlantedBug::BriefFromUncommittedRows:
        s.textEditsPerDay = 48;
        break;
    case PlantedBug::ChannelsIgnored:
        s.trunkChannels.assign(s.trunkChannels.size(), 1);
        break;
    case PlantedBug::ListOfAnotherWorkspace:
        s.faults.operatorActions = true;
        s.actionsPerDay = 150;
        break;
    default:
        break;
    }
}

} // namespace campanile::simulation
