#include "local/calls/local_why_service.h"

#include "engine/why.h"

namespace campanile {

void LocalWhyService::ask(std::function<Result<Explanation>(Why &)> question, Reply<Explanation> reply)
{
    m_core.readers.read<Explanation>(
        [this, question = std::move(question)](Connection &db) -> Result<Explanation> {
            const qint64 free = m_core.directory.freeBytes();
            Why why(db, m_core.clock.wall(),
                    {.stopped = m_engine.isStopped(),
                     .problem = m_engine.problem(),
                     .diskLow = free >= 0 && free < Gate::Options{}.leastFreeBytes,
                     .trunks = &m_engine.trunks()});
            return question(why);
        },
        std::move(reply));
}

void LocalWhyService::ofCampaign(CampaignId id, Reply<Explanation> reply)
{
    ask([id](Why &why) { return why.ofCampaign(id); }, std::move(reply));
}

void LocalWhyService::ofTarget(TargetId id, Reply<Explanation> reply)
{
    ask([id](Why &why) { return why.ofTarget(id); }, std::move(reply));
}

void LocalWhyService::ofCall(ScheduledCallId id, Reply<Explanation> reply)
{
    ask([id](Why &why) { return why.ofCall(id); }, std::move(reply));
}

} // namespace campanile
