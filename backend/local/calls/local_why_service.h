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

    void ofCampaign(const Caller &caller, CampaignId id, Reply<Explanation> reply) override;
    void ofTarget(const Caller &caller, TargetId id, Reply<Explanation> reply) override;
    void ofCall(const Caller &caller, ScheduledCallId id, Reply<Explanation> reply) override;

private:
    using Question = std::function<Result<Explanation>(Connection &, Why &)>;
    void ask(Question question, Reply<Explanation> reply);

    BackendCore &m_core;
    Engine &m_engine;
};

} // namespace campanile
