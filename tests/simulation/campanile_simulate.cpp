#include "simulation/checker/checker.h"
#include "simulation/world/world.h"

#include <QCoreApplication>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

using namespace campanile;
using namespace campanile::simulation;

namespace {

struct Options {
    std::uint64_t first = 1;
    std::uint64_t last = 1;
    ScenarioSize size;
    std::optional<NamedBug> bug;
    bool hash = false;
    bool twice = false;
    bool tell = false;
    bool untilCaught = false;
};

struct NamedRush {
    Rush rush = Rush::None;
    const char *name = "";
};

constexpr std::array rushes = {NamedRush{Rush::MostAnswer, "most-answer"}, NamedRush{Rush::MostFail, "most-fail"}};

const char *nameOf(Rush rush)
{
    for (const NamedRush &known : rushes) {
        if (known.rush == rush) {
            return known.name;
        }
    }
    return "";
}

/// None for a name that no rush has.
Rush rushNamed(std::string_view name)
{
    for (const NamedRush &known : rushes) {
        if (known.name == name) {
            return known.rush;
        }
    }
    return Rush::None;
}

/// The command that runs this one seed again.
std::string replay(std::uint64_t seed, const Options &options)
{
    std::string command = "campanile_simulate --seed " + std::to_string(seed) + " --tell";
    const auto add = [&command](const char *name, int value) {
        command += value > 0 ? std::string(" --") + name + ' ' + std::to_string(value) : "";
    };
    add("days", options.size.days);
    add("campaigns", options.size.campaigns);
    add("targets", options.size.targets);
    add("attempts", options.size.attempts);
    command += options.size.calm ? " --calm" : "";
    command += options.size.rush == Rush::None ? "" : " --rush " + std::string(nameOf(options.size.rush));
    command += options.bug ? " --bug " + std::string(options.bug->name) : "";
    return command;
}

struct NamedNumber {
    const char *name = "";
    std::int64_t Tally::*number;
};

constexpr std::array tallied = {
    NamedNumber{"invites", &Tally::invites},
    NamedNumber{"occurrences", &Tally::occurrences},
    NamedNumber{"one-off calls", &Tally::oneOffCalls},
    NamedNumber{"payments", &Tally::payments},
    NamedNumber{"decisions", &Tally::decisions},
    NamedNumber{"actions", &Tally::actions},
    NamedNumber{"lives", &Tally::lives},
    NamedNumber{"crashes", &Tally::crashes},
    NamedNumber{"crashes with calls up", &Tally::crashesMidCall},
    NamedNumber{"power cuts", &Tally::powerCuts},
    NamedNumber{"disk failures", &Tally::diskFailures},
    NamedNumber{"clock steps", &Tally::clockSteps},
    NamedNumber{"suspends", &Tally::suspends},
};

std::string inWords(const Tally &tally)
{
    std::string words;
    for (const NamedNumber &counted : tallied) {
        words += (words.empty() ? "" : ", ") + std::to_string(tally.*counted.number) + ' ' + counted.name;
    }
    return words;
}

void add(Tally &sum, const Tally &one)
{
    for (const NamedNumber &counted : tallied) {
        sum.*counted.number += one.*counted.number;
    }
}

/// Counts what can be counted only at the end of the run.
void countEvidence(const Truth &truth, Tally &tally)
{
    tally.invites = static_cast<std::int64_t>(truth.log.size());
    tally.occurrences = std::count_if(truth.database.calls.begin(), truth.database.calls.end(),
                                      [](const CallRow &call) { return call.occurrence.has_value(); });
    tally.oneOffCalls = static_cast<std::int64_t>(truth.plan.oneOffs.size());
    for (const auto &[workspace, rule] : truth.plan.workspaces) {
        tally.payments += rule.credit ? static_cast<std::int64_t>(rule.credit->payments.size()) : 0;
    }
    tally.decisions = static_cast<std::int64_t>(truth.plan.decisions.size());
}

struct Run {
    Violations violations;
    Tally tally;
    std::uint64_t hash = 0;
};

Run runOnce(const Scenario &scenario, bool wantsHash)
{
    World world(scenario);
    world.run();
    const Truth truth = world.truth();
    countEvidence(truth, world.tally);
    return {checkEverything(truth), world.tally, wantsHash ? world.hash() : 0};
}

void tellViolations(const Scenario &scenario, const Violations &violations, const Options &options)
{
    constexpr std::size_t shown = 12;
    std::printf("seed %llu broke its promises %zu times (%s)\n", static_cast<unsigned long long>(scenario.seed),
                violations.size(), scenario.inWords().c_str());
    for (std::size_t i = 0; i < std::min(violations.size(), shown); ++i) {
        std::printf("  %s: %s\n", std::string(nameOf(violations[i].promise)).c_str(), violations[i].what.c_str());
    }
    std::printf("  again: %s\n", replay(scenario.seed, options).c_str());
}

/// Runs one seed; answers whether every promise was kept. For a planted bug only the promise it breaks counts.
bool runSeed(std::uint64_t seed, const Options &options, Tally &sum)
{
    const Scenario scenario = scenarioFrom(seed, options.size, options.bug ? options.bug->bug : PlantedBug::None);
    Run run = runOnce(scenario, options.hash || options.twice);
    add(sum, run.tally);
    if (options.tell) {
        std::printf("%s\n  %s\n", scenario.inWords().c_str(), inWords(run.tally).c_str());
    }
    if (options.hash) {
        std::printf("seed %llu: %016llx\n", static_cast<unsigned long long>(seed),
                    static_cast<unsigned long long>(run.hash));
    }
    if (options.twice && runOnce(scenario, true).hash != run.hash) {
        std::printf("seed %llu came out differently the second time\n", static_cast<unsigned long long>(seed));
        return false;
    }
    if (options.untilCaught) {
        std::erase_if(run.violations, [&](const Violation &v) { return v.promise != options.bug->breaks; });
    }
    if (!run.violations.empty()) {
        tellViolations(scenario, run.violations, options);
    }
    return run.violations.empty();
}

int runSeeds(const Options &options)
{
    const auto begun = std::chrono::steady_clock::now();
    Tally sum;
    std::uint64_t broken = 0;
    for (std::uint64_t seed = options.first; seed <= options.last; ++seed) {
        broken += runSeed(seed, options, sum) ? 0 : 1;
        if (options.untilCaught && broken > 0) {
            std::printf("%s was caught by seed %llu\n", std::string(options.bug->name).c_str(),
                        static_cast<unsigned long long>(seed));
            return 0;
        }
    }
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    const std::uint64_t seeds = options.last - options.first + 1;
    std::printf("%llu seeds, %llu broken, in %.1f s; %s\n", static_cast<unsigned long long>(seeds),
                static_cast<unsigned long long>(broken), seconds, inWords(sum).c_str());
    constexpr std::uint64_t enough = 10;
    if (sum.invites == 0 && seeds >= enough) {
        std::printf("Nobody was ever called: this proves nothing.\n");
        return 1;
    }
    return broken == 0 && !options.untilCaught ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    Options options;
    std::string seeds;
    std::string bugName;
    std::string rushName;
    std::uint64_t seed = 0;
    CLI::App app("Runs the real engine on virtual time in worlds made of one number each, lets it die in every way a\n"
                 "machine can, and checks what the carrier saw against what the database says. Ends with 0 when every\n"
                 "promise was kept.\n\n"
                 "A month of 20 campaigns with 5,000 targets and 2 attempts each, for measuring:\n"
                 "  campanile_simulate --seed 1 --days 30 --campaigns 20 --targets 5000 --attempts 2 --calm --tell");
    app.add_option("--seeds", seeds, "the worlds from A to B, as A..B");
    app.add_option("--seed", seed, "one world");
    app.add_option("--days", options.size.days, "simulated days of each world")->check(CLI::Range(1, 366));
    app.add_option("--campaigns", options.size.campaigns, "campaigns; 0: the seed decides")->check(CLI::Range(0, 500));
    app.add_option("--targets", options.size.targets, "targets of each; 0: the seed decides")
        ->check(CLI::Range(0, 900'000));
    app.add_option("--attempts", options.size.attempts, "attempts of each target; 0: the seed decides")
        ->check(CLI::Range(0, 20));
    app.add_flag("--calm", options.size.calm, "nothing goes wrong, everybody is called at an even pace");
    app.add_option("--rush", rushName,
                   "one campaign at a fixed pace whose calls mostly succeed or mostly fail: most-answer, most-fail");
    app.add_option("--bug", bugName, "plant a bug around the engine; --bug list names them");
    app.add_flag("--until-caught", options.untilCaught,
                 "end with 0 at the first seed that catches the bug, else with 1");
    app.add_flag("--hash", options.hash, "print a hash over the carrier's log and all rows");
    app.add_flag("--twice", options.twice, "run each world twice, and end with 1 when they differ");
    app.add_flag("--tell", options.tell, "say what happened in each world");
    CLI11_PARSE(app, argc, argv);

    if (bugName == "list") {
        for (const NamedBug &bug : plantedBugs) {
            std::printf("%s\n", std::string(bug.name).c_str());
        }
        return 0;
    }
    options.bug = plantedBugFrom(bugName);
    if (bugName.empty() ? options.untilCaught : !options.bug) {
        std::fprintf(stderr, "There is no bug \"%s\"; --bug list names them.\n", bugName.c_str());
        return 2;
    }
    options.size.rush = rushNamed(rushName);
    if (!rushName.empty() && options.size.rush == Rush::None) {
        std::fprintf(stderr, "There is no rush \"%s\"; there are most-answer and most-fail.\n", rushName.c_str());
        return 2;
    }
    options.first = options.last = seed > 0 ? seed : 1;
    if (!seeds.empty()) {
        unsigned long long first = 0;
        unsigned long long last = 0;
        if (std::sscanf(seeds.c_str(), "%llu..%llu", &first, &last) != 2 || last < first) {
            std::fprintf(stderr, "--seeds wants A..B, such as 1..300.\n");
            return 2;
        }
        options.first = first;
        options.last = last;
    }
    return runSeeds(options);
}
