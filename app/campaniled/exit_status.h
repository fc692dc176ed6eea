#pragma once

namespace campanile {

/// The exit statuses of the programs; the manual pages list the same numbers.
enum ExitStatus {
    ExitSuccess = 0,
    ExitFailure = 1,       ///< the program or the machine failed
    ExitBadInput = 2,      ///< the input, the options or the data directory cannot be used; nothing was changed
    ExitSomeFailed = 3,    ///< everything was done, and some calls failed
    ExitPaused = 4,        ///< the campaign has been paused, and people wait in it
    ExitInterrupted = 130, ///< a signal ended it; the same command goes on where it stopped
};

} // namespace campanile
