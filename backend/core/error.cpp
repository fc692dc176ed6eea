#include "core/error.h"

namespace campanile {

QLatin1StringView codeName(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidInput:
        return QLatin1StringView("invalid_input");
    case ErrorCode::NotFound:
        return QLatin1StringView("not_found");
    case ErrorCode::Conflict:
        return QLatin1StringView("conflict");
    case ErrorCode::PermissionDenied:
        return QLatin1StringView("permission_denied");
    case ErrorCode::Unauthenticated:
        return QLatin1StringView("unauthenticated");
    case ErrorCode::TooLarge:
        return QLatin1StringView("too_large");
    case ErrorCode::UnsupportedType:
        return QLatin1StringView("unsupported_type");
    case ErrorCode::RateLimited:
        return QLatin1StringView("rate_limited");
    case ErrorCode::Cancelled:
        return QLatin1StringView("cancelled");
    case ErrorCode::FileNotReadable:
        return QLatin1StringView("file_not_readable");
    case ErrorCode::StorageFull:
        return QLatin1StringView("storage_full");
    case ErrorCode::StorageReadOnly:
        return QLatin1StringView("storage_read_only");
    case ErrorCode::StorageBusy:
        return QLatin1StringView("storage_busy");
    case ErrorCode::StorageNewer:
        return QLatin1StringView("storage_newer");
    case ErrorCode::StorageCorrupt:
        return QLatin1StringView("storage_corrupt");
    case ErrorCode::StorageFailed:
        return QLatin1StringView("storage_failed");
    case ErrorCode::AddressInUse:
        return QLatin1StringView("address_in_use");
    case ErrorCode::InsufficientCredits:
        return QLatin1StringView("insufficient_credits");
    case ErrorCode::NumberNotAssigned:
        return QLatin1StringView("number_not_assigned");
    case ErrorCode::NumberInboundOnly:
        return QLatin1StringView("number_inbound_only");
    case ErrorCode::NumberUnverified:
        return QLatin1StringView("number_unverified");
    case ErrorCode::WorkspaceDisabled:
        return QLatin1StringView("workspace_disabled");
    case ErrorCode::AgentDisabled:
        return QLatin1StringView("agent_disabled");
    case ErrorCode::BlockedDnc:
        return QLatin1StringView("blocked_dnc");
    case ErrorCode::CarrierUnavailable:
        return QLatin1StringView("carrier_unavailable");
    case ErrorCode::ShuttingDown:
        return QLatin1StringView("shutting_down");
    case ErrorCode::EditingDisabled:
        return QLatin1StringView("editing_disabled");
    case ErrorCode::RequestInProgress:
        return QLatin1StringView("request_in_progress");
    case ErrorCode::Internal:
        return QLatin1StringView("internal");
    }
    return QLatin1StringView("internal");
}

} // namespace campanile
