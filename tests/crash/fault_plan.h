#pragma once

#include "traced_process.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

/// Which calls of the system are struck, and how. In a life with one call, each system call of every kind that can be
/// struck (traced_process.h says which are not, and why) is killed once and failed once. In the lives of a whole list a
/// class may have hundreds of calls that change nothing outside the process; the short form strikes evenly chosen ones
/// of them.
namespace campanile {

/// The life that is struck.
enum class Life {
    First,    ///< of a new data directory: set-up, import, every call of the list
    Recovery, ///< the one after a process that was killed with calls on the wire
    OneCall,  ///< of a data directory that was set up before: a list of one, called once
};

/// One strike. Its text names it to people and on the command line: "EIO:pwrite:data:200+:recovery" lets the 200th and
/// all later writes to the data directory fail in a second life, "kill:send:everything:3:first" kills at the third
/// send, "EIO:read:files:7:one" is about one call's life.
struct FaultPoint {
    std::string call;
    CallsOf of = CallsOf::Everything;
    long at = 0;
    int error = 0; ///< 0: kill
    bool onwards = false;
    Life life = Life::First;
    bool lastOfSweep = false; ///< every earlier point is in the sweep; when this point strikes, there may be one more

    [[nodiscard]] std::string text() const;
    /// Throws std::runtime_error when the text names no point.
    static FaultPoint from(const std::string &text);
};

/// How often each call is made in an undisturbed life.
using CallCounts = std::map<std::string, CallCount, std::less<>>;
using CountsOfLives = std::map<Life, CallCounts>;

enum class FaultKind { Kills, Errors };
enum class Extent { Short, Full };

/// All points of a sweep, a class after the other. Throws std::runtime_error when one call's life makes a kind of call
/// for which there is no error here, so that none is left out in silence.
std::vector<FaultPoint> planFaults(FaultKind kind, Extent extent, const CountsOfLives &counts);

std::string_view nameOf(CallsOf of);
std::string_view nameOf(Life life);

} // namespace campanile
