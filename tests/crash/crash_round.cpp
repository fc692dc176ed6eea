#include "crash_round.h"

#include "file_watch.h"
#include "sqlite_reader.h"

#include <array>
#include <csignal>
#include <cstring>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <utility>

#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace campanile {

namespace {

namespace fs = std::filesystem;
using std::chrono::microseconds;
using std::chrono::steady_clock;

// A run rests for some seconds at most: a retry's delay, or an attempt that was given back. Its engine looks anew at
// every campaign each 30 seconds; who is silent for longer will be silent for ever.
constexpr std::chrono::seconds patience{40};

// How a run ends (contract, section 5).
constexpr int exitSuccess = 0;
constexpr int exitBadInput = 2;
constexpr int exitSomeFailed = 3;

constexpr std::int64_t campaignCompleted = 3;

std::string contentOf(const fs::path &path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

} // namespace

KillPoint KillPlan::next(bool fresh)
{
    KillPoint point;
    const int draw = below(100);
    if (draw < (fresh ? 40 : 25)) {
        point.then = microseconds(below(static_cast<int>(m_warmUp.count() * 13 / 10)));
        return point;
    }
    if (draw < (fresh ? 65 : 40)) {
        point.sign = KillPoint::Sign::DatabaseWrite;
        point.writes = 1 + below(100);
    } else if (draw < 60 && !fresh) {
        point.sign = KillPoint::Sign::JournalWrite;
        point.writes = 1 + below(8);
    } else {
        point.sign = KillPoint::Sign::CarrierMessage;
        point.writes = 1 + below(70);
    }
    // At once in half of all cases: what follows a write within microseconds is as dangerous as anything.
    point.then = below(2) == 0 ? microseconds(0) : microseconds(below(3'000));
    return point;
}

void KillPlan::warmedUpIn(microseconds time)
{
    m_warmUp = (m_warmUp * 7 + time) / 8;
}

CrashRound::CrashRound(const CrashBench &bench, fs::path folder, KillPlan &plan)
    : m_bench(bench)
    , m_folder(std::move(folder))
    , m_plan(plan)
    , m_logFrom(fs::file_size(bench.carrierLog))
{
    fs::create_directories(m_folder);
    mkdir((m_folder / "data").c_str(), 0700);
}

void CrashRound::run(TargetLists &lists, int targets, int mostKills)
{
    const TargetList list = lists.write(m_folder / "list.csv", targets);
    Ending ending = Ending::Killed;
    while (ending == Ending::Killed) {
        ending = live(static_cast<int>(m_kills.size()) < mostKills);
        if (ending == Ending::Killed) {
            m_kills.push_back(lookAtTheDead());
        }
    }
    check(list);
}

CrashRound::Ending CrashRound::live(bool kill)
{
    const KillPoint point = m_plan.next(!fs::exists(m_folder / "data" / "dial-journal"));
    ChildProcess dial({CAMPANILE_DAEMON, "dial", (m_folder / "list.csv").string(), "--data-dir",
                       (m_folder / "data").string(), "--speed", std::to_string(m_bench.speed), "--concurrency",
                       std::to_string(m_bench.concurrency), "--max-attempts", std::to_string(maxAttempts),
                       "--retry-delay", std::to_string(retryDelay.count()), "--json", "--simulated-wire",
                       m_bench.carrierSocket.string()},
                      m_folder / "dial.out");
    // Without a kill, any word to the carrier is a sign of life, and a run never says so many.
    constexpr int never = 1 << 30;
    const Ending sign =
        awaitSign(dial, kill ? point : KillPoint{KillPoint::Sign::CarrierMessage, never, microseconds(0)});
    if (sign == Ending::Stuck) {
        giveUpOn(dial);
        return Ending::Stuck;
    }
    if (sign == Ending::Killed && !dial.endsWithin(point.then)) {
        dial.signal(SIGKILL);
    }
    const ChildProcess::End end = dial.wait();
    return end.signal == SIGKILL && sign == Ending::Killed ? Ending::Killed : finished(end);
}

/// Waits for what is to precede the kill: Killed when it came, Finished when the process ended before.
CrashRound::Ending CrashRound::awaitSign(ChildProcess &dial, const KillPoint &point)
{
    if (point.sign == KillPoint::Sign::Time) {
        return Ending::Killed;
    }
    const auto startedAt = steady_clock::now();
    const bool carrier = point.sign == KillPoint::Sign::CarrierMessage;
    const bool journal = point.sign == KillPoint::Sign::JournalWrite;
    FileWatch watch(carrier   ? m_bench.carrierLog.parent_path()
                    : journal ? m_folder / "data" / "dial-journal"
                              : m_folder / "data",
                    carrier   ? m_bench.carrierLog.filename().string()
                    : journal ? std::string()
                              : "campanile.sqlite-wal");
    for (int left = point.writes; left > 0;) {
        std::array<pollfd, 2> signs{{{watch.descriptor(), POLLIN, 0}, {dial.descriptor(), POLLIN, 0}}};
        if (poll(signs.data(), signs.size(), static_cast<int>(std::chrono::milliseconds(patience).count())) == 0) {
            return Ending::Stuck;
        }
        if (signs[1].revents != 0) {
            return Ending::Finished;
        }
        const int writes = watch.writes();
        if (carrier && writes > 0 && left == point.writes) {
            m_plan.warmedUpIn(std::chrono::duration_cast<microseconds>(steady_clock::now() - startedAt));
        }
        left -= writes;
    }
    return Ending::Killed;
}

CrashRound::Ending CrashRound::finished(ChildProcess::End end)
{
    bool well = end.exitStatus == exitSuccess || end.exitStatus == exitSomeFailed;
    if (end.exitStatus == exitBadInput && fs::exists(database())) {
        // Its predecessor was killed between the last outcome and the summary: there was nothing left to do.
        const SqliteReader copy(copyDatabase(database(), m_folder / "copy"));
        well = copy.integer("SELECT status FROM campaigns") == campaignCompleted;
    }
    if (!well) {
        m_problems.push_back("the run ended with exit status " + std::to_string(end.exitStatus) + ", signal " +
                             std::to_string(end.signal) + ": " + contentOf(m_folder / "dial.out"));
    }
    return Ending::Finished;
}

void CrashRound::giveUpOn(ChildProcess &dial)
{
    dial.signal(SIGKILL);
    dial.wait();
    const SqliteReader copy(copyDatabase(database(), m_folder / "copy"));
    m_problems.push_back(
        "the run stood still for " + std::to_string(patience.count()) + " s with " +
        std::to_string(copy.integer("SELECT count(*) FROM scheduled_calls WHERE status = 0")) + " calls waiting and " +
        std::to_string(copy.integer("SELECT count(*) FROM attempts WHERE state <> 4")) + " attempts open");
}

KilledWhile CrashRound::lookAtTheDead()
{
    if (!fs::exists(database())) {
        return KilledWhile::Starting;
    }
    const SqliteReader copy(copyDatabase(database(), m_folder / "copy"));
    if (!copy.hasTable("campaigns") || !copy.hasTable("attempts")) {
        return KilledWhile::Starting;
    }
    const std::int64_t generation = copy.integer("SELECT generation FROM engine");
    if (std::exchange(m_generation, generation) == generation) {
        return KilledWhile::Starting;
    }
    if (copy.integer("SELECT count(*) FROM attempts WHERE state < 4 AND generation = (SELECT generation FROM engine)") >
        0) {
        return KilledWhile::Calling;
    }
    if (copy.integer("SELECT count(*) FROM imports WHERE running = 0") == 0) {
        return KilledWhile::Importing;
    }
    return copy.integer("SELECT count(*) FROM attempts WHERE state <> 4") > 0 ? KilledWhile::Recovering
                                                                              : KilledWhile::Waiting;
}

void CrashRound::check(const TargetList &list)
{
    letCarrierCatchUp(m_bench.carrierSocket);
    const fs::path copy = copyDatabase(database(), m_folder / "copy");
    m_verdict = checkCampaign({m_bench.carrierLog, m_logFrom, copy, m_folder / "data" / "dial-journal"},
                              {list.numbers, list.duplicates, list.rejected, maxAttempts, retryDelay});
}

void letCarrierCatchUp(const fs::path &path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string name = path.string();
    name.copy(address.sun_path, sizeof address.sun_path - 1);
    const int socket = ::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    const std::string question = "QUERY att_nobody@nowhere";
    std::array<char, 16> answer{};
    const bool answered =
        connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0 &&
        send(socket, question.data(), question.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(question.size()) &&
        recv(socket, answer.data(), answer.size(), 0) > 0;
    close(socket);
    if (!answered) {
        throw std::runtime_error("the recording carrier does not answer: " + std::string(std::strerror(errno)));
    }
}

} // namespace campanile
