#pragma once

namespace campanile {

/// How the programs end; the manual pages list the same numbers.
enum ExitStatus {
    ExitSuccess = 0,
    ExitFailure = 1,       ///< something of ours or of the machine's went wrong
    ExitBadInput = 2,      ///< the input, the options or the data directory cannot be used; nothing was changed
    ExitSomeFailed = 3,    ///< everything was done, and some calls failed
    ExitInterrupted = 130, ///< ended by a signal; the same command goes on where it stopped
};

} // namespace campanile
