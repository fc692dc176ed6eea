#pragma once

#include "domain/end_reason.h"
#include "domain/workspace.h"
#include "media/simulated/simulated_session.h"

#include <vector>

namespace campanile {

/// What will become of one simulated call.
struct CallPlan {
    EndReason reason = EndReason::CalleeHangup;
    EndOrigin origin = EndOrigin::Callee;
    int sipCode = 200;
    Milliseconds ringing{0};                ///< from the dial to the answer, or to the failure
    Milliseconds talking{0};                ///< from the answer to the end; 0 when it is not answered
    std::vector<SimulatedMoment> moments{}; ///< what is said and done while it lasts

    friend bool operator==(const CallPlan &, const CallPlan &) = default;
};

/// Decides it: the destination's last four digits (see README.md) force an outcome, all other numbers draw one from
/// the settings' rates. A pure function of its arguments, so a later process can tell what became of a call of an
/// earlier one. Durations are those of real life; the carrier divides them by its speed. @param attempt from 1.
CallPlan planCall(const SimulationSettings &settings, E164 to, int attempt, Milliseconds maxHold,
                  Milliseconds maxDuration);

} // namespace campanile
