#include "local/calls/local_why_service.h"

#include "engine/why.h"
#include "storage/campaign_store.h"
#include "storage/queue_store.h"
#include "storage/target_store.h"

namespace campanile {

void LocalWhyService::ask(Question question, Reply<Explanation> reply)
{
    m_core.readers.read<Explanation>(
        [this, question = std::move(question)](Connection &db) -> Result<Explanation> {
            const qint64 free = m_core.directory.freeBytes();
            Why why(db, m_core.clock.wall(),
                    {.stopped = m_engine.isStopped(),
                     .problem = m_engine.problem(),
                     .diskLow = free >= 0 && free < Gate::Options{}.leastFreeBytes,
                     .trunks = &m_engine.trunks()});
            return question(db, why);
        },
        std::move(reply));
}

void LocalWhyService::ofCampaign(const Caller &caller, CampaignId id, Reply<Explanation> reply)
{
    if (!isAllowed(caller, Scope::CampaignsRead, reply)) {
        return;
    }
    ask(
        [workspace = caller.workspace, id](Connection &db, Why &why) {
            return CampaignStore(db).find(workspace, id) ? why.ofCampaign(id) : notFound<Explanation>("campaign");
        },
        std::move(reply));
}

void LocalWhyService::ofTarget(const Caller &caller, TargetId id, Reply<Explanation> reply)
{
    if (!isAllowed(caller, Scope::CampaignsRead, reply)) {
        return;
    }
    ask(
        [workspace = caller.workspace, id](Connection &db, Why &why) {
            return TargetStore(db).find(workspace, id) ? why.ofTarget(id) : notFound<Explanation>("target");
        },
        std::move(reply));
}

void LocalWhyService::ofCall(const Caller &caller, ScheduledCallId id, Reply<Explanation> reply)
{
    if (!isAllowed(caller, Scope::CallsRead, reply)) {
        return;
    }
    ask(
        [workspace = caller.workspace, id](Connection &db, Why &why) {
            return QueueStore(db).find(workspace, id) ? why.ofCall(id) : notFound<Explanation>("scheduled call");
        },
        std::move(reply));
}

} // namespace campanile
