#pragma once

#include "core/virtual_event_loop.h"
#include "domain/campaign.h"
#include "engine/hold.h"

#include <map>
#include <memory>
#include <optional>

namespace campanile {

class Connection;
class Engine;
class IdSource;
class InlineWriter;

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
    QString pauseReason;                     ///< of Paused
    CampaignStats stats;                     ///< of the campaign on the stage
    Hold hold;                               ///< what holds it back just now
    std::map<HoldReason, Milliseconds> held; ///< how long it was held back by what; CampaignRate is its own pace
    Money spent;                             ///< what its conversations would have cost
};

/// Runs a campaign through the very engine that dials, on virtual time, over a stage (RehearsalStore) where every trunk
/// is simulated. Unlike a forecast it leaves each call behind, to be looked at.
/// Thread: one, that of the stage's connection.
class Rehearsal {
public:
    /// Borrows the stage, which is set, and starts the campaign on it: a draft is started, a paused one resumed.
    /// Conflict when it is terminal or has nobody to call, NotFound. Throws StorageError.
    static Result<std::unique_ptr<Rehearsal>> begin(Connection &stage, const RehearsalRequest &request, WallTime now);
    ~Rehearsal();
    Rehearsal(const Rehearsal &) = delete;
    Rehearsal &operator=(const Rehearsal &) = delete;

    /// Lets this much time pass on the stage, or less when the rehearsal ends; answers whether it goes on.
    /// Throws StorageError.
    bool run(Microseconds time);

    /// Throws StorageError.
    [[nodiscard]] RehearsalState state();

private:
    Rehearsal(Connection &stage, const RehearsalRequest &request, WallTime start);
    void look();

    Connection &m_stage;
    const RehearsalRequest m_request;
    const WallTime m_start;
    VirtualClock m_clock;
    VirtualEventLoop m_loop{m_clock};
    HoldBoard m_holds;
    std::unique_ptr<IdSource> m_ids;
    std::unique_ptr<InlineWriter> m_writer;
    std::unique_ptr<Engine> m_engine;
    std::map<HoldReason, Milliseconds> m_held;
    RehearsalEnd m_end = RehearsalEnd::Running;
    Error m_failure;
};

} // namespace campanile
