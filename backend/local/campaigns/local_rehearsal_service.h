#pragma once

#include "local/backend_core.h"
#include "local/campaigns/rehearsal_thread.h"
#include "services/rehearsal_service.h"

#include <map>
#include <mutex>

namespace campanile {

/// RehearsalService on the backend of this process.
class LocalRehearsalService final : public RehearsalService {
public:
    explicit LocalRehearsalService(BackendCore &core)
        : m_core(core)
    {
    }

    void start(const Caller &caller, RehearsalRequest request, Reply<RehearsalState> reply) override;
    void list(const Caller &caller, Reply<std::vector<RehearsalState>> reply) override;
    void state(const Caller &caller, RehearsalId id, Reply<RehearsalState> reply) override;
    void setSpeed(const Caller &caller, RehearsalId id, int speed, Reply<RehearsalState> reply) override;
    void calls(const Caller &caller, RehearsalId id, AttemptId after, int limit,
               Reply<Page<Call, AttemptId>> reply) override;
    void end(const Caller &caller, RehearsalId id, Reply<void> reply) override;

private:
    using Threads = std::map<RehearsalId, std::shared_ptr<RehearsalThread>>;

    /// The rehearsal of the workspace that plays; null when there is none.
    [[nodiscard]] std::shared_ptr<RehearsalThread> find(WorkspaceId workspace, RehearsalId id);
    /// Takes out the rehearsals whose start failed. The caller destroys them without holding the lock.
    [[nodiscard]] std::vector<std::shared_ptr<RehearsalThread>> takeGone();

    BackendCore &m_core;
    std::mutex m_mutex; // guards m_threads
    Threads m_threads;
};

} // namespace campanile
