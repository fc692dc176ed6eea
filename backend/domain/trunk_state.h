#pragma once

#include "core/clock.h"

#include <QLatin1StringView>

namespace campanile {

/// The present status of a trunk.
enum class TrunkStatus {
    Unknown,   ///< nothing is known about it yet
    Up,        ///< calls go through
    Down,      ///< it cannot be reached, or this program has no carrier for it
    Failing,   ///< it can be reached, but does not take calls
    Throttled, ///< it takes no calls until an instant
    Removed,   ///< somebody removed it
};

/// Why a trunk is not up.
enum class TrunkTrouble {
    None,
    NoCarrier,      ///< this program has no carrier of its kind, or could not make one
    Unreachable,    ///< it does not answer, or its transport or the look-up of its name failed
    Authentication, ///< it does not accept the credentials
    MediaMismatch,  ///< it has no codec or no encryption in common with the program
    Refused,        ///< it refuses calls for their caller ID, its funds or a permission
    Overloaded,     ///< it asked for fewer calls
};

/// A trunk's state with the details that an operator needs to repair it.
struct TrunkState {
    TrunkStatus status = TrunkStatus::Unknown;
    TrunkTrouble reason = TrunkTrouble::None;
    int sipCode = 0;  ///< the SIP code that led to the status; 0: there was none
    WallTime since{}; ///< when the status and its reason began
    WallTime until{}; ///< of a throttled trunk: when it takes calls again; 0: no instant is known

    /// Whether a call may be sent to it at `now`.
    [[nodiscard]] bool takesCalls(WallTime now) const
    {
        return status == TrunkStatus::Unknown || status == TrunkStatus::Up ||
               (status == TrunkStatus::Throttled && until.ms > 0 && now >= until);
    }
    friend bool operator==(const TrunkState &, const TrunkState &) = default;
};

/// The stable names, as the REST API shows them.
QLatin1StringView nameOf(TrunkStatus status);
QLatin1StringView nameOf(TrunkTrouble trouble); ///< empty for None

} // namespace campanile
