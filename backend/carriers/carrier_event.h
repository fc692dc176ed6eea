#pragma once

#include "core/clock.h"
#include "domain/dialog.h"
#include "domain/end_reason.h"
#include "domain/ids.h"

#include <optional>
#include <string>
#include <utility>

namespace campanile {

/// One thing that the wire told of a call. A carrier reports every call that it accepted until `Ended` or `NotSent`,
/// after which nothing more comes of the attempt. Steps may be left out, and they never go backwards.
struct CarrierEvent {
    enum class Kind {
        NotSent,  ///< the permit did not open: nothing was sent, and nothing will be
        Trying,   ///< the carrier has the call (SIP 100)
        Ringing,  ///< SIP 180 or 183
        Answered, ///< SIP 200
        Ended,    ///< the call is over
    };

    AttemptId attempt;
    Kind kind = Kind::Trying;
    /// When it happened on the wire, not when somebody came to read it: talk is charged from these instants.
    Instant at;
    int sipCode = 0;                           ///< 0: the event came with none
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
