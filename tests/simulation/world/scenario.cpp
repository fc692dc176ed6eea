#include "simulation/world/scenario.h"

#include "simulation/world/dice.h"
#include "simulation/world/draw_plans.h"
#include "simulation/world/make_room.h"
#include "simulation/world/rush.h"
#include "simulation/world/zones.h"

#include <algorithm>

namespace campanile::simulation {

namespace {

constexpr Milliseconds minute{60'000};
constexpr Milliseconds hour{3'600'000};
constexpr Milliseconds day{24 * 3'600'000};
constexpr WallTime monday{1'767'571'200'000}; // 5 January 2026, 00:00Z

void drawLimits(Scenario &s)
{
    Dice dice(s.seed, "limits");
    s.workspaceRate = dice.oneOf({0, 0, 30, 60, 300, 600});
    s.workspaceConcurrent = dice.oneOf({0, 0, 5, 20, 100});
    s.cooldown = dice.oneOf({minute * 5, minute * 60, hour * 4});
    const int trunks = dice.between(1, 2);
    for (int i = 0; i < trunks; ++i) {
        s.trunkChannels.push_back(dice.oneOf({0, 0, 1, 10, 50}));
    }
    const int numbers = dice.between(1, 3);
    for (int i = 0; i < numbers; ++i) {
        s.callerIds.push_back({dice.oneOf({0, 0, 7, 30, 60}), dice.below(s.trunkChannels.size())});
    }
}

void drawCampaigns(Scenario &s, const ScenarioSize &size)
{
    Dice dice(s.seed, "campaigns");
    const int campaigns = size.campaigns > 0 ? size.campaigns : dice.between(1, 5);
    const int people = dice.oneOf({40, 150, 400, 800});
    for (int i = 0; i < campaigns; ++i) {
        CampaignScenario campaign;
        campaign.targets = size.targets > 0 ? size.targets : std::max(people / campaigns, 1);
        campaign.sharedTargets = campaigns > 1 ? campaign.targets / dice.oneOf({4, 10, 1'000'000}) : 0;
        campaign.ratePerMinute = dice.oneOf({0, 1, 6, 30, 30, 60, 120, 600});
        campaign.maxConcurrent = dice.oneOf({0, 0, 1, 5, 30});
        campaign.retry.maxAttempts = size.attempts > 0 ? size.attempts : dice.between(1, 4);
        campaign.retry.delay = dice.oneOf({minute, minute * 5, minute * 15});
        campaign.callerId = dice.below(s.callerIds.size());
        campaign.startsAfter = dice.chance(0.5) ? Milliseconds(0) : dice.between(Milliseconds(0), day / 2);
        s.campaigns.push_back(campaign);
    }
}

void drawHours(Scenario &s)
{
    Dice dice(s.seed, "hours");
    if (!dice.chance(0.2)) {
        return;
    }
    const NamedZone &zone = dice.oneOf(namedZones());
    s.start = zone.aDayOfInterest;
    s.zone = zone.offsets;
    s.zoneName = zone.name;
    s.hoursByClerk = dice.chance(0.3);
    s.opensAtMinute = dice.oneOf({8 * 60, 9 * 60 + 30});
    s.closesAtMinute = dice.oneOf({12 * 60, 20 * 60, 21 * 60});
    for (CampaignScenario &campaign : s.campaigns) {
        campaign.hasHours = dice.chance(0.7);
        campaign.ratePerMinute = dice.oneOf({1, 1, 6}); // a list that lasts beyond the closing
        campaign.targets = std::max(campaign.targets, 300);
    }
}

void drawUnknownPolicies(Scenario &s)
{
    Dice dice(s.seed, "unknown");
    for (CampaignScenario &campaign : s.campaigns) {
        campaign.unknown =
            dice.oneOf({UnknownPolicy::Hold, UnknownPolicy::Hold, UnknownPolicy::Fail, UnknownPolicy::Retry});
    }
}

void drawCarrier(Scenario &s)
{
    Dice dice(s.seed, "carrier");
    CarrierMood &mood = s.carrier;
    if (dice.chance(0.3)) {
        mood = {.busy = 0.3, .noAnswer = 0.3, .declined = 0.02, .invalid = 0.02, .failing = 0.2, .voicemail = 0.05};
    }
    mood.longestLatency = Milliseconds(dice.oneOf({0, 150, 1'500}));
    mood.longestTalk = Milliseconds(dice.oneOf({20'000, 120'000, 600'000}));
    mood.inquiries =
        dice.oneOf({CarrierMood::Inquiries::Prompt, CarrierMood::Inquiries::Prompt, CarrierMood::Inquiries::Lagging,
                    CarrierMood::Inquiries::Refusing, CarrierMood::Inquiries::Silent});
    mood.breakers = dice.chance(0.5);
    mood.repeatedProgress = dice.chance(0.3) ? 0.1 : 0;
    mood.engineLateness = Milliseconds(Dice(s.seed, "engine's lateness").oneOf({0, 0, 400, 2'000}));
}

void drawEngineer(Scenario &s)
{
    Dice dice(s.seed, "engineer");
    s.textEditsPerDay = dice.oneOf({0, 4, 48});
    s.removesTrunk = dice.chance(0.3);
}

void drawFaults(Scenario &s)
{
    Dice dice(s.seed, "faults");
    Faults &f = s.faults;
    f.crashes = dice.chance(0.7);
    f.crashLoops = f.crashes && dice.chance(0.4);
    f.powerCuts = f.crashes && dice.chance(0.5);
    f.cleanEnds = dice.chance(0.2);
    f.diskErrors = dice.chance(0.3);
    f.diskLow = dice.chance(0.1);
    f.brokenJournal = dice.chance(0.1);
    f.clockSteps = dice.chance(0.3);
    f.suspends = dice.chance(0.3);
    f.outages = dice.chance(0.3);
    f.takeovers = dice.chance(0.1);
    f.operatorActions = dice.chance(0.6);
    f.lateWriter = dice.chance(0.6);
    s.meanLife = dice.oneOf({minute * 15, hour, hour * 4});
    s.actionsPerDay = dice.oneOf({10, 40, 150});
    if (s.hoursByClerk) {
        // What keeps a clerk who pauses and resumes (HoursKeeper) from doing so in time would count against the engine.
        f.clockSteps = f.suspends = f.diskErrors = f.takeovers = false;
    }
}

/// A second workspace takes some of the campaigns over. It has a caller ID for each of the first one's, on the same
/// trunk or on one of its own that is like it.
void drawSecondWorkspace(Scenario &s)
{
    Dice dice(s.seed, "workspaces");
    if (!dice.chance(0.5)) {
        return;
    }
    SecondWorkspaceScenario second;
    second.sharesTrunks = dice.chance(0.5);
    second.ratePerMinute = dice.oneOf({0, 0, 20, 60, 300});
    second.maxConcurrent = dice.oneOf({0, 0, 3, 20});
    second.cooldown = dice.oneOf({Milliseconds(0), minute * 5, minute * 60});
    second.maxPerDay = dice.oneOf({1, 3, 10});
    second.maxPerWeek = second.maxPerDay * dice.between(1, 4);
    const std::size_t trunks = s.trunkChannels.size();
    for (std::size_t i = 0; i < trunks && !second.sharesTrunks; ++i) {
        s.trunkChannels.push_back(dice.oneOf({0, 1, 10, 50}));
        if (s.credit) {
            s.credit->prices.push_back(s.credit->prices[i]);
        }
    }
    const std::size_t numbers = s.callerIds.size();
    for (std::size_t i = 0; i < numbers; ++i) {
        const std::size_t trunk = s.callerIds[i].trunk + (second.sharesTrunks ? 0 : trunks);
        s.callerIds.push_back({dice.oneOf({0, 0, 15, 60}), trunk, 1});
    }
    for (CampaignScenario &campaign : s.campaigns) {
        campaign.callerId += dice.chance(0.5) ? numbers : 0;
    }
    for (RecurringScenario &plan : s.recurring) {
        plan.callerId += dice.chance(0.5) ? numbers : 0;
    }
    s.second = second;
}

/// Makes a scenario for measuring: nothing goes wrong, and the whole list is dialled.
void makeCalm(Scenario &s, const ScenarioSize &size)
{
    s.faults = {};
    s.zone.clear();
    s.hoursByClerk = false;
    s.start = monday;
    s.workspaceRate = 0;
    s.workspaceConcurrent = 0;
    s.trunkChannels = {0};
    s.callerIds = {{0, 0}};
    s.carrier = {.firstTryFails = size.attempts > 1, .breakers = false};
    s.durableDisk = false;
    for (std::size_t i = 0; i < s.campaigns.size(); ++i) {
        CampaignScenario &campaign = s.campaigns[i];
        campaign.sharedTargets = 0;
        campaign.ratePerMinute = 6;
        campaign.maxConcurrent = 0;
        campaign.retry.delay = minute * 15;
        campaign.callerId = 0;
        campaign.startsAfter = day * (size.days / 2) * static_cast<int>(i) / static_cast<int>(s.campaigns.size());
        campaign.hasHours = false;
    }
}

} // namespace

Scenario scenarioFrom(std::uint64_t seed, const ScenarioSize &size, PlantedBug bug)
{
    if (size.rush != Rush::None) {
        return rushFrom(seed, size.rush, bug);
    }
    if (bug == PlantedBug::BreakerJudgesOutcomes) { // other worlds have nobody who can tell whether it had to trip
        return rushFrom(seed, Rush::MostAnswer, bug);
    }
    Scenario s;
    s.seed = seed;
    s.bug = bug;
    s.days = size.days;
    s.start = monday + Milliseconds(Dice(seed, "start").below(7 * 86'400'000));
    drawLimits(s);
    drawCampaigns(s, size);
    drawHours(s);
    drawUnknownPolicies(s);
    drawCarrier(s);
    drawFaults(s);
    if (size.calm) {
        makeCalm(s, size);
    } else {
        drawPlans(s);
        drawEngineer(s);
        drawSecondWorkspace(s);
        makeRoomForBug(s);
    }
    s.durableDisk = s.durableDisk && s.faults.powerCuts;
    return s;
}

} // namespace campanile::simulation
