#pragma once

#include "local/backend_core.h"
#include "services/call_service.h"

#include <functional>

namespace campanile {

/// CallService on the backend of this process.
class LocalCallService final : public CallService {
public:
    explicit LocalCallService(BackendCore &core)
        : m_core(core)
    {
    }

    void live(const Caller &caller, Reply<std::vector<Call>> reply) override;
    [[nodiscard]] QueryHandle ids(const Caller &caller, CallFilter filter,
                                  Reply<std::vector<AttemptId>> reply) override;
    [[nodiscard]] QueryHandle sorted(const Caller &caller, CallFilter filter, CallOrder order,
                                     std::function<void(std::vector<AttemptId>)> first,
                                     Reply<std::vector<AttemptId>> reply) override;
    void rows(const Caller &caller, std::vector<AttemptId> ids, Reply<std::vector<Call>> reply) override;
    void page(const Caller &caller, CallFilter filter, AttemptId after, int limit,
              Reply<Page<Call, AttemptId>> reply) override;
    void ofScheduledCall(const Caller &caller, ScheduledCallId id, Reply<std::vector<Call>> reply) override;
    void get(const Caller &caller, AttemptId id, Reply<Call> reply) override;
    void hangUp(const Caller &caller, AttemptId id, Reply<void> reply) override;
    void hangUpAndTell(const Caller &caller, AttemptId id, Reply<EndReason> reply) override;

private:
    void find(WorkspaceId workspace, AttemptId id, Reply<Call> reply);
    /// Acts on a call that is up; answers itself for one that is not, and for a caller who may not.
    template<class T>
    void whileUp(const Caller &caller, AttemptId id, Reply<T> reply, std::function<void()> act);

    BackendCore &m_core;
};

} // namespace campanile
