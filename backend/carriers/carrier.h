#pragma once

#include "carriers/carrier_event.h"
#include "carriers/dial_permit.h"
#include "domain/trunk_state.h"
#include "domain/workspace.h"

#include <functional>

namespace campanile {

/// Who is told what happens on the wire. Thread: the carrier's event loop.
class CarrierListener {
public:
    virtual ~CarrierListener() = default;
    virtual void heard(const CarrierEvent &event) = 0;
    /// The trunk is so from now on; told whenever it changes, calls or no calls. `since` is not used. A trunk counts as
    /// up from when its carrier was made until something else is told of it.
    virtual void trunkHeard(TrunkId trunk, const TrunkState &state) = 0;
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
    /// Ends a call; the listener hears how it ended, with `by` as its origin unless the call ended otherwise first.
    /// Does nothing when the call has ended.
    virtual void hangUp(AttemptId attempt, EndOrigin by) = 0;
    /// Its trunk's settings changed; they hold from the next call on.
    virtual void configure(const Trunk &trunk) = 0;
    /// Asks about an attempt of an earlier process. A carrier that is given its dialog ends the leg first, if it is up.
    virtual void inquire(const Attempt &attempt, const std::string &callId, std::function<void(Inquiry)> reply) = 0;
};

} // namespace campanile
