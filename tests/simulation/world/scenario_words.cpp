#include "simulation/world/scenario.h"
#include "simulation/world/zones.h"

namespace campanile::simulation {

std::string Scenario::inWords() const
{
    int people = 0;
    for (const CampaignScenario &campaign : campaigns) {
        people += campaign.targets;
    }
    std::string words = "seed " + std::to_string(seed) + ": " + std::to_string(days) + " d, " +
                        std::to_string(campaigns.size()) + " campaigns, " + std::to_string(people) + " targets,";
    const auto add = [&words](bool isOn, const char *name) { words += isOn ? std::string(" ") + name : ""; };
    add(rush == Rush::MostAnswer, "most-answer");
    add(rush == Rush::MostFail, "most-fail");
    add(faults.crashes, "crashes");
    add(faults.crashLoops, "crash-loops");
    add(faults.powerCuts, "power-cuts");
    add(faults.cleanEnds, "clean-ends");
    add(faults.diskErrors, "disk-errors");
    add(faults.diskLow, "disk-low");
    add(faults.brokenJournal, "broken-journal");
    add(faults.clockSteps, "clock-steps");
    add(faults.suspends, "suspends");
    add(faults.outages, "outages");
    add(faults.takeovers, "takeovers");
    add(faults.operatorActions, "operator");
    add(faults.lateWriter, "late-writer");
    add(!zone.empty(), "hours");
    for (const RecurringScenario &plan : recurring) {
        words += "; \"" + std::string(plan.cron) + "\" in " + namedZones()[plan.zone].name;
    }
    if (oneOffsPerDay > 0) {
        words += "; " + std::to_string(oneOffsPerDay) + " one-off calls";
    }
    words += credit ? "; credit" : "";
    words += "; workspace " + std::to_string(workspaceRate) + "/min, " + std::to_string(workspaceConcurrent) +
             " at once; channels";
    for (const int channels : trunkChannels) {
        words += ' ' + std::to_string(channels);
    }
    words += "; caller IDs";
    for (const CallerIdScenario &callerId : callerIds) {
        words += ' ' + std::to_string(callerId.ratePerMinute) + "/min" + (callerId.workspace == 0 ? "" : " (second)");
    }
    if (second) {
        words += "; second workspace " + std::to_string(second->ratePerMinute) + "/min, " +
                 std::to_string(second->maxConcurrent) + " at once, on " +
                 (second->sharesTrunks ? "the same trunks" : "trunks of its own");
    }
    for (const CampaignScenario &campaign : campaigns) {
        words += "; " + std::to_string(campaign.targets) + " at " + std::to_string(campaign.ratePerMinute) + "/min, " +
                 std::to_string(campaign.maxConcurrent) + " at once, " + std::to_string(campaign.retry.maxAttempts) +
                 " attempts";
    }
    return words;
}

} // namespace campanile::simulation
