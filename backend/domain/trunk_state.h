#pragma once

#include "core/clock.h"

#include <QLatin1StringView>

namespace campanile {

/// How a trunk is just now.
enum class TrunkStatus {
    Unknown,   ///< nothing has been heard of it yet
    Up,        ///< calls go through
    Down,      ///< it cannot be reached, or this program has no carrier for it
    Failing,   ///< it can be reached, and does not take calls
    Throttled, ///< it takes no calls until an instant
    Removed,   ///< somebody removed it
};

/// Why it is not up.
enum class TrunkTrouble {
    None,
    NoCarrier,      ///< this program has no carrier of its kind, or could not make one
    Unreachable,    ///< no answer, a transport or a name that failed
    Authentication, ///< it does not accept the credentials
    MediaMismatch,  ///< no codec or no encryption in common
    Refused,        ///< it refuses calls: the caller ID, funds, a permission
    Overloaded,     ///< it asked for fewer calls
};

/// A trunk's state with what an operator needs to mend it.
struct TrunkState {
    TrunkStatus status = TrunkStatus::Unknown;
    TrunkTrouble reason = TrunkTrouble::None;
    int sipCode = 0;  ///< that said so; 0: none did
    WallTime since{}; ///< when the status and its reason began
    WallTime until{}; ///< of a throttled trunk; 0: no instant is known

    /// Whether a call may be sent to it at `now`.
    [[nodiscard]] bool takesCalls(WallTime now) const
    {
        return status == TrunkStatus::Unknown || status == TrunkStatus::Up ||
               (status == TrunkStatus::Throttled && until.ms > 0 && now >= until);
    }
    friend bool operator==(const TrunkState &, const TrunkState &) = default;
};

/// The stable names, as in the contract.
QLatin1StringView nameOf(TrunkStatus status);
QLatin1StringView nameOf(TrunkTrouble trouble); ///< empty for None

} // namespace campanile
