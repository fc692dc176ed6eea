#include "simulation/world/rush.h"

namespace campanile::simulation {

namespace {

constexpr WallTime monday{1'767'603'600'000}; // 5 January 2026, 09:00Z

/// Seven in ten are answered by a person or a machine, and half of the others fail: more than any breaker may mind in
/// the order of the outcomes, in which the failures come first.
CarrierMood mostAnswer()
{
    CarrierMood mood;
    mood.busy = 0.05;
    mood.noAnswer = 0.1;
    mood.declined = mood.invalid = mood.failing = 0.05;
    mood.voicemail = 0.2;
    return mood;
}

CarrierMood mostFail()
{
    CarrierMood mood;
    mood.busy = mood.noAnswer = mood.declined = mood.invalid = mood.voicemail = 0;
    mood.failing = 0.8;
    return mood;
}

} // namespace

Scenario rushFrom(std::uint64_t seed, Rush rush, PlantedBug bug)
{
    const bool mostlyAnswered = rush == Rush::MostAnswer;
    Scenario s;
    s.seed = seed;
    s.bug = bug;
    s.rush = rush;
    s.start = monday;
    s.trunkChannels = {0};
    s.callerIds = {{0, 0}};
    s.carrier = mostlyAnswered ? mostAnswer() : mostFail();
    s.durableDisk = false;
    CampaignScenario campaign;
    // A carrier takes up to two seconds to refuse a call. At 6,000 a minute, 200 more are dialled meanwhile, so nobody
    // could trip within fifty; at 60 a minute there are two.
    campaign.ratePerMinute = mostlyAnswered ? 6'000 : 60;
    campaign.targets = mostlyAnswered ? 3'000 : 500;
    s.campaigns = {campaign};
    return s;
}

} // namespace campanile::simulation
