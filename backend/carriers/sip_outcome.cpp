#include "carriers/sip_outcome.h"

namespace campanile {

namespace {

constexpr SipOutcome busy{EndReason::Busy, EndOrigin::Callee};
constexpr SipOutcome noAnswer{EndReason::NoAnswer, EndOrigin::Carrier};
constexpr SipOutcome declined{EndReason::Declined, EndOrigin::Callee};
constexpr SipOutcome invalidNumber{EndReason::InvalidNumber, EndOrigin::Carrier};
constexpr SipOutcome carrierError{EndReason::CarrierError, EndOrigin::Carrier};

/// The outcome that a Q.850 cause from the telephone network behind the trunk stands for.
std::optional<SipOutcome> q850Outcome(int cause)
{
    switch (cause) {
    case 1:  // unallocated number
    case 28: // invalid number format
        return invalidNumber;
    case 17: // user busy
        return busy;
    case 18: // no user responding
    case 19: // no answer from the user
        return noAnswer;
    case 21: // call rejected
        return declined;
    case 34: // no circuit available
    case 38: // network out of order
    case 41: // temporary failure
    case 42: // congestion
        return carrierError;
    default:
        return std::nullopt;
    }
}

} // namespace

SipOutcome sipOutcome(int code, std::optional<int> q850, bool retryAfter)
{
    if (code == 429 || (code == 503 && retryAfter)) {
        return {EndReason::TrunkThrottled, EndOrigin::Carrier};
    }
    if (q850 && (code == 480 || code == 500 || code == 503)) {
        if (const std::optional<SipOutcome> refined = q850Outcome(*q850)) {
            return *refined;
        }
    }
    switch (code) {
    case 486:
    case 600:
        return busy;
    case 408:
    case 480:
        return noAnswer;
    case 404:
    case 410:
    case 484:
    case 604:
        return invalidNumber;
    case 603:
    case 607:
    case 608:
        return declined;
    case 402:
    case 403:
        return {EndReason::TrunkRefused, EndOrigin::Carrier};
    case 401:
    case 407:
        return {EndReason::TrunkAuthentication, EndOrigin::Carrier};
    case 415:
    case 488:
    case 606:
        return {EndReason::MediaMismatch, EndOrigin::Carrier};
    default:
        return carrierError;
    }
}

} // namespace campanile
