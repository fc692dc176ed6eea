#pragma once

#include "crash_bench.h"
#include "crash_checker.h"
#include "fault_plan.h"

#include <filesystem>
#include <string>
#include <vector>

namespace campanile {

/// How a struck process ended.
enum class StruckEnding {
    Killed,
    Finished, ///< it called everybody despite the fault
    GaveUp,   ///< it ended by itself and said why
    Ran,      ///< it went on without finishing, and ended when it was told to
};

/// What all rounds share. It changes no more once it is made.
class FaultBench {
public:
    /// Sets up a data directory in `folder`: its database has an agent, a trunk and a number, and no campaign yet.
    /// Throws std::runtime_error when `program` fails to do that.
    FaultBench(std::filesystem::path program, const std::filesystem::path &folder);

    [[nodiscard]] const std::filesystem::path &program() const { return m_program; }
    /// The data directory that rounds copy; no round uses it directly.
    [[nodiscard]] const std::filesystem::path &preparedData() const { return m_preparedData; }

private:
    const std::filesystem::path m_program;
    const std::filesystem::path m_preparedData;
};

/// One short list, dialled by a process that is struck at one call of the system, then by an undisturbed one until it
/// is done, then checked. Thread: one; each has a carrier of its own.
///
/// A process that was struck before it changed anything leaves the data directory as it was, byte for byte, and the
/// carrier without a call. What an undisturbed process makes of that state is the same after all such points, a sixth
/// of a sweep: it is seen, and checked, when the calls of that life are counted, and not again.
class FaultRound {
public:
    /// @param folder made here, for everything of this round
    FaultRound(const FaultBench &bench, const CarrierProcess &carrier, std::filesystem::path folder);

    void run(const FaultPoint &point);
    /// Counts the calls of an undisturbed life and strikes none. Throws std::runtime_error when tracing is not
    /// permitted, and when the check of that life finds anything.
    CallCounts count(Life life);

    /// Whether the call was made at all.
    [[nodiscard]] bool struck() const { return m_struck; }
    /// Whether the struck process left everything as it was, so that it was not taken up again.
    [[nodiscard]] bool leftNoTrace() const { return m_leftNoTrace; }
    [[nodiscard]] StruckEnding ending() const { return m_ending; }
    /// The thread that was struck, by name.
    [[nodiscard]] const std::string &thread() const { return m_thread; }
    [[nodiscard]] const Verdict &verdict() const { return m_verdict; }
    /// What went wrong, the checker's findings included; empty when all went well.
    [[nodiscard]] const std::vector<std::string> &problems() const { return m_problems; }

private:
    struct Report;

    void begin(Life life);
    std::vector<std::string> strikeCommand(const FaultPoint &point) const;
    Report strike(const FaultPoint &point);
    Report readReport() const;
    void leaveCallsBehind();
    bool carrierHeardOfACall() const;
    void judge(const FaultPoint &point, const Report &report, bool told);
    void finish();
    void check();

    const FaultBench &m_bench;
    const CarrierProcess &m_carrier;
    const std::filesystem::path m_folder;
    const DialSettings m_dial;
    const std::uintmax_t m_logFrom;
    Expectation m_expected;
    bool m_struck = false;
    bool m_leftNoTrace = false;
    StruckEnding m_ending = StruckEnding::GaveUp;
    std::string m_thread;
    Verdict m_verdict;
    std::vector<std::string> m_problems;
};

} // namespace campanile
