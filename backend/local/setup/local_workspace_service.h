#pragma once

#include "local/backend_core.h"
#include "services/workspace_service.h"

namespace campanile {

/// WorkspaceService on the backend of this process.
class LocalWorkspaceService final : public WorkspaceService {
public:
    explicit LocalWorkspaceService(BackendCore &core)
        : m_core(core)
    {
    }

    void read(const Caller &caller, Reply<Setup> reply) override;
    void createSample(const Caller &caller, Reply<CampaignId> reply) override;
    void ensureBasics(const Caller &caller, Reply<Setup> reply) override;
    void change(const Caller &caller, WorkspaceEdit edit, Reply<Workspace> reply) override;
    void list(const Caller &caller, Reply<std::vector<Workspace>> reply) override;
    void create(const Caller &caller, QString name, Answering<Workspace> answering) override;

private:
    void makeBasics(WorkspaceId workspace, Reply<Setup> reply);

    BackendCore &m_core;
};

} // namespace campanile
