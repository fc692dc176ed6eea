#include "local/engine/local_engine_service.h"

#include "storage/attempt_store.h"
#include "storage/engine_store.h"
#include "storage/queue_store.h"

namespace campanile {

namespace {

// This many one-off calls in an hour come from a script, and carriers take that for spam (B0-34).
constexpr std::int64_t manyOneOffs = 100;
constexpr Milliseconds hour{3'600'000};
constexpr std::size_t mostCutOff = 1'000; // see CallService::rows

EngineAdvice adviceAt(Connection &db, WorkspaceId workspace, WallTime now)
{
    const std::int64_t oneOffs = AttemptStore(db).oneOffsSince(workspace, now - hour);
    return oneOffs < manyOneOffs ? EngineAdvice{} : EngineAdvice{EngineAdvice::Code::ManyOneOffCalls, oneOffs};
}

} // namespace

void LocalEngineService::status(const Caller &caller, Reply<EngineStatus> reply)
{
    if (!isAllowed(caller, Scope::CallsRead, reply)) {
        return;
    }
    m_core.readers.read<EngineStatus>(
        [this, workspace = caller.workspace,
         ownsMachine = caller.scopes.allow(Scope::Admin)](Connection &db) -> Result<EngineStatus> {
            EngineStatus status;
            status.running = true;
            status.stoppedByHand = m_engine.isStopped() || EngineStore(db).isStopped(); // as the gate asks
            status.problem = m_engine.problem();
            status.advice = adviceAt(db, workspace, m_core.clock.wall());
            status.liveCalls = AttemptStore(db).liveCount(workspace);
            status.unresolved = AttemptStore(db).resolvingCount(workspace);
            status.cutOff = m_engine.cutOff(workspace, mostCutOff);
            status.queued = QueueStore(db).pendingCount(workspace);
            status.nextDueAt = QueueStore(db).nextDue(workspace).value_or(WallTime{});
            status.storage = Connection::libraryVersion();
            if (ownsMachine) {
                status.dataDirectory = m_core.directory.path();
            }
            return status;
        },
        std::move(reply));
}

void LocalEngineService::stopAll(const Caller &caller, Reply<void> reply)
{
    if (!isAllowed(caller, Scope::Admin, reply)) {
        return;
    }
    {
        const std::scoped_lock lock(m_mutex);
        ++m_stops;
        m_engine.stopAll(); // at once, and before anything that could fail
    }
    remember(
        true, [] { return true; }, std::move(reply));
}

void LocalEngineService::release(const Caller &caller, Reply<void> reply)
{
    if (!isAllowed(caller, Scope::Admin, reply)) {
        return;
    }
    std::uint64_t before = 0;
    {
        const std::scoped_lock lock(m_mutex);
        before = m_stops;
    }
    // A Stop all that comes meanwhile stays in force, on the disk and in memory.
    const auto stillMeant = [this, before] {
        const std::scoped_lock lock(m_mutex);
        return m_stops == before;
    };
    remember(false, stillMeant, [this, before, reply = std::move(reply)](Result<void> written) {
        if (written) {
            const std::scoped_lock lock(m_mutex);
            if (m_stops == before) {
                m_engine.release();
            }
        }
        reply(std::move(written));
    });
}

void LocalEngineService::remember(bool stopped, std::function<bool()> isMeant, Reply<void> reply)
{
    m_core.writer.submit<bool>(
        WritePriority::Outcomes,
        [stopped, isMeant = std::move(isMeant)](WriteTransaction &tx) -> Result<bool> {
            if (isMeant()) {
                EngineStore(tx.db).setStopped(stopped);
                tx.changes.engine = true;
            }
            return true;
        },
        [reply = std::move(reply)](const Result<bool> &written) {
            reply(written ? Result<void>() : Result<void>(written.error()));
        });
}

} // namespace campanile
