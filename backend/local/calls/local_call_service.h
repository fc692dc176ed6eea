#pragma once

#include "local/backend_core.h"
#include "services/call_service.h"

namespace campanile {

/// CallService on the backend of this process.
class LocalCallService final : public CallService {
public:
    explicit LocalCallService(BackendCore &core)
        : m_core(core)
    {
    }

    void live(Reply<std::vector<Call>> reply) override;
    [[nodiscard]] QueryHandle ids(CallFilter filter, Reply<std::vector<AttemptId>> reply) override;
    void rows(std::vector<AttemptId> ids, Reply<std::vector<Call>> reply) override;
    void page(CallFilter filter, AttemptId after, int limit, Reply<Page<Call, AttemptId>> reply) override;
    void ofScheduledCall(ScheduledCallId id, Reply<std::vector<Call>> reply) override;
    void get(AttemptId id, Reply<Call> reply) override;
    void hangUp(AttemptId id, Reply<void> reply) override;
    void hangUpAndTell(AttemptId id, Reply<EndReason> reply) override;

private:
    BackendCore &m_core;
};

} // namespace campanile
