#include "services/local/local_engine_service.h"

#include "storage/attempt_store.h"
#include "storage/engine_store.h"
#include "storage/queue_store.h"

namespace campanile {

void LocalEngineService::status(Reply<EngineStatus> reply)
{
    m_core.readers.read<EngineStatus>(
        [this](Connection &db) -> Result<EngineStatus> {
            EngineStatus status;
            status.running = true;
            status.stoppedByHand = m_engine.isStopped();
            status.problem = m_engine.problem();
            status.liveCalls = AttemptStore(db).liveCount();
            status.unresolved = AttemptStore(db).resolvingCount();
            status.queued = QueueStore(db).pendingCount();
            status.nextDueAt = QueueStore(db).nextDue().value_or(WallTime{});
            status.storage = Connection::libraryVersion();
            status.dataDirectory = m_core.directory.path();
            return status;
        },
        std::move(reply));
}

void LocalEngineService::stopAll(Reply<void> reply)
{
    m_engine.stopAll(); // at once, and before anything that could fail
    remember(true, std::move(reply));
}

void LocalEngineService::release(Reply<void> reply)
{
    remember(false, [this, reply = std::move(reply)](Result<void> written) {
        if (written) {
            m_engine.release();
        }
        reply(std::move(written));
    });
}

void LocalEngineService::remember(bool stopped, Reply<void> reply)
{
    m_core.writer.submit<bool>(
        WritePriority::Outcomes,
        [stopped](WriteTransaction &tx) -> Result<bool> {
            EngineStore(tx.db).setStopped(stopped);
            tx.changes.engine = true;
            return true;
        },
        [reply = std::move(reply)](const Result<bool> &written) {
            reply(written ? Result<void>() : Result<void>(written.error()));
        });
}

} // namespace campanile
