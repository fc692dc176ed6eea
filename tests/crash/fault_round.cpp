#include "fault_round.h"

#include "carrier_log.h"
#include "sqlite_reader.h"

#include <cerrno>
#include <csignal>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>
#include <utility>

#include <sys/stat.h>

namespace campanile {

namespace fs = std::filesystem;

namespace {

using std::chrono::seconds;

// A struck life may stand still for good, with a disk that fails from now on; an undisturbed one takes little more than
// the retry's delay, and one that gives calls back some seconds more. Who is told to end too early is taken up again
// like anybody else.
constexpr seconds struckLife{4};
constexpr seconds struckRecovery{8};
// Calls on the wire are given some seconds when the program ends; and SQLite takes a lock that fails for one that is
// held, and waits for it some seconds more with each statement that is left.
constexpr seconds toEnd{90};
// An engine looks anew at its campaigns each 30 seconds; the rest is for a machine that is busy with other things.
constexpr seconds patience{120};

constexpr int exitSuccess = 0;
constexpr int exitSomeFailed = 3;
constexpr int exitInterrupted = 130;

struct List {
    const char *text;
    std::set<std::int64_t> numbers;
    std::int64_t duplicates;
    std::int64_t rejected;
};

/// Its numbers' endings decide (call_plan.cpp): reached, busy twice, refused by the carrier and then reached,
/// voicemail, invalid.
List manyPeople()
{
    return {"phone,name\n+14155550000,Ada\n(415) 555-0001,Ben\n415.555.0005,Cleo\n"
            "+1 415 555 0000,Ada again\n+14155550007,Dan\nask at the desk,Eve\n+14155550004,Finn\n",
            {14155550000, 14155550001, 14155550005, 14155550007, 14155550004},
            1,
            1};
}

/// Who is reached at once.
List onePerson()
{
    return {"phone,name\n+14155550000,Ada\n", {14155550000}, 0, 0};
}

// With these, a life makes its first calls two by two, and is over within two seconds.
constexpr int concurrency = 2;
constexpr int speed = 5'000;

// The second message to the carrier: one of two attempts has left, the other has its intent only.
const FaultPoint leavesCallsBehind{"send", CallsOf::Sockets, 2};

/// The dynamic linker takes some of its memory for granted: without it, it crashes in its own code, before anything of
/// the program runs.
bool isOfTheLinker(const fs::path &crashedIn)
{
    return crashedIn.filename().string().starts_with("ld-linux");
}

/// A folder and all that is in it: the permissions, and what the files hold.
using FolderState = std::map<fs::path, std::pair<fs::perms, std::string>>;

FolderState stateOf(const fs::path &folder)
{
    FolderState state;
    state[folder] = {fs::status(folder).permissions(), std::string()};
    for (const fs::directory_entry &entry : fs::recursive_directory_iterator(folder)) {
        state[entry.path()] = {entry.symlink_status().permissions(),
                               entry.is_regular_file() ? contentOf(entry.path()) : std::string()};
    }
    return state;
}

} // namespace

struct FaultRound::Report {
    bool traced = false; // the process was started, and its end was seen
    bool struck = false;
    std::string thread;
    ChildProcess::End end;
    fs::path crashedIn; // the file whose code it was; empty: no SIGSEGV
    CallCounts counts;
};

FaultBench::FaultBench(fs::path program, const fs::path &folder)
    : m_program(std::move(program))
    , m_preparedData(folder / "prepared")
{
    mkdir(m_preparedData.c_str(), 0700);
    const DialSettings dial{m_program, folder / "prepared.csv", m_preparedData, folder / "no-carrier"};
    std::ofstream(dial.list) << onePerson().text;
    // An agent that is not there ends the run after the set-up and before the first campaign.
    std::vector<std::string> command = dial.command();
    command.insert(command.end(), {"--agent", "nobody"});
    ChildProcess process(command, folder / "prepared.out");
    const bool made = process.endsWithin(patience) && fs::exists(dial.database());
    if (!made || SqliteReader(copyDatabase(dial.database(), folder / "copy"))
                         .integer("SELECT (SELECT count(*) FROM agents) > 0 AND"
                                  " (SELECT count(*) FROM campaigns) = 0") != 1) {
        throw std::runtime_error("no data directory could be set up: " + contentOf(folder / "prepared.out"));
    }
}

FaultRound::FaultRound(const FaultBench &bench, const CarrierProcess &carrier, fs::path folder)
    : m_bench(bench)
    , m_carrier(carrier)
    , m_folder(std::move(folder))
    , m_dial{bench.program(), m_folder / "list.csv", m_folder / "data", carrier.socket(), concurrency, speed}
    , m_logFrom(fs::file_size(carrier.log()))
{
    fs::create_directories(m_folder);
}

void FaultRound::begin(Life life)
{
    if (life == Life::OneCall) {
        fs::copy(m_bench.preparedData(), m_dial.data, fs::copy_options::recursive);
    } else {
        mkdir(m_dial.data.c_str(), 0700);
    }
    const List list = life == Life::OneCall ? onePerson() : manyPeople();
    std::ofstream(m_dial.list) << list.text;
    m_expected = {list.numbers, list.duplicates, list.rejected, m_dial.maxAttempts, m_dial.retryDelay};
    if (life == Life::Recovery) {
        leaveCallsBehind();
    }
}

CallCounts FaultRound::count(Life life)
{
    begin(life);
    const Report report = strike({});
    if (!report.traced || !endedWell(m_dial, report.end, m_folder / "copy")) {
        throw std::runtime_error(contentOf(m_folder / "struck.out"));
    }
    check();
    if (!m_problems.empty()) {
        throw std::runtime_error("an undisturbed life: " + m_problems.front());
    }
    return report.counts;
}

void FaultRound::run(const FaultPoint &point)
{
    begin(point.life);
    const FolderState before = stateOf(m_dial.data);
    strike(point);
    // A recovering life begins with what another was killed with, and that is never the same.
    m_leftNoTrace =
        point.life != Life::Recovery && m_problems.empty() && stateOf(m_dial.data) == before && !carrierHeardOfACall();
    if (!m_leftNoTrace) {
        finish();
        check();
    }
}

bool FaultRound::carrierHeardOfACall() const
{
    m_carrier.catchUp();
    const CarrierLog log = readCarrierLog(m_carrier.log(), m_logFrom);
    return !log.invites.empty() || !log.unreadable.empty();
}

void FaultRound::leaveCallsBehind()
{
    strike(leavesCallsBehind);
    if (m_ending != StruckEnding::Killed) {
        m_problems.emplace_back("the first of two lives could not be killed with calls on the wire");
    }
}

std::vector<std::string> FaultRound::strikeCommand(const FaultPoint &point) const
{
    std::vector<std::string> command{CAMPANILE_STRIKE, "--report", (m_folder / "report").string(), "--data-dir",
                                     m_dial.data.string()};
    if (point.at > 0) {
        for (const std::string &word :
             {std::string("--call"), point.call, std::string("--of"), std::string(nameOf(point.of)),
              std::string("--at"), std::to_string(point.at), std::string("--error"), std::to_string(point.error)}) {
            command.push_back(word);
        }
    }
    if (point.onwards) {
        command.emplace_back("--onwards");
    }
    command.emplace_back("--");
    const std::vector<std::string> dial = m_dial.command();
    command.insert(command.end(), dial.begin(), dial.end());
    return command;
}

FaultRound::Report FaultRound::strike(const FaultPoint &point)
{
    fs::remove(m_folder / "report");
    fs::remove(m_folder / "struck.out");
    ChildProcess process(strikeCommand(point), m_folder / "struck.out");
    const bool told = !process.endsWithin(point.error == 0               ? patience
                                          : point.life == Life::Recovery ? struckRecovery
                                                                         : struckLife);
    if (told) {
        process.signal(SIGTERM);
        if (!process.endsWithin(toEnd)) {
            process.signal(SIGKILL); // and the traced process with it
            m_problems.push_back("the struck run did not end when it was told to: " +
                                 contentOf(m_folder / "struck.out"));
        }
    }
    process.wait();
    Report report = readReport();
    judge(point, report, told);
    return report;
}

FaultRound::Report FaultRound::readReport() const
{
    Report report;
    std::ifstream file(m_folder / "report");
    for (std::string line; std::getline(file, line);) {
        std::istringstream words(line);
        std::string kind;
        words >> kind;
        if (kind == "struck") {
            report.struck = true;
            std::getline(words >> std::ws, report.thread);
        } else if (kind == "ended") {
            report.traced = static_cast<bool>(words >> report.end.exitStatus >> report.end.signal);
        } else if (kind == "crashed") {
            std::string path;
            std::getline(words >> std::ws, path);
            report.crashedIn = path;
        } else {
            std::string call;
            CallCount count;
            words >> call >> count.all >> count.ofDataDirectory >> count.ofFiles >> count.ofSockets;
            report.counts[call] = count;
        }
    }
    return report;
}

void FaultRound::judge(const FaultPoint &point, const Report &report, bool told)
{
    m_thread = report.thread;
    m_struck = report.struck;
    m_ending = StruckEnding::GaveUp; // of those that end as they must not, too
    const std::string words = contentOf(m_folder / "struck.out");
    const auto &[exitStatus, signal] = report.end;
    if (!report.traced) {
        m_problems.push_back("the struck run has no report: " + words);
    } else if (point.error == 0 && report.struck) {
        m_ending = StruckEnding::Killed;
    } else if (told && signal == SIGTERM) {
        m_ending = StruckEnding::Ran; // on a slow machine it was not yet, or no longer, listening
    } else if (signal == SIGSEGV && point.error == ENOMEM && isOfTheLinker(report.crashedIn)) {
        m_ending = StruckEnding::GaveUp;
    } else if (signal != 0) {
        m_problems.push_back("the struck run ended by signal " + std::to_string(signal) + ": " + words);
    } else if (exitStatus == exitSuccess || exitStatus == exitSomeFailed) {
        m_ending = StruckEnding::Finished;
    } else if (told && exitStatus == exitInterrupted) {
        m_ending = StruckEnding::Ran;
    } else if (words.empty()) {
        m_problems.push_back("the struck run ended with exit status " + std::to_string(exitStatus) + ", and no word");
    }
}

/// Undisturbed, the same command must come to the end; when there is nobody left to call, it must see that.
void FaultRound::finish()
{
    ChildProcess dial(m_dial.command(), m_folder / "dial.out");
    if (!dial.endsWithin(patience)) {
        m_problems.push_back("the run after it stood still for " + std::to_string(patience.count()) + " s");
        return;
    }
    const ChildProcess::End end = dial.wait();
    if (!endedWell(m_dial, end, m_folder / "copy")) {
        m_problems.push_back("the run after it ended with exit status " + std::to_string(end.exitStatus) + ", signal " +
                             std::to_string(end.signal) + ": " + contentOf(m_folder / "dial.out"));
    }
}

void FaultRound::check()
{
    m_carrier.catchUp();
    if (!fs::exists(m_dial.database())) {
        m_problems.push_back("the database is missing: " + m_dial.database().string());
        return;
    }
    if (!fs::exists(m_dial.dialJournal())) {
        m_problems.push_back("the dial journal is missing: " + m_dial.dialJournal().string());
        return;
    }
    const fs::path copy = copyDatabase(m_dial.database(), m_folder / "copy");
    m_verdict = checkCampaign({m_carrier.log(), m_logFrom, copy, m_dial.dialJournal()}, m_expected);
    for (const Violation &violation : m_verdict.violations) {
        m_problems.push_back(std::string(nameOf(violation.rule)) + ": " + violation.what);
    }
}

} // namespace campanile
