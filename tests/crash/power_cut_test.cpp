// Records one life of `campaniled dial`, every change of its data directory and every word to the carrier in one order,
// then cuts the power after each of these calls: what the disk may then hold (disk_model.h) is opened and held against
// what the program had promised by then (image_checker.h). Some of the images are dialled to the end, with the carrier
// knowing what it had heard.
//
//   campanile_power_cut_test [--images N] [--targets M] [--resumed R] [--seed S] [--program FILE]
//
// The same images must be found wanting when the syncs are left out that SQLite would leave out with synchronous=NORMAL
// and OFF: otherwise the test sees nothing.

#include "crash_bench.h"
#include "crash_checker.h"
#include "image_checker.h"
#include "resumed_image.h"
#include "target_lists.h"

#include <CLI/CLI.hpp>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>
#include <stdexcept>

#include <sys/stat.h>

namespace campanile {

namespace {

namespace fs = std::filesystem;

struct Options {
    int images = 2'000;
    int targets = 40;
    int resumed = 12;
    std::uint64_t seed = 0;
    std::string program = CAMPANILE_DAEMON;
};

constexpr int concurrency = 8;
constexpr int speed = 2'000;
constexpr std::chrono::seconds patience{300};
constexpr int guardShare = 5; // of the images, one in so many is made again under each wrong setting
constexpr int mostShown = 10;

std::vector<IoEvent> record(const DialSettings &dial, const fs::path &folder)
{
    const fs::path trace = folder / "trace";
    std::vector<std::string> command{"/usr/bin/env", std::string("LD_PRELOAD=") + CAMPANILE_IO_RECORDER,
                                     "IO_RECORDER_FOLDER=" + dial.data.string(), "IO_RECORDER_TRACE=" + trace.string()};
    const std::vector<std::string> words = dial.command();
    command.insert(command.end(), words.begin(), words.end());
    ChildProcess process(command, folder / "dial.out");
    if (!process.endsWithin(patience) || !endedWell(dial, process.wait(), folder / "copy")) {
        throw std::runtime_error("the recorded run did not end well: " + contentOf(folder / "dial.out"));
    }
    return readIoTrace(trace);
}

/// A trace that misses a call would prove what never happened: played back, it must give the very files that are there.
void mustBeComplete(const std::vector<IoEvent> &trace, const fs::path &data)
{
    DiskModel disk(Synchronous::Full);
    for (const IoEvent &event : trace) {
        disk.apply(event);
    }
    const DiskModel::Image image = disk.whole();
    for (const fs::directory_entry &entry : fs::recursive_directory_iterator(data)) {
        const std::string name = fs::relative(entry.path(), data);
        const auto file = image.files.find(name);
        if (entry.is_regular_file() && (file == image.files.end() || file->second != contentOf(entry.path()))) {
            throw std::runtime_error("the trace is not complete: played back, it does not give " + name);
        }
    }
}

/// What the images of one setting showed.
struct Findings {
    int images = 0;
    int faulty = 0;
    std::map<ImageFault, int> faults; // images that show it

    void print(const char *setting) const
    {
        std::printf("%s: %d images, %d faulty", setting, images, faulty);
        for (const auto &[fault, n] : faults) {
            std::printf(", %d %.*s", n, static_cast<int>(nameOf(fault).size()), nameOf(fault).data());
        }
        std::printf("\n");
        std::fflush(stdout);
    }
};

class PowerCuts {
public:
    PowerCuts(const Options &options, const std::vector<IoEvent> &trace, ImageChecker &checker)
        : m_options(options)
        , m_trace(trace)
        , m_checker(checker)
    {
    }

    /// Images evenly over the whole trace. Those to be resumed are written below `resume`, unless it is empty.
    Findings run(Synchronous synchronous, int images, const fs::path &resume)
    {
        std::mt19937_64 random(m_options.seed);
        DiskModel disk(synchronous);
        Findings findings;
        std::size_t applied = 0;
        const int step = std::max(1, images / std::max(1, m_options.resumed));
        for (int i = 0; i < images; ++i) {
            const std::size_t events =
                (static_cast<std::size_t>(i) + 1) * m_trace.size() / static_cast<std::size_t>(images);
            while (applied < events) {
                disk.apply(m_trace[applied++]);
            }
            const DiskModel::Image image = disk.cut(random);
            judge(m_checker.check(image, events), events, findings, synchronous == Synchronous::Full);
            if (!resume.empty() && i % step == step - 1 && m_options.resumed > 0) {
                m_resumed.push_back({resume / std::to_string(i), events});
                fs::create_directories(m_resumed.back().folder);
                writeImage(image, m_resumed.back().folder / "data");
            }
        }
        return findings;
    }

    [[nodiscard]] const std::vector<ImageToResume> &toResume() const { return m_resumed; }

private:
    void judge(const std::vector<ImageProblem> &problems, std::size_t events, Findings &findings, bool show) const
    {
        ++findings.images;
        std::map<ImageFault, std::string> found;
        for (const ImageProblem &problem : problems) {
            found.emplace(problem.fault, problem.what);
        }
        findings.faulty += found.empty() ? 0 : 1;
        for (const auto &[fault, what] : found) {
            ++findings.faults[fault];
            if (show && findings.faulty <= mostShown) {
                std::printf("  image %d, after %zu calls: %.*s: %s\n", findings.images, events,
                            static_cast<int>(nameOf(fault).size()), nameOf(fault).data(), what.c_str());
            }
        }
    }

    const Options &m_options;
    const std::vector<IoEvent> &m_trace;
    ImageChecker &m_checker;
    std::vector<ImageToResume> m_resumed;
};

bool cutEverywhere(const Options &options, const fs::path &folder, const fs::path &scratch)
{
    const CarrierProcess carrier(folder);
    TargetLists lists(options.seed);
    const TargetList list = lists.write(folder / "list.csv", options.targets);
    const DialSettings dial{copyProgram(options.program, folder),
                            folder / "list.csv",
                            folder / "data",
                            carrier.socket(),
                            concurrency,
                            speed};
    mkdir(dial.data.c_str(), 0700);
    const std::vector<IoEvent> trace = record(dial, folder);
    mustBeComplete(trace, dial.data);
    ImageChecker checker(trace, scratch / "image");
    std::printf("%zu calls recorded, %zu commits, %zu INVITEs\n", trace.size(), checker.history().size(),
                checker.invites());
    PowerCuts cuts(options, trace, checker);
    const Findings full = cuts.run(Synchronous::Full, options.images, scratch / "resumed");
    full.print("synchronous=FULL");
    const Findings normal = cuts.run(Synchronous::Normal, options.images / guardShare, {});
    normal.print("synchronous=NORMAL, which must be caught");
    const Findings off = cuts.run(Synchronous::Off, options.images / guardShare, {});
    off.print("synchronous=OFF, which must be caught");
    const int failed = resumeImages(dial, list, trace, cuts.toResume());
    std::printf("%zu images dialled to the end, %d of them not well\n", cuts.toResume().size(), failed);
    if (normal.faulty == 0 || off.faulty == 0) {
        std::printf("A setting that loses commits was not caught: this proves nothing.\n");
    }
    return full.faulty == 0 && normal.faulty > 0 && off.faulty > 0 && failed == 0;
}

int run(const Options &options, const std::string &program)
{
    const auto startedAt = std::chrono::steady_clock::now();
    const fs::path folder = freshFolder();
    const fs::path scratch = freshFolder(fastParent());
    bool passed = false;
    try {
        passed = cutEverywhere(options, folder, scratch);
    } catch (const std::exception &error) {
        std::printf("%s\n", error.what());
    }
    std::printf("%.0f seconds\n", std::chrono::duration<double>(std::chrono::steady_clock::now() - startedAt).count());
    if (passed) {
        fs::remove_all(folder);
        fs::remove_all(scratch);
        return EXIT_SUCCESS;
    }
    std::printf("FAILED with seed %llu. Everything is kept in %s and %s. To repeat it:\n  %s --images %d --targets %d "
                "--resumed %d --seed %llu --program %s\n",
                static_cast<unsigned long long>(options.seed), folder.c_str(), scratch.c_str(), program.c_str(),
                options.images, options.targets, options.resumed, static_cast<unsigned long long>(options.seed),
                options.program.c_str());
    return EXIT_FAILURE;
}

} // namespace

} // namespace campanile

int main(int argc, char **argv)
{
    campanile::Options options;
    options.seed = std::random_device{}();
    CLI::App app("Cuts the power after each call of a recorded life of campaniled dial, and checks what is left.");
    app.add_option("--images", options.images, "How many states of the disk to open; releases: 100000")
        ->check(CLI::Range(5, 10'000'000))
        ->capture_default_str();
    app.add_option("--targets", options.targets,
                   "Numbers of the list; from some 1500 on the log is written back in between")
        ->check(CLI::Range(1, 100'000))
        ->capture_default_str();
    app.add_option("--resumed", options.resumed, "How many of the images to dial to the end")
        ->check(CLI::Range(0, 10'000))
        ->capture_default_str();
    app.add_option("--seed", options.seed, "Of the list and of what reaches the disk (default: drawn)");
    app.add_option("--program", options.program, "The campaniled to record; a copy of it is run")
        ->check(CLI::ExistingFile)
        ->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    return campanile::run(options, argv[0]);
}
