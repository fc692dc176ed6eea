#pragma once

#include "local/backend_core.h"
#include "services/target_service.h"

namespace campanile {

/// TargetService on the backend of this process.
class LocalTargetService final : public TargetService {
public:
    explicit LocalTargetService(BackendCore &core)
        : m_core(core)
    {
    }

    [[nodiscard]] QueryHandle ids(const Caller &caller, CampaignId campaign, TargetFilter filter,
                                  Reply<std::vector<TargetId>> reply) override;
    void rows(const Caller &caller, std::vector<TargetId> ids, Reply<std::vector<TargetRow>> reply) override;
    void page(const Caller &caller, CampaignId campaign, TargetFilter filter, TargetId after, int limit,
              Reply<Page<TargetRow, TargetId>> reply) override;
    void append(const Caller &caller, CampaignId campaign, NewTargets targets,
                Answering<ImportSummary> answering) override;
    void skip(const Caller &caller, TargetId id, Reply<TargetRow> reply) override;

private:
    BackendCore &m_core;
};

} // namespace campanile
