#pragma once

#include "core/clock.h"

#include <QString>

#include <array>

namespace campanile {

/// Why nothing is dialled for a campaign now, in the order in which the gate checks.
enum class HoldReason {
    None,          ///< it is dialling, or has nothing due
    Stopped,       ///< Stop all is in force
    StorageFailed, ///< the database or the journal cannot be written
    DiskLow,       ///< there is too little space to be sure that outcomes can be recorded
    WorkspaceDisabled,
    CampaignNotActive,
    AgentDisabled,
    NumberInboundOnly,
    NumberUnverified,
    NumberNotAssigned, ///< the number is not assigned to the agent
    NoCarrier,         ///< its number's trunk cannot be reached, or does not take calls
    TrunkThrottled,    ///< its number's trunk takes no calls until an instant
    OutsideHours,      ///< the hours of the workspace or of the campaign, by its zone or by the callees' zones
    NumberLedger,      ///< the numbers that are due were called too recently
    NoCredit,          ///< one minute at the trunk's price is not available
    SpendLimit,        ///< the campaign has reached its spend limit
    WorkspaceBusy,     ///< the workspace has as many calls in progress as it allows
    TrunkBusy,         ///< all channels of the trunk are in use
    CampaignBusy,      ///< the campaign has as many calls in progress as it allows
    WorkspaceRate,     ///< the workspace's calls per minute
    NumberRate,        ///< the caller ID's calls per minute
    CampaignRate,      ///< the campaign's own calls per minute; the ordinary pace, not worth a word
    RetryDelay,        ///< everybody who is left waits for the next attempt
};

inline constexpr std::array allHoldReasons = {
    HoldReason::None,
    HoldReason::Stopped,
    HoldReason::StorageFailed,
    HoldReason::DiskLow,
    HoldReason::WorkspaceDisabled,
    HoldReason::CampaignNotActive,
    HoldReason::AgentDisabled,
    HoldReason::NumberInboundOnly,
    HoldReason::NumberUnverified,
    HoldReason::NumberNotAssigned,
    HoldReason::NoCarrier,
    HoldReason::TrunkThrottled,
    HoldReason::OutsideHours,
    HoldReason::NumberLedger,
    HoldReason::NoCredit,
    HoldReason::SpendLimit,
    HoldReason::WorkspaceBusy,
    HoldReason::TrunkBusy,
    HoldReason::CampaignBusy,
    HoldReason::WorkspaceRate,
    HoldReason::NumberRate,
    HoldReason::CampaignRate,
    HoldReason::RetryDelay,
};
static_assert(allHoldReasons.size() == static_cast<std::size_t>(HoldReason::RetryDelay) + 1);

/// A reason, and when it may end; `until` is 0 when no instant is known.
struct Hold {
    HoldReason reason = HoldReason::None;
    WallTime until;

    /// Whether an operator should be told; the campaign's own pace is not reported.
    [[nodiscard]] bool isWorthTelling() const
    {
        return reason != HoldReason::None && reason != HoldReason::CampaignRate;
    }

    friend bool operator==(const Hold &, const Hold &) = default;
};

/// A stable snake_case name; empty for None.
QString nameOf(HoldReason reason);

} // namespace campanile
