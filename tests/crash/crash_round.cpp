#include "crash_round.h"

#include "file_watch.h"
#include "sqlite_reader.h"

#include <array>
#include <csignal>
#include <utility>

#include <poll.h>
#include <sys/stat.h>

namespace campanile {

namespace {

namespace fs = std::filesystem;
using std::chrono::microseconds;
using std::chrono::steady_clock;

// A run rests for some seconds at most: a retry's delay, or an attempt that was given back. Its engine looks anew at
// every campaign each 30 seconds; who is silent for longer will be silent for ever.
constexpr std::chrono::seconds patience{40};

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
    , m_dial{bench.program,     m_folder / "list.csv", m_folder / "data", bench.carrier.socket(),
             bench.concurrency, bench.speed,           maxAttempts,       retryDelay}
    , m_plan(plan)
    , m_logFrom(fs::file_size(bench.carrier.log()))
{
    fs::create_directories(m_folder);
    mkdir(m_dial.data.c_str(), 0700);
}

void CrashRound::run(TargetLists &lists, int targets, int mostKills)
{
    const TargetList list = lists.write(m_dial.list, targets);
    Ending ending = Ending::Killed;
    while (ending == Ending::Killed && m_problems.empty()) {
        ending = live(static_cast<int>(m_kills.size()) < mostKills);
        if (ending == Ending::Killed) {
            m_kills.push_back(lookAtTheDead());
        }
    }
    check(list);
}

CrashRound::Ending CrashRound::live(bool kill)
{
    const KillPoint point = m_plan.next(!fs::exists(m_dial.dialJournal()));
    ChildProcess dial(m_dial.command(), m_folder / "dial.out");
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
    FileWatch watch(carrier   ? m_bench.carrier.log().parent_path()
                    : journal ? m_dial.dialJournal()
                              : m_dial.data,
                    carrier   ? m_bench.carrier.log().filename().string()
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
    if (!endedWell(m_dial, end, m_folder / "copy")) {
        m_problems.push_back("the run ended with exit status " + std::to_string(end.exitStatus) + ", signal " +
                             std::to_string(end.signal) + ": " + contentOf(m_folder / "dial.out"));
    }
    return Ending::Finished;
}

void CrashRound::giveUpOn(ChildProcess &dial)
{
    dial.signal(SIGKILL);
    dial.wait();
    if (!databaseIsThere()) {
        return;
    }
    const SqliteReader copy(copyDatabase(m_dial.database(), m_folder / "copy"));
    m_problems.push_back(
        "the run stood still for " + std::to_string(patience.count()) + " s with " +
        std::to_string(copy.integer("SELECT count(*) FROM scheduled_calls WHERE status = 0")) + " calls waiting and " +
        std::to_string(copy.integer("SELECT count(*) FROM attempts WHERE state <> 4")) + " attempts open");
}

KilledWhile CrashRound::lookAtTheDead()
{
    if (m_process == 0 && !fs::exists(m_dial.database())) {
        return KilledWhile::Starting;
    }
    if (!databaseIsThere()) {
        return KilledWhile::Waiting;
    }
    const SqliteReader copy(copyDatabase(m_dial.database(), m_folder / "copy"));
    if (!copy.hasTable("campaigns") || !copy.hasTable("processes")) {
        return KilledWhile::Starting;
    }
    const std::int64_t process = copy.integer("SELECT max(id) FROM processes");
    if (std::exchange(m_process, process) == process) {
        return KilledWhile::Starting;
    }
    if (copy.integer("SELECT count(*) FROM attempts WHERE state < 4 AND process_id = (SELECT max(id) FROM processes)") >
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
    m_bench.carrier.catchUp();
    if (!databaseIsThere()) {
        return;
    }
    const fs::path copy = copyDatabase(m_dial.database(), m_folder / "copy");
    m_verdict = checkCampaign({m_bench.carrier.log(), m_logFrom, copy, m_dial.dialJournal()},
                              {list.numbers, list.duplicates, list.rejected, maxAttempts, retryDelay});
}

/// A database that is gone is the worst evidence of all; SQLite would make a new one in its place.
bool CrashRound::databaseIsThere()
{
    const bool there = fs::exists(m_dial.database());
    if (!there) {
        m_problems.push_back("the database is missing: " + m_dial.database().string());
    }
    return there;
}

} // namespace campanile
