#include "domain/hold.h"

namespace campanile {

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
    case HoldReason::TrunkThrottled:
        return QStringLiteral("trunk_throttled");
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
    case HoldReason::RetryDelay:
        return QStringLiteral("retry_delay");
    }
    return {};
}

} // namespace campanile
