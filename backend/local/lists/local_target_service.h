#pragma once

#include "local/backend_core.h"
#include "services/target_service.h"

#include <memory>
#include <mutex>
#include <vector>

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
    [[nodiscard]] QueryHandle sorted(const Caller &caller, CampaignId campaign, TargetFilter filter, TargetOrder order,
                                     std::function<void(std::vector<TargetId>)> first,
                                     Reply<std::vector<TargetId>> reply) override;
    std::shared_ptr<TargetJob> skipAll(const Caller &caller, CampaignId campaign, TargetSelection selection,
                                       std::function<void(TargetProgress)> progress, Reply<SkipAccount> reply) override;
    std::shared_ptr<TargetJob> exportTo(const Caller &caller, CampaignId campaign, TargetExport request,
                                        std::function<void(TargetProgress)> progress, Reply<qint64> reply) override;

    /// Cancels the actions under way: each of them is over at its next transaction. Before the writer finishes, which
    /// would otherwise do all that an action still submits.
    void cancelJobs();

private:
    void remember(const std::shared_ptr<TargetJob> &job);

    BackendCore &m_core;
    std::mutex m_mutex; // guards m_jobs
    std::vector<std::weak_ptr<TargetJob>> m_jobs;
};

} // namespace campanile
