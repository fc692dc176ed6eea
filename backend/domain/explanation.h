#pragma once

#include "core/clock.h"
#include "domain/country_rule.h"
#include "domain/end_reason.h"
#include "domain/engine_problem.h"
#include "domain/hold.h"
#include "domain/pause_reason.h"
#include "domain/status.h"

#include <QString>

#include <array>
#include <optional>
#include <variant>
#include <vector>

namespace campanile {

/// The state of a row, when this state alone says why the row is not dialled.
enum class RowStand {
    NothingQueued, ///< None of the campaign's calls waits in the queue.
    Skipped,       ///< The target was skipped.
    AfterOthers,   ///< The targets before it on the list come first; its call is not in the queue yet.
    OnTheWire,     ///< The call is being made now.
    BeingResolved, ///< The program ended during the call, and the carrier is being asked what became of it.
    Answered,
    Cancelled,   ///< The call was cancelled before it was dialled.
    Undecided,   ///< Nobody knows whether the call rang; a person has to decide.
    Listed,      ///< The number is on the do-not-call list.
    TooLate,     ///< It is too late for the call, and it will not be dialled.
    NoVariables, ///< The agent needs variables that the call does not have; the call will not be dialled.
    NotDue,      ///< The call is scheduled for later.
    RetryNotDue,
};

inline constexpr std::array allRowStands = {
    RowStand::NothingQueued, RowStand::Skipped,   RowStand::AfterOthers, RowStand::OnTheWire, RowStand::BeingResolved,
    RowStand::Answered,      RowStand::Cancelled, RowStand::Undecided,   RowStand::Listed,    RowStand::TooLate,
    RowStand::NoVariables,   RowStand::NotDue,    RowStand::RetryNotDue,
};

/// The campaign's own calls per minute delay the call.
struct OwnPace {
    int perMinute = 0;

    friend bool operator==(const OwnPace &, const OwnPace &) = default;
};

/// The call was not dialled, because its turn came this much after its latest time.
struct MissedBy {
    Milliseconds late{0};

    friend bool operator==(const MissedBy &, const MissedBy &) = default;
};

/// The call has failed for good.
struct FailedFor {
    std::optional<EndReason> reason; ///< nothing: no reason is recorded

    friend bool operator==(const FailedFor &, const FailedFor &) = default;
};

/// A reason why a call is not dialled now. A CampaignStatus is a status in which a campaign is not dialled.
using Obstacle = std::variant<RowStand, Hold, OwnPace, EngineProblem, CampaignStatus, PauseReason, MissedBy, FailedFor,
                              CountryRefusal>;

/// One gate that holds a call, as it is now.
struct GateState {
    Obstacle obstacle;
    WallTime until; ///< when it may open; 0 when nobody can tell

    friend bool operator==(const GateState &, const GateState &) = default;
};

/// A stable snake_case name of the gate, such as "outside_hours"; empty for a state of the call or the campaign itself.
QString nameOf(const Obstacle &obstacle);

/// Why a call or a campaign is not dialled: the gates that hold it, in the order in which the engine checks them.
struct Explanation {
    std::vector<GateState> gates; ///< empty: nothing holds it, and it is dialled at once
    WallTime next;                ///< when it may be dialled; 0: not before a person acts, or never

    friend bool operator==(const Explanation &, const Explanation &) = default;
};

} // namespace campanile
