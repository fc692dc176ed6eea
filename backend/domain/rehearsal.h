#pragma once

#include "core/result.h"
#include "domain/campaign.h"
#include "domain/hold.h"

#include <map>

namespace campanile {

/// What a rehearsal is asked for.
struct RehearsalRequest {
    CampaignId campaign;
    WallTime start{}; ///< when the campaign is started or resumed; 0 or in the past: now
    /// How many times faster than real time it runs, 0 to 100,000; 0: as fast as this machine can.
    int speed = 0;
    /// The longest time that it runs by the rehearsal's clock, 1 hour to 366 days.
    Milliseconds horizon{90 * 86'400'000LL};
};

/// Fails with InvalidInput for a speed that RehearsalRequest does not allow.
Result<void> checkRehearsalSpeed(int speed);

/// Whether a rehearsal runs, and how it ended.
enum class RehearsalEnd {
    Running,
    Finished, ///< the campaign has come to its end
    Paused,   ///< the campaign has paused itself, and says why
    CutOff,   ///< the campaign goes on beyond the horizon
    Failed,   ///< the rehearsal's database could not be read or written
};

/// The state of a rehearsal. Everything in it is simulated: nobody was called, and nothing of it is in the operator's
/// data.
struct RehearsalState {
    RehearsalId id;
    CampaignId campaign;
    WallTime start; ///< by the rehearsal's clock, as all instants here
    WallTime now;
    int speed = 0;
    RehearsalEnd end = RehearsalEnd::Running;
    Error failure;                           ///< of Failed
    PauseReason pauseReason;                 ///< of Paused
    CampaignStats stats;                     ///< the counters of the rehearsed campaign
    Hold hold;                               ///< what holds it now
    std::map<HoldReason, Milliseconds> held; ///< how long each reason held it; CampaignRate is the campaign's own pace
    Money spent;                             ///< what its conversations would have cost
};

} // namespace campanile
