#pragma once

#include "core/clock.h"
#include "domain/credit.h"
#include "domain/retry_policy.h"
#include "domain/unknown_outcome.h"
#include "simulation/bugs/planted_bug.h"
#include "simulation/truth/plan.h"

#include <cstdint>
#include <string>
#include <vector>

namespace campanile::simulation {

struct CampaignScenario {
    int targets = 0;
    int sharedTargets = 0; ///< of them, numbers that every campaign has
    int ratePerMinute = 0;
    int maxConcurrent = 0;
    RetryPolicy retry;
    UnknownPolicy unknown = UnknownPolicy::Hold;
    std::size_t callerId = 0; ///< which of the scenario's
    Milliseconds startsAfter{0};
    bool hasHours = false;
};

/// A recurring campaign, which calls one number again and again.
struct RecurringScenario {
    const char *cron = "";
    std::size_t zone = 0; ///< which of namedZones()
    RetryPolicy retry;
    UnknownPolicy unknown = UnknownPolicy::Hold;
    std::size_t callerId = 0;
    Milliseconds startsAfter{0};
    Milliseconds endsAfter{0}; ///< 0: it never ends
    bool hasHours = false;
};

/// What talk costs, and who pays.
struct CreditScenario {
    Money opening;
    std::vector<Money> prices; ///< per minute, of each trunk
    AutoReload reload;
    Money topUp; ///< what a person pays in at a time
    Milliseconds topUpEvery{0};
};

struct CallerIdScenario {
    int ratePerMinute = 0;
    std::size_t trunk = 0;
    std::size_t workspace = 0; ///< whose it is: the first one's, or the second one's
};

/// A workspace beside the first, with limits of its own. Its campaigns are those that call from its caller IDs, and a
/// part of what they call is on the lists of both.
struct SecondWorkspaceScenario {
    int ratePerMinute = 0;
    int maxConcurrent = 0;
    Milliseconds cooldown{0};
    int maxPerDay = 3;
    int maxPerWeek = 7;
    bool sharesTrunks = false; ///< its caller IDs lie on the first one's trunks
};

/// How the carrier behaves, and the people behind it. Shares of 1; what they leave over is answered by a person.
struct CarrierMood {
    double busy = 0.1;
    double noAnswer = 0.2;
    double declined = 0.03;
    double invalid = 0.02;
    double failing = 0.02;
    double voicemail = 0.1;
    bool firstTryFails = false; ///< everybody's first call ends busy
    Milliseconds longestLatency{150};
    Milliseconds longestTalk{120'000};
    enum class Inquiries { Prompt, Lagging, Refusing, Silent };
    Inquiries inquiries = Inquiries::Prompt;
    bool breakers = true;           ///< campaigns pause themselves when their calls go wrong
    double repeatedProgress = 0;    ///< share of progress that is reported twice
    Milliseconds engineLateness{0}; ///< between what happens on the wire and the engine's hearing of it, at most
};

/// A campaign at a fixed pace, on a carrier that mostly answers or mostly fails, in place of what the seed would draw.
enum class Rush {
    None,
    MostAnswer, ///< fast: its breaker must never trip
    MostFail,   ///< its breaker must trip soon
};

/// What may go wrong; each seed has its own subset.
struct Faults {
    bool crashes = false;
    bool crashLoops = false; ///< deaths soon after the start, in the middle of recovery too
    bool powerCuts = false;  ///< a death may take the unsynced part of the disk with it
    bool cleanEnds = false;  ///< the program is ended and started again
    bool diskErrors = false;
    bool diskLow = false;
    bool brokenJournal = false;
    bool clockSteps = false;
    bool suspends = false;
    bool outages = false; ///< the carrier cannot be reached for a while
    bool takeovers = false;
    bool operatorActions = false;
    bool lateWriter = false;
};

/// Everything a world is made of; drawn from the seed alone.
struct Scenario {
    std::uint64_t seed = 0;
    PlantedBug bug = PlantedBug::None;
    Rush rush = Rush::None;
    int days = 1;
    WallTime start;
    int workspaceRate = 0;
    int workspaceConcurrent = 0;
    Milliseconds cooldown{0};
    int maxPerDay = 3;
    int maxPerWeek = 7;
    std::vector<int> trunkChannels;
    std::optional<SecondWorkspaceScenario> second;
    std::vector<CallerIdScenario> callerIds;
    std::vector<CampaignScenario> campaigns; ///< with lists
    std::vector<RecurringScenario> recurring;
    int planActionsPerDay = 0; ///< of the person who keeps the recurring ones
    int oneOffsPerDay = 0;
    std::optional<CreditScenario> credit;
    std::vector<ZoneOffset> zone; ///< of the campaigns that have hours
    const char *zoneName = "";
    bool hoursByClerk = false; ///< kept by pausing and resuming, not by the engine
    int opensAtMinute = 0;
    int closesAtMinute = 1'440;
    CarrierMood carrier;
    Faults faults;
    Milliseconds meanLife{0};  ///< between two deaths
    int actionsPerDay = 0;     ///< of the operator
    int textEditsPerDay = 0;   ///< of the agent's words
    bool removesTrunk = false; ///< a trunk is removed, and its numbers move to another one later
    bool durableDisk = true;   ///< needed for power cuts

    [[nodiscard]] bool isTheClerks(std::size_t campaign) const { return hoursByClerk && campaigns[campaign].hasHours; }
    /// One line for a person.
    [[nodiscard]] std::string inWords() const;
};

/// What the command line asks for; 0: the seed decides.
struct ScenarioSize {
    int days = 1;
    int campaigns = 0;
    int targets = 0; ///< of each campaign
    int attempts = 0;
    bool calm = false; ///< no faults, no operator: for measuring
    Rush rush = Rush::None;
};

/// The cron expressions that plans are made with: fixed and repeating ones, some of them inside the hours that clocks
/// skip and show twice.
const std::vector<const char *> &cronExpressions();

Scenario scenarioFrom(std::uint64_t seed, const ScenarioSize &size, PlantedBug bug);

} // namespace campanile::simulation
