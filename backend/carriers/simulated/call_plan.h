#pragma once

#include "domain/end_reason.h"
#include "domain/workspace.h"
#include "media/simulated/simulated_session.h"

#include <vector>

namespace campanile {

/// The course of one simulated call, decided before it is dialled.
struct CallPlan {
    EndReason reason = EndReason::CalleeHangup;
    EndOrigin origin = EndOrigin::Callee;
    int sipCode = 200;
    Milliseconds ringing{0};                ///< from the dial to the answer, or to the failure
    Milliseconds talking{0};                ///< from the answer to the end; 0 when it is not answered
    std::vector<SimulatedMoment> moments{}; ///< what is said and done during the call

    friend bool operator==(const CallPlan &, const CallPlan &) = default;
};

/// Decides the course of a call: the destination's last four digits (see README.md) can force an outcome; for all other
/// numbers the outcome is drawn by the rates of the settings. This is a pure function of its arguments, so a later
/// process can tell how a call of an earlier process ended. Durations are those of real life; the carrier divides them
/// by its speed. @param attempt counts from 1.
CallPlan planCall(const SimulationSettings &settings, E164 to, int attempt, Milliseconds maxHold,
                  Milliseconds maxDuration);

} // namespace campanile
