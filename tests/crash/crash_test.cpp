// Kills `campaniled dial` some hundreds of times, at random points of its whole life, while a carrier outside it takes
// down every call; then holds the two against each other (crash_checker.h).
//
//   campanile_crash_test [--kills N] [--targets M] [--seed S] [--program FILE]
//
// Each round has a list of numbers and a data directory of its own: the number ledger lets the calls of other campaigns
// to a number wait, and allows three calls to it in a day. The seed decides lists and kill points; where exactly in the
// program a kill strikes is the machine's doing.

#include "crash_round.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

namespace campanile {

namespace {

namespace fs = std::filesystem;

struct Options {
    int kills = 500;
    int targets = 1'000;
    std::uint64_t seed = 0;
    std::string program = CAMPANILE_DAEMON;
};

// With a thousandfold speed a call lasts about 50 ms, so that these many make some 300 calls a second: a process of a
// tenth of a second dies with a dozen calls up and leaves enough of the list for the next one.
constexpr int speed = 1'000;
constexpr int concurrency = 16;

// Fewer kills between intent and final mark than this, and the run proves nothing.
constexpr int leastShareOfCalling = 30;

/// Sums over the rounds.
struct Summary {
    std::vector<KilledWhile> kills;
    std::int64_t invites = 0;
    std::int64_t attempts = 0;
    std::int64_t doubles = 0;
    std::int64_t lost = 0;
    int rounds = 0;
    bool clean = true;

    [[nodiscard]] int killsWhile(KilledWhile what) const
    {
        return static_cast<int>(std::count(kills.begin(), kills.end(), what));
    }
    /// In percent.
    [[nodiscard]] double shareOfCalling() const
    {
        return kills.empty() ? 100 : 100.0 * killsWhile(KilledWhile::Calling) / static_cast<double>(kills.size());
    }

    void add(const CrashRound &round)
    {
        ++rounds;
        kills.insert(kills.end(), round.kills().begin(), round.kills().end());
        const Verdict &verdict = round.verdict();
        invites += verdict.invites;
        attempts += verdict.distinctAttempts;
        doubles += verdict.doubles;
        lost += verdict.lost;
        clean = clean && verdict.violations.empty() && round.problems().empty();
    }
};

void print(const CrashRound &round, int n)
{
    constexpr std::size_t mostShown = 20;
    std::printf("round %d: %zu kills, %lld INVITEs\n", n, round.kills().size(),
                static_cast<long long>(round.verdict().invites));
    for (const std::string &problem : round.problems()) {
        std::printf("  %s\n", problem.c_str());
    }
    const std::vector<Violation> &violations = round.verdict().violations;
    for (std::size_t i = 0; i < std::min(violations.size(), mostShown); ++i) {
        std::printf("  %.*s: %s\n", static_cast<int>(nameOf(violations[i].rule).size()),
                    nameOf(violations[i].rule).data(), violations[i].what.c_str());
    }
    if (violations.size() > mostShown) {
        std::printf("  and %zu more\n", violations.size() - mostShown);
    }
    std::fflush(stdout);
}

void print(const Summary &s, double seconds)
{
    std::printf("%zu kills in %d rounds: %d between intent and final mark (%.0f %%), %d starting, %d importing, "
                "%d recovering, %d waiting\n",
                s.kills.size(), s.rounds, s.killsWhile(KilledWhile::Calling), s.shareOfCalling(),
                s.killsWhile(KilledWhile::Starting), s.killsWhile(KilledWhile::Importing),
                s.killsWhile(KilledWhile::Recovering), s.killsWhile(KilledWhile::Waiting));
    std::printf("%lld INVITEs, %lld distinct attempts, %lld doubles, %lld lost, %.0f seconds\n",
                static_cast<long long>(s.invites), static_cast<long long>(s.attempts),
                static_cast<long long>(s.doubles), static_cast<long long>(s.lost), seconds);
}

/// Rounds until the kills are made; stops at the first round that is not clean.
Summary runRounds(const Options &options, const fs::path &folder)
{
    const CarrierProcess carrier(folder);
    const CrashBench bench{carrier, copyProgram(options.program, folder), concurrency, speed};
    TargetLists lists(options.seed);
    KillPlan plan(options.seed + 1);
    Summary summary;
    do {
        const fs::path roundFolder = folder / ("round-" + std::to_string(summary.rounds + 1));
        CrashRound round(bench, roundFolder, plan);
        round.run(lists, options.targets, options.kills - static_cast<int>(summary.kills.size()));
        summary.add(round);
        print(round, summary.rounds);
        if (summary.clean) {
            fs::remove_all(roundFolder);
        }
    } while (summary.clean && static_cast<int>(summary.kills.size()) < options.kills);
    return summary;
}

int run(const Options &options, const std::string &program)
{
    const auto startedAt = std::chrono::steady_clock::now();
    const fs::path folder = freshFolder();
    bool passed = false;
    try {
        const Summary summary = runRounds(options, folder);
        print(summary, std::chrono::duration<double>(std::chrono::steady_clock::now() - startedAt).count());
        passed = summary.clean;
        if (passed && summary.shareOfCalling() < leastShareOfCalling) {
            std::printf("Fewer than %d %% of the kills fell between intent and final mark: this proves nothing.\n",
                        leastShareOfCalling);
            passed = false;
        }
    } catch (const std::exception &error) {
        std::printf("%s\n", error.what());
    }
    if (passed) {
        fs::remove_all(folder);
        return EXIT_SUCCESS;
    }
    std::printf(
        "FAILED with seed %llu. Everything is kept in %s. To repeat it:\n  %s --kills %d --targets %d --seed %llu "
        "--program %s\n",
        static_cast<unsigned long long>(options.seed), folder.c_str(), program.c_str(), options.kills, options.targets,
        static_cast<unsigned long long>(options.seed), options.program.c_str());
    return EXIT_FAILURE;
}

} // namespace

} // namespace campanile

int main(int argc, char **argv)
{
    campanile::Options options;
    options.seed = std::random_device{}();
    CLI::App app("Kills campaniled dial at random and checks that nobody is called twice and nobody is lost.");
    app.add_option("--kills", options.kills, "How often to kill")
        ->check(CLI::Range(0, 1'000'000))
        ->capture_default_str();
    app.add_option("--targets", options.targets, "Numbers of a list")
        ->check(CLI::Range(1, 1'000'000))
        ->capture_default_str();
    app.add_option("--seed", options.seed, "Of lists and kill points (default: drawn)");
    app.add_option("--program", options.program, "The campaniled to kill; a copy of it is run")
        ->check(CLI::ExistingFile)
        ->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    return campanile::run(options, argv[0]);
}
