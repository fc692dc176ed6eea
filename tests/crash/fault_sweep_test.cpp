// Strikes `campaniled dial` at its calls of the system, one after the other: each in a process of its own, killed there
// or with an error there, then taken up again until the list is done, then held against the carrier's log; unless it
// has left everything as it was (fault_round.h).
//
//   campanile_fault_sweep kills|errors [--full] [--jobs N] [--point POINT…] [--program FILE]
//
// The short form takes every call of a life in which one person is called. Of the lives of a longer list, on a new data
// directory and after a crash, it takes every call by which the program changes anything outside itself, and an even
// choice of the others (fault_plan.cpp); --full takes all. A point that failed is repeated with --point.

#include "crash_bench.h"
#include "fault_plan.h"
#include "fault_round.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <iterator>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>

namespace campanile {

namespace {

namespace fs = std::filesystem;

struct Options {
    std::string kind;
    bool full = false;
    unsigned jobs = 0;
    std::vector<std::string> points;
    std::string program = CAMPANILE_DAEMON;
};

// A round waits most of its time: for retry delays, and for runs that have come to a standstill.
constexpr unsigned roundsPerCore = 6;

constexpr std::size_t mostShown = 5; // problems of one point

/// The points that are left, and what came of the others. Thread: any.
class Sweep {
public:
    Sweep(std::vector<FaultPoint> points, fs::path folder)
        : m_points(std::make_move_iterator(points.begin()), std::make_move_iterator(points.end()))
        , m_folder(std::move(folder))
    {
    }

    /// From both ends by turns: the lives of a list, which come first in a plan, wait for most of their time, and those
    /// of one call compute. Together they keep the machine busy from the beginning to the end.
    std::optional<std::pair<FaultPoint, fs::path>> next()
    {
        const std::scoped_lock lock(m_mutex);
        if (m_points.empty()) {
            return std::nullopt;
        }
        const auto taken = ++m_taken % 2 == 0 ? m_points.begin() : std::prev(m_points.end());
        FaultPoint point = std::move(*taken);
        m_points.erase(taken);
        return std::pair(std::move(point), m_folder / ("point-" + std::to_string(m_taken)));
    }

    void add(const FaultPoint &point, const FaultRound &round, const fs::path &folder)
    {
        const std::scoped_lock lock(m_mutex);
        m_invites += round.verdict().invites;
        m_doubles += round.verdict().doubles;
        m_lost += round.verdict().lost;
        if (round.struck()) {
            ++m_struck;
            m_withoutTrace += round.leftNoTrace() ? 1 : 0;
            ++m_endings[round.ending()];
            ++m_threads[round.thread()];
            if (point.lastOfSweep) { // until a life is too short for it
                m_points.push_back(point);
                ++m_points.back().at;
            }
        }
        const std::vector<std::string> &problems = round.problems();
        if (problems.empty()) {
            fs::remove_all(folder);
            return;
        }
        ++m_failures;
        std::printf("%s, in %s:\n", point.text().c_str(), folder.c_str());
        for (std::size_t i = 0; i < std::min(problems.size(), mostShown); ++i) {
            std::printf("  %s\n", problems[i].c_str());
        }
        std::fflush(stdout);
    }

    /// A worker that cannot go on.
    void fail(const std::string &why)
    {
        const std::scoped_lock lock(m_mutex);
        ++m_failures;
        m_points.clear();
        std::printf("%s\n", why.c_str());
    }

    [[nodiscard]] int failures() const { return m_failures; }
    [[nodiscard]] int struck() const { return m_struck; }
    void print(double seconds) const
    {
        std::printf("%d points struck: %d killed, %d finished all the same, %d gave up and said why, %d ran on until "
                    "told to end; %d more were not reached\n",
                    m_struck, ending(StruckEnding::Killed), ending(StruckEnding::Finished),
                    ending(StruckEnding::GaveUp), ending(StruckEnding::Ran), m_taken - m_struck);
        std::printf("%d of the struck left everything as it was\n", m_withoutTrace);
        std::printf("on the threads");
        for (const auto &[thread, times] : m_threads) {
            std::printf(" %s %d", thread.c_str(), times);
        }
        std::printf("\n%lld INVITEs, %lld doubles, %lld lost, %d points with problems, %.0f seconds\n",
                    static_cast<long long>(m_invites), static_cast<long long>(m_doubles),
                    static_cast<long long>(m_lost), m_failures, seconds);
    }

private:
    [[nodiscard]] int ending(StruckEnding which) const
    {
        const auto found = m_endings.find(which);
        return found == m_endings.end() ? 0 : found->second;
    }

    std::mutex m_mutex; // guards everything below, while workers run
    std::deque<FaultPoint> m_points;
    const fs::path m_folder;
    int m_taken = 0;
    int m_struck = 0;
    int m_withoutTrace = 0;
    int m_failures = 0;
    std::map<StruckEnding, int> m_endings;
    std::map<std::string, int> m_threads;
    std::int64_t m_invites = 0;
    std::int64_t m_doubles = 0;
    std::int64_t m_lost = 0;
};

void work(Sweep &sweep, const FaultBench &bench, const fs::path &folder)
{
    try {
        fs::create_directory(folder);
        const CarrierProcess carrier(folder);
        while (const auto next = sweep.next()) {
            FaultRound round(bench, carrier, next->second);
            round.run(next->first);
            sweep.add(next->first, round, next->second);
        }
    } catch (const std::exception &error) {
        sweep.fail(error.what());
    }
}

CountsOfLives countAll(const FaultBench &bench, const fs::path &folder)
{
    fs::create_directory(folder);
    const CarrierProcess carrier(folder);
    CountsOfLives counts;
    for (const Life life : {Life::First, Life::Recovery, Life::OneCall}) {
        counts[life] = FaultRound(bench, carrier, folder / nameOf(life)).count(life);
    }
    std::printf("calls in a first life, in a recovering one, and in one of one call:");
    for (const auto &[call, count] : counts[Life::First]) {
        std::printf(" %s %ld %ld %ld,", call.c_str(), count.all, counts[Life::Recovery][call].all,
                    counts[Life::OneCall][call].all);
    }
    std::printf("\n");
    return counts;
}

std::vector<FaultPoint> pointsOf(const Options &options, const FaultBench &bench, const fs::path &folder)
{
    std::vector<FaultPoint> points;
    for (const std::string &text : options.points) {
        points.push_back(FaultPoint::from(text));
    }
    const CountsOfLives counts = countAll(bench, folder / "counting");
    if (points.empty()) {
        points = planFaults(options.kind == "kills" ? FaultKind::Kills : FaultKind::Errors,
                            options.full ? Extent::Full : Extent::Short, counts);
    }
    std::printf("%zu points planned\n", points.size());
    std::fflush(stdout);
    return points;
}

bool sweepAll(const Options &options, const fs::path &folder)
{
    const auto startedAt = std::chrono::steady_clock::now();
    const FaultBench bench(copyProgram(options.program, folder), folder);
    Sweep sweep(pointsOf(options, bench, folder), folder);
    const unsigned jobs =
        options.jobs > 0 ? options.jobs : roundsPerCore * std::max(1U, std::thread::hardware_concurrency());
    std::vector<std::thread> workers;
    for (unsigned i = 0; i < jobs; ++i) {
        workers.emplace_back(work, std::ref(sweep), std::cref(bench), folder / ("worker-" + std::to_string(i)));
    }
    for (std::thread &worker : workers) {
        worker.join();
    }
    sweep.print(std::chrono::duration<double>(std::chrono::steady_clock::now() - startedAt).count());
    if (sweep.struck() == 0) {
        std::printf("No point was struck: this proves nothing.\n");
    }
    return sweep.failures() == 0 && sweep.struck() > 0;
}

int run(const Options &options, const std::string &program)
{
    const fs::path folder = freshFolder(fastParent());
    bool passed = false;
    try {
        passed = sweepAll(options, folder);
    } catch (const std::exception &error) {
        std::printf("%s\n", error.what());
    }
    if (passed) {
        fs::remove_all(folder);
        return EXIT_SUCCESS;
    }
    std::printf("FAILED. Everything is kept in %s. A point is repeated with %s %s --program %s --point POINT\n",
                folder.c_str(), program.c_str(), options.kind.c_str(), options.program.c_str());
    return EXIT_FAILURE;
}

} // namespace

} // namespace campanile

int main(int argc, char **argv)
{
    campanile::Options options;
    CLI::App app("Kills campaniled dial at each of its calls of the system, or lets the call fail, and checks that "
                 "nobody is called twice and nobody is lost.");
    app.add_option("KIND", options.kind, "kills or errors")
        ->required()
        ->check(CLI::IsMember(std::vector<std::string>{"kills", "errors"}));
    app.add_flag("--full", options.full, "Every call, those too that change nothing outside the program: an hour");
    app.add_option("--jobs", options.jobs, "Rounds at a time (default: six a core)")->check(CLI::Range(1, 64));
    app.add_option("--point", options.points,
                   "Only this point, such as EIO:pwrite:data:200+:recovery; may be repeated");
    app.add_option("--program", options.program, "The campaniled to strike; a copy of it is run")
        ->check(CLI::ExistingFile)
        ->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    return campanile::run(options, argv[0]);
}
