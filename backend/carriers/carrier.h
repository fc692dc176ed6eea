#pragma once

#include "carriers/carrier_event.h"
#include "carriers/dial_permit.h"
#include "domain/trunk_state.h"
#include "domain/workspace.h"

#include <functional>

namespace campanile {

/// The listener that a carrier tells what happens on the wire. Thread: the carrier's event loop.
class CarrierListener {
public:
    virtual ~CarrierListener() = default;
    virtual void heard(const CarrierEvent &event) = 0;
    /// The trunk has this state from now on. A carrier reports every change, whether or not calls are in progress;
    /// `since` is not used. A trunk counts as up from the making of its carrier until the first report.
    virtual void trunkHeard(TrunkId trunk, const TrunkState &state) = 0;
};

/// The answer of a carrier about an attempt of an earlier process.
struct Inquiry {
    enum class Answer {
        CannotSay, ///< nothing is proven; ask again later
        /// It has no record of the call, but its records may be late. The engine asks again, and takes the answer for
        /// Never when the carrier still gives it a minute after it gave it for the first time.
        NotSeen,
        Never, ///< it did not receive the call and never will
        Known, ///< it received the call; `reason` is how the call ended
    };
    Answer answer = Answer::CannotSay;
    EndReason reason = EndReason::CarrierError;
};

/// A carrier places attempts on the wire. It accepts nothing but a permit, uses each permit at most once, and reports
/// every call that it accepted to its listener until the call has ended.
/// Thread: all calls on one event loop, which it shares with its listener.
class Carrier {
public:
    virtual ~Carrier() = default;

    virtual void dial(DialPermit permit) = 0;
    /// Ends a call. The listener is told how the call ended; the origin is `by` unless the call ended for another
    /// reason first. Does nothing when the call has ended.
    virtual void hangUp(AttemptId attempt, EndOrigin by) = 0;
    /// The settings of the carrier's trunk have changed; they apply from the next call on.
    virtual void configure(const Trunk &trunk) = 0;
    /// Asks about an attempt of an earlier process. When the attempt has a dialog and its leg is still up, the carrier
    /// ends the leg first.
    virtual void inquire(const Attempt &attempt, const std::string &callId, std::function<void(Inquiry)> reply) = 0;
};

} // namespace campanile
