#include "domain/hold.h"

namespace campanile {

namespace {

QString words(HoldReason reason)
{
    switch (reason) {
    case HoldReason::None:
    case HoldReason::CampaignRate:
        return {};
    case HoldReason::Stopped:
        return QStringLiteral("Stop all is in force. Release it to go on.");
    case HoldReason::StorageFailed:
        return QStringLiteral("The database cannot be written, so nothing is dialled.");
    case HoldReason::DiskLow:
        return QStringLiteral("The disk is nearly full, so nothing is dialled. Free some space.");
    case HoldReason::WorkspaceDisabled:
        return QStringLiteral("The workspace is disabled.");
    case HoldReason::CampaignNotActive:
        return QStringLiteral("The campaign is not active.");
    case HoldReason::AgentDisabled:
        return QStringLiteral("The campaign's agent is disabled.");
    case HoldReason::NumberInboundOnly:
        return QStringLiteral("The caller ID takes calls only; choose a number that may also place them.");
    case HoldReason::NumberUnverified:
        return QStringLiteral("The caller ID has not been verified yet.");
    case HoldReason::NumberNotAssigned:
        return QStringLiteral("The caller ID is not assigned to the agent.");
    case HoldReason::OutsideHours:
        return QStringLiteral("It is outside the calling hours.");
    case HoldReason::NoCredit:
        return QStringLiteral("There is not enough credit for another call. Top up to go on.");
    case HoldReason::SpendLimit:
        return QStringLiteral("The campaign has reached its spend limit.");
    case HoldReason::NoCarrier:
        return QStringLiteral("The caller ID's trunk has no carrier that can be reached.");
    case HoldReason::WorkspaceBusy:
        return QStringLiteral("As many calls are on as the workspace allows at once.");
    case HoldReason::TrunkBusy:
        return QStringLiteral("All channels of the trunk are in use.");
    case HoldReason::CampaignBusy:
        return QStringLiteral("As many calls are on as the campaign allows at once.");
    case HoldReason::WorkspaceRate:
        return QStringLiteral("The workspace's calls per minute are used up.");
    case HoldReason::NumberRate:
        return QStringLiteral("The caller ID's calls per minute are used up.");
    case HoldReason::NumberLedger:
        return QStringLiteral("The numbers now due were called too recently.");
    }
    return {};
}

} // namespace

QString nameOf(HoldReason reason)
{
    switch (reason) {
    case HoldReason::None:
        return {};
    case HoldReason::Stopped:
        return QStringLiteral("stopped");
    case HoldReason::StorageFailed:
        return QStringLiteral("storage_failed");
    case HoldReason::DiskLow:
        return QStringLiteral("disk_low");
    case HoldReason::WorkspaceDisabled:
        return QStringLiteral("workspace_disabled");
    case HoldReason::CampaignNotActive:
        return QStringLiteral("campaign_not_active");
    case HoldReason::AgentDisabled:
        return QStringLiteral("agent_disabled");
    case HoldReason::NumberInboundOnly:
        return QStringLiteral("number_inbound_only");
    case HoldReason::NumberUnverified:
        return QStringLiteral("number_unverified");
    case HoldReason::NumberNotAssigned:
        return QStringLiteral("number_not_assigned");
    case HoldReason::NoCarrier:
        return QStringLiteral("carrier_unavailable");
    case HoldReason::OutsideHours:
        return QStringLiteral("outside_hours");
    case HoldReason::NumberLedger:
        return QStringLiteral("number_ledger");
    case HoldReason::NoCredit:
        return QStringLiteral("insufficient_credits");
    case HoldReason::SpendLimit:
        return QStringLiteral("spend_limit");
    case HoldReason::WorkspaceBusy:
        return QStringLiteral("workspace_busy");
    case HoldReason::TrunkBusy:
        return QStringLiteral("trunk_busy");
    case HoldReason::CampaignBusy:
        return QStringLiteral("campaign_busy");
    case HoldReason::WorkspaceRate:
        return QStringLiteral("workspace_rate");
    case HoldReason::NumberRate:
        return QStringLiteral("number_rate");
    case HoldReason::CampaignRate:
        return QStringLiteral("campaign_rate");
    }
    return {};
}

QString inWords(const Hold &hold)
{
    return words(hold.reason);
}

} // namespace campanile
