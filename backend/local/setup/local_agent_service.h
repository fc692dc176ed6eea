#pragma once

#include "local/backend_core.h"
#include "services/agent_service.h"

namespace campanile {

/// AgentService on the backend of this process.
class LocalAgentService final : public AgentService {
public:
    explicit LocalAgentService(BackendCore &core)
        : m_core(core)
    {
    }

    void list(const Caller &caller, Reply<std::vector<Agent>> reply) override;
    void create(const Caller &caller, NewAgent fresh, Answering<Agent> answering) override;
    void change(const Caller &caller, AgentId id, AgentEdit edit, Reply<Agent> reply) override;

private:
    BackendCore &m_core;
};

} // namespace campanile
