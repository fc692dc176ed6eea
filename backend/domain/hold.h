#pragma once

#include "core/clock.h"

#include <QString>

#include <array>

namespace campanile {

/// Why nothing is dialled just now for a campaign, in the order in which the gate asks.
enum class HoldReason {
    None,          ///< it is dialling, or has nothing due
    Stopped,       ///< Stop all is in force
    StorageFailed, ///< the database or the journal cannot be written
    DiskLow,       ///< too little space to be sure that outcomes can be recorded
    WorkspaceDisabled,
    CampaignNotActive,
    AgentDisabled,
    NumberInboundOnly,
    NumberUnverified,
    NumberNotAssigned, ///< not to the agent
    NoCarrier,         ///< its number's trunk cannot be reached, or does not take calls
    TrunkThrottled,    ///< its number's trunk takes no calls until an instant
    OutsideHours,      ///< of the workspace, the campaign, or where the people are
    NumberLedger,      ///< the numbers now due were called too recently
    NoCredit,          ///< one minute at the trunk's price is not available
    SpendLimit,        ///< the campaign has spent what it may
    WorkspaceBusy,     ///< as many calls at once as the workspace allows
    TrunkBusy,         ///< as many calls at once as the trunk has channels
    CampaignBusy,      ///< as many calls at once as the campaign allows
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

/// A reason and when it may end; 0 when no instant is known.
struct Hold {
    HoldReason reason = HoldReason::None;
    WallTime until;

    /// Whether an operator should be told: the campaign's own pace is not worth a word.
    [[nodiscard]] bool isWorthTelling() const
    {
        return reason != HoldReason::None && reason != HoldReason::CampaignRate;
    }

    friend bool operator==(const Hold &, const Hold &) = default;
};

/// A stable snake_case name; empty for None.
QString nameOf(HoldReason reason);

} // namespace campanile
