#include "services/local/local_why_service.h"

#include "engine/why.h"

namespace campanile {

void LocalWhyService::ask(std::function<Result<Explanation>(Why &)> question, Reply<Explanation> reply)
{
    m_core.readers.read<Explanation>(
        [this, question = std::move(question)](Connection &db) -> Result<Explanation> {
            Why why(db, m_core.clock.wall(), {m_engine.isStopped(), m_engine.problem()});
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
