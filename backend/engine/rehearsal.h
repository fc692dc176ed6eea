#pragma once

#include "core/virtual_event_loop.h"
#include "domain/rehearsal.h"
#include "engine/gate/hold_board.h"

#include <map>
#include <memory>

namespace campanile {

class Connection;
class Engine;
class IdSource;
class InlineWriter;

/// Runs a campaign through the same engine that dials, on virtual time, on a stage (RehearsalStore) where every trunk
/// is simulated. Unlike a forecast it keeps each call, to be looked at.
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
