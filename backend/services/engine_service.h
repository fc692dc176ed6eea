#pragma once

#include "core/clock.h"
#include "core/result.h"
#include "domain/caller.h"
#include "domain/engine_problem.h"
#include "domain/ids.h"

#include <QString>

#include <vector>

namespace campanile {

/// The state of the engine.
struct EngineStatus {
    bool running = false;       ///< its thread serves the queue
    bool stoppedByHand = false; ///< Stop all is in force, also when another process was told to
    EngineProblem problem;      ///< why nothing is dialled although nobody stopped it
    EngineAdvice advice;        ///< what an operator should know although calls go on
    qint64 liveCalls = 0;
    qint64 queued = 0;     ///< scheduled calls that are pending
    WallTime nextDueAt;    ///< of the earliest of them; 0 when there is none
    qint64 unresolved = 0; ///< attempts found open by this process whose outcome is not known yet
    /// The attempts that earlier processes had left open when this one began, whatever has become of them since: at
    /// most as many as CallService::rows reads at once.
    std::vector<AttemptId> cutOff;
    QString storage;       ///< "SQLite 3.40.1"; for support, not for operators
    QString dataDirectory; ///< only for a caller with the scope `admin`; empty for all others
};

/// Thread: any. Each call answers exactly once, on a thread of the backend's choosing.
class EngineService {
public:
    virtual ~EngineService() = default;

    virtual void status(const Caller &caller, Reply<EngineStatus> reply) = 0;
    /// Nothing new is dialled from the moment this returns, whatever the database does; kept over restarts.
    /// The Reply says whether it was written down, too.
    virtual void stopAll(const Caller &caller, Reply<void> reply) = 0;
    /// Ends Stop all.
    virtual void release(const Caller &caller, Reply<void> reply) = 0;
};

} // namespace campanile
