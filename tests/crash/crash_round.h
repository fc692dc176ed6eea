#pragma once

#include "child_process.h"
#include "crash_bench.h"
#include "crash_checker.h"
#include "target_lists.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

namespace campanile {

/// What a process did when it was killed, as its database shows.
enum class KilledWhile {
    Starting,   ///< before it was enrolled
    Importing,  ///< before its list was whole
    Recovering, ///< while attempts of earlier processes had no verdict yet, and it had none open itself
    Calling,    ///< with an attempt of its own between the intent and the final mark
    Waiting,    ///< with nothing open
};

/// When to kill a process: after a number of writes to one of the files that show its progress, or after a time, and in
/// both cases after a short further delay.
struct KillPoint {
    enum class Sign { Time, DatabaseWrite, JournalWrite, CarrierMessage };
    Sign sign = Sign::Time;
    int writes = 0;
    std::chrono::microseconds then{0};
};

/// Draws the kill points, so that kills happen in all phases of a process.
class KillPlan {
public:
    explicit KillPlan(std::uint64_t seed)
        : m_random(seed)
    {
    }

    /// @param fresh the process is the first of its data directory, which has no dial journal yet
    KillPoint next(bool fresh);
    /// How long a process took from its start to its first word to the carrier: start-up, import and recovery lie
    /// before, and points in time are drawn from little more than that.
    void warmedUpIn(std::chrono::microseconds time);

private:
    int below(int limit) { return std::uniform_int_distribution(0, limit - 1)(m_random); }

    std::mt19937_64 m_random;
    std::chrono::microseconds m_warmUp{100'000};
};

/// The objects that all rounds share.
struct CrashBench {
    const CarrierProcess &carrier;
    std::filesystem::path program;
    int concurrency = 0;
    int speed = 0;
};

/// One list in one data directory: dialled, killed and taken up again until a run comes to its end, then checked.
class CrashRound {
public:
    static constexpr int maxAttempts = 2;
    static constexpr std::chrono::seconds retryDelay{1};

    /// @param folder made here, for everything of this round
    CrashRound(const CrashBench &bench, std::filesystem::path folder, KillPlan &plan);

    /// Writes the list, runs, kills at most `mostKills` times, and checks.
    void run(TargetLists &lists, int targets, int mostKills);

    [[nodiscard]] const std::vector<KilledWhile> &kills() const { return m_kills; }
    [[nodiscard]] const Verdict &verdict() const { return m_verdict; }
    /// What went wrong apart from the checker's findings: runs that hung, or ended as they must not.
    [[nodiscard]] const std::vector<std::string> &problems() const { return m_problems; }

private:
    enum class Ending { Killed, Finished, Stuck };

    /// One life of the program.
    Ending live(bool kill);
    Ending awaitSign(ChildProcess &dial, const KillPoint &point);
    Ending finished(ChildProcess::End end);
    void giveUpOn(ChildProcess &dial);
    KilledWhile lookAtTheDead();
    void check(const TargetList &list);
    [[nodiscard]] bool databaseIsThere();

    const CrashBench &m_bench;
    const std::filesystem::path m_folder;
    const DialSettings m_dial;
    KillPlan &m_plan;
    std::uintmax_t m_logFrom = 0;
    std::int64_t m_process = 0; // of the latest process that had one
    std::vector<KilledWhile> m_kills;
    std::vector<std::string> m_problems;
    Verdict m_verdict;
};

} // namespace campanile
