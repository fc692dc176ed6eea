#include "resumed_image.h"

#include "crash_checker.h"
#include "sqlite_reader.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <stdexcept>
#include <thread>

namespace campanile {

namespace fs = std::filesystem;

namespace {

// A resumed run waits for retry delays most of its time.
constexpr std::size_t atOnce = 6;
// As in fault_round.cpp.
constexpr std::chrono::seconds patience{120};

void mustEndWell(const DialSettings &dial, const fs::path &folder)
{
    if (fs::exists(dial.database())) {
        ChildProcess check({dial.program.string(), "check", "--data-dir", dial.data.string()}, folder / "check.out");
        if (!check.endsWithin(patience) || check.wait().exitStatus != 0) {
            throw std::runtime_error("the image is not sound: " + contentOf(folder / "check.out"));
        }
    }
    ChildProcess process(dial.command(), folder / "dial.out");
    if (!process.endsWithin(patience)) {
        throw std::runtime_error("the resumed run stood still");
    }
    if (!endedWell(dial, process.wait(), folder / "copy")) {
        throw std::runtime_error("the resumed run ended badly: " + contentOf(folder / "dial.out"));
    }
}

void resume(DialSettings dial, const TargetList &list, const std::vector<IoEvent> &trace, const ImageToResume &image)
{
    const CarrierProcess carrier(image.folder);
    std::vector<std::string> heard;
    for (std::size_t i = 0; i < image.events; ++i) {
        if (trace[i].kind == IoKind::Send) {
            heard.push_back(trace[i].text);
        }
    }
    carrier.tell(heard);
    dial.data = image.folder / "data";
    dial.socket = carrier.socket();
    mustEndWell(dial, image.folder);
    carrier.catchUp();
    // Told again, what was said before the cut has lost its time: how far calls to a number lie apart cannot be told.
    const Verdict verdict =
        checkCampaign({carrier.log(), 0, copyDatabase(dial.database(), image.folder / "copy"), dial.dialJournal()},
                      {list.numbers, list.duplicates, list.rejected, dial.maxAttempts, std::chrono::milliseconds(0)});
    if (!verdict.violations.empty()) {
        const Violation &first = verdict.violations.front();
        throw std::runtime_error(std::to_string(verdict.violations.size()) +
                                 " violations, the first: " + std::string(nameOf(first.rule)) + ": " + first.what);
    }
}

} // namespace

int resumeImages(const DialSettings &recorded, const TargetList &list, const std::vector<IoEvent> &trace,
                 const std::vector<ImageToResume> &images)
{
    std::atomic<std::size_t> next = 0;
    std::atomic<int> failed = 0;
    const auto work = [&] {
        for (std::size_t i = next++; i < images.size(); i = next++) {
            try {
                resume(recorded, list, trace, images[i]);
                fs::remove_all(images[i].folder);
            } catch (const std::exception &error) {
                ++failed;
                std::printf("  the image of %s: %s\n", images[i].folder.c_str(), error.what());
            }
        }
    };
    std::vector<std::thread> workers;
    for (std::size_t i = 0; i < std::min(atOnce, images.size()); ++i) {
        workers.emplace_back(work);
    }
    for (std::thread &worker : workers) {
        worker.join();
    }
    return failed;
}

} // namespace campanile
