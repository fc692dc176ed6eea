// Runs a program and strikes it at one call of the system: kills it there, or lets the call fail.
//
//   campanile_strike [--call NAME --at N] [--of everything|data|files|sockets] [--data-dir DIR] [--error ERRNO]
//                    [--onwards] --report FILE -- PROGRAM ARGUMENT…
//
// Without a call it counts them all. FILE tells what came of it, in four kinds of lines:
//
//   struck <thread>                        only when the call was reached
//   ended <exit status> <signal>           -1 or 0 when there was none
//   crashed <file>                         whose code ran into a SIGSEGV, only after one
//   count <call> <all> <of the data directory> <of files> <of sockets>      only when no call was to be struck

#include "traced_process.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <map>

namespace {

void write(const campanile::TracedEnd &end, const std::string &path)
{
    std::ofstream report(path);
    if (end.struck) {
        report << "struck " << end.thread << '\n';
    }
    report << "ended " << end.exitStatus << ' ' << end.signal << '\n';
    if (!end.crashedIn.empty()) {
        report << "crashed " << end.crashedIn << '\n';
    }
    const std::vector<std::string_view> calls = campanile::strikableCalls();
    for (std::size_t i = 0; i < end.counts.size(); ++i) {
        const campanile::CallCount &count = end.counts[i];
        report << "count " << calls[i] << ' ' << count.all << ' ' << count.ofDataDirectory << ' ' << count.ofFiles
               << ' ' << count.ofSockets << '\n';
    }
}

} // namespace

int main(int argc, char **argv)
{
    campanile::Strike strike;
    std::string report;
    std::vector<std::string> command;
    CLI::App app("Runs a program and strikes it at one call of the system.");
    const std::map<std::string, campanile::CallsOf> kinds{{"everything", campanile::CallsOf::Everything},
                                                          {"data", campanile::CallsOf::DataDirectory},
                                                          {"files", campanile::CallsOf::Files},
                                                          {"sockets", campanile::CallsOf::Sockets}};
    const auto names = campanile::strikableCalls();
    app.add_option("--call", strike.call, "The call; without one, all are counted")
        ->check(CLI::IsMember(std::vector<std::string>(names.begin(), names.end())));
    app.add_option("--at", strike.at, "Which of them, over all threads, from 1")->check(CLI::NonNegativeNumber);
    app.add_option("--of", strike.of, "Which ones count")->transform(CLI::CheckedTransformer(kinds));
    app.add_option("--data-dir", strike.dataDirectory, "The folder that \"data\" means");
    app.add_option("--error", strike.error, "What it fails with, as a number; without one the program is killed");
    app.add_flag("--onwards", strike.onwards, "Every later one, too");
    app.add_option("--report", report, "The file to write")->required();
    app.add_option("command", command, "The program and its arguments")->required();
    CLI11_PARSE(app, argc, argv);
    try {
        write(campanile::runTraced(command, strike), report);
        return EXIT_SUCCESS;
    } catch (const std::exception &error) {
        std::fprintf(stderr, "%s\n", error.what());
        return EXIT_FAILURE;
    }
}
