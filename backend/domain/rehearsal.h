#pragma once

#include "core/result.h"
#include "domain/campaign.h"
#include "domain/hold.h"

#include <map>

namespace campanile {

/// What is to be rehearsed.
struct RehearsalRequest {
    CampaignId campaign;
    WallTime start{}; ///< when it is started, or goes on; 0 or in the past: now
    /// How many times faster than life; 0: as fast as this machine can. 0 to 100,000.
    int speed = 0;
    /// How long it runs at most, by the clock on the stage. 1 hour to 366 days.
    Milliseconds horizon{90 * 86'400'000LL};
};

/// InvalidInput for a speed that RehearsalRequest does not allow.
Result<void> checkRehearsalSpeed(int speed);

/// Whether a rehearsal runs, and how it ended.
enum class RehearsalEnd {
    Running,
    Finished, ///< the campaign has come to its end
    Paused,   ///< the campaign has paused itself, and says why
    CutOff,   ///< it goes on beyond the horizon
    Failed,   ///< the stage could not be read or written
};

/// Where a rehearsal stands. Everything in it is a test: nobody was rung, and nothing of it is in the operator's data.
struct RehearsalState {
    RehearsalId id;
    CampaignId campaign;
    WallTime start; ///< by the clock on the stage, as all instants here
    WallTime now;
    int speed = 0;
    RehearsalEnd end = RehearsalEnd::Running;
    Error failure;                           ///< of Failed
    PauseReason pauseReason;                 ///< of Paused
    CampaignStats stats;                     ///< of the campaign on the stage
    Hold hold;                               ///< what holds it back just now
    std::map<HoldReason, Milliseconds> held; ///< how long it was held back by what; CampaignRate is its own pace
    Money spent;                             ///< what its conversations would have cost
};

} // namespace campanile
