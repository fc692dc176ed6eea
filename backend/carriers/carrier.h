#pragma once

#include "carriers/dial_permit.h"
#include "domain/end_reason.h"
#include "domain/status.h"
#include "domain/workspace.h"

#include <functional>
#include <optional>

namespace campanile {

/// Who is told what happens on the wire. Thread: the carrier's event loop.
class CarrierListener {
public:
    virtual ~CarrierListener() = default;
    /// The call is trying, ringing or answered now. Steps may be left out, and never go backwards.
    virtual void callAdvanced(AttemptId attempt, AttemptState state, int sipCode) = 0;
    /// The call is over; nothing more comes of this attempt.
    virtual void callEnded(AttemptId attempt, EndReason reason, int sipCode) = 0;
    /// The permit did not open any more: nothing was sent, and nothing will be.
    virtual void callNotSent(AttemptId attempt) = 0;
};

/// What a carrier can say about an attempt of an earlier process.
struct Inquiry {
    enum class Answer {
        CannotSay, ///< nothing is proven; ask again later
        NotSeen,   ///< it has no record of the call, and its records may be late: said twice it counts as Never
        Never,     ///< it did not receive the call and never will
        Known,     ///< it did; `reason` is how it ended
    };
    Answer answer = Answer::CannotSay;
    EndReason reason = EndReason::CarrierError;
};

/// What places attempts on the wire. A carrier accepts nothing but a permit, uses it at most once, and reports every
/// call it accepted to its listener until it has ended.
/// Thread: all calls on one event loop, which it shares with its listener.
class Carrier {
public:
    virtual ~Carrier() = default;

    virtual void dial(DialPermit permit) = 0;
    /// Ends a call; the listener hears how it ended. Without effect for a call that has ended.
    virtual void hangUp(AttemptId attempt) = 0;
    /// Its trunk's settings changed; they hold from the next call on.
    virtual void configure(const Trunk &trunk) = 0;
    /// Asks about an attempt of an earlier process. `to`, `attempt`: as they were dialled.
    virtual void inquire(const Attempt &attempt, const std::string &callId, std::function<void(Inquiry)> reply) = 0;
};

} // namespace campanile
