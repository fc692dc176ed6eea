#pragma once

#include "local/backend_core.h"
#include "services/why_service.h"

namespace campanile {

class Why;

/// WhyService on the backend of this process.
class LocalWhyService final : public WhyService {
public:
    LocalWhyService(BackendCore &core, Engine &engine)
        : m_core(core)
        , m_engine(engine)
    {
    }

    void ofCampaign(CampaignId id, Reply<Explanation> reply) override;
    void ofTarget(TargetId id, Reply<Explanation> reply) override;
    void ofCall(ScheduledCallId id, Reply<Explanation> reply) override;

private:
    void ask(std::function<Result<Explanation>(Why &)> question, Reply<Explanation> reply);

    BackendCore &m_core;
    Engine &m_engine;
};

} // namespace campanile
