#pragma once

#include "domain/end_reason.h"

#include <optional>

namespace campanile {

/// What the final answer to an INVITE says about the call.
struct SipOutcome {
    EndReason cause = EndReason::CarrierError;
    EndOrigin origin = EndOrigin::Carrier;

    friend bool operator==(const SipOutcome &, const SipOutcome &) = default;
};

/// Distinguishes what the callee did from what the trunk refused. This is a pure function for every carrier that uses
/// SIP.
/// @param code       300 to 699, the final status
/// @param q850       the cause of a `Reason: Q.850` header; it refines the statuses that carriers use for everything:
///                   480, 500 and 503
/// @param retryAfter whether the answer has Retry-After: the trunk asks the caller to wait
SipOutcome sipOutcome(int code, std::optional<int> q850 = std::nullopt, bool retryAfter = false);

} // namespace campanile
