#pragma once

#include "core/clock.h"
#include "domain/dialog.h"
#include "domain/end_reason.h"
#include "domain/ids.h"

#include <optional>
#include <string>
#include <utility>

namespace campanile {

/// One event of a call on the wire. A carrier reports every call that it accepted until `Ended` or `NotSent`, after
/// which no event of the attempt follows. Steps may be left out, and they never go backwards.
struct CarrierEvent {
    enum class Kind {
        NotSent,  ///< the permit was not valid: nothing was sent, and nothing will be sent
        Trying,   ///< the carrier has the call (SIP 100)
        Ringing,  ///< SIP 180 or 183
        Answered, ///< SIP 200
        Ended,    ///< the call is over
    };

    AttemptId attempt;
    Kind kind = Kind::Trying;
    /// The instant at which it happened on the wire, not the instant at which it was read: talk is charged by these
    /// instants.
    Instant at;
    int sipCode = 0;                           ///< 0: the event has no SIP code
    std::string phrase;                        ///< the reason phrase beside the code, UTF-8; often empty
    EndReason cause = EndReason::CarrierError; ///< of Ended
    EndOrigin origin = EndOrigin::Unknown;     ///< of Ended
    std::optional<Dialog> dialog{};            ///< when it is new or has changed

    static CarrierEvent notSent(AttemptId attempt, Instant at) { return {attempt, Kind::NotSent, at, 0, {}}; }
    static CarrierEvent ringing(AttemptId attempt, Instant at) { return {attempt, Kind::Ringing, at, 180, {}}; }
    static CarrierEvent answered(AttemptId attempt, Instant at) { return {attempt, Kind::Answered, at, 200, {}}; }
    static CarrierEvent ended(AttemptId attempt, Instant at, EndReason cause, EndOrigin origin, int sipCode = 0,
                              std::string phrase = {})
    {
        return {attempt, Kind::Ended, at, sipCode, std::move(phrase), cause, origin};
    }
};

} // namespace campanile
