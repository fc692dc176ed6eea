#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace campanile {

/// Which calls of the system count. One that concerns a file counts as the data directory's when the file, or the name
/// it is opened by, lies in that folder. Files are all that have a path: neither sockets nor what wakes a thread.
enum class CallsOf { Everything, DataDirectory, Files, Sockets };

/// The calls that can be struck, several of the kernel's under the name of what they do ("poll" is every way to wait,
/// "stat" every way to look at a file's place, "descriptor" every way to get one that has no path, "clone" a new
/// thread). Calls that only the C library knows apart, such as open and openat, are one.
///
/// Left out are those that reach nothing outside the process and that nothing outside can refuse: futexes, signals, the
/// clocks and timers, random bytes, what a process asks and says about itself, positions in files and advice about
/// them, and what it does with memory it has ("mmap" stands for memory that is refused). A process that is killed at
/// such a call leaves the same files as at its next call from the list.
std::vector<std::string_view> strikableCalls();

/// What is to happen at one call of the system.
struct Strike {
    std::string call;
    CallsOf of = CallsOf::Everything;
    std::filesystem::path dataDirectory;
    long at = 0;          ///< the number of the call, counted from 1 over all threads; 0: no call
    bool onwards = false; ///< and every later one
    int error = 0;        ///< what the call fails with, undone; 0: the process is killed in its place
};

/// How often each call was made, in the order of strikableCalls.
struct CallCount {
    long all = 0;
    long ofDataDirectory = 0;
    long ofFiles = 0;
    long ofSockets = 0;

    [[nodiscard]] constexpr long of(CallsOf which) const
    {
        switch (which) {
        case CallsOf::Everything:
            return all;
        case CallsOf::DataDirectory:
            return ofDataDirectory;
        case CallsOf::Files:
            return ofFiles;
        case CallsOf::Sockets:
            return ofSockets;
        }
        return 0;
    }
};

/// The result of a traced process.
struct TracedEnd {
    bool struck = false;
    std::string thread; ///< that made the call, by name
    int exitStatus = -1;
    int signal = 0;
    std::string crashedIn;         ///< the file whose code it ran when a SIGSEGV ended it; empty: none did
    std::vector<CallCount> counts; ///< when no call is struck, of all in the order of strikableCalls; else empty
};

/// Runs a program under ptrace, with a seccomp filter that stops it at the calls that count and at no others. Calls are
/// counted over all threads in the order in which the kernel sees them; a tool that counts separately for each thread
/// could not strike the tenth write of the whole process. SIGTERM to this process goes to the program. Throws
/// std::runtime_error with a sentence when it cannot be traced.
TracedEnd runTraced(const std::vector<std::string> &command, const Strike &strike);

} // namespace campanile
