#pragma once

#include "local/backend_core.h"
#include "local/lists/selected_targets.h"
#include "services/target_service.h"

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>

namespace campanile {

/// Skips many targets of a campaign in slices, one transaction after the other, so that the gate never waits for more
/// than one of them. Whom to skip is read once, at the beginning; each slice looks again at what its targets have
/// become. Thread: `cancel` from any; everything else on a reader's thread first and then on the writer's, one at a
/// time.
class SkipJob final : public TargetJob, public std::enable_shared_from_this<SkipJob> {
public:
    SkipJob(BackendCore &core, WorkspaceId workspace, CampaignId campaign, std::function<void(TargetProgress)> progress,
            Reply<SkipAccount> reply);

    /// Begins; answers through the reply. The job keeps itself alive until then.
    void start(TargetSelection selection);
    void cancel() override { m_cancelled = true; }

private:
    void skipNext();
    void onSkipped(std::size_t targets, const Result<SkipAccount> &slice);
    void tellProgress();
    void end(std::optional<Error> stopped);
    void answer(Result<SkipAccount> result);

    BackendCore &m_core;
    const WorkspaceId m_workspace;
    const CampaignId m_campaign;
    std::function<void(TargetProgress)> m_progress;
    Reply<SkipAccount> m_reply;
    std::atomic<bool> m_cancelled{false};
    SelectedTargets m_targets;
    std::size_t m_done = 0;
    SkipAccount m_account;
    MonoTime m_lastTold;
};

} // namespace campanile
