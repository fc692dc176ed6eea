#pragma once

#include "local/backend_core.h"
#include "services/queue_service.h"

namespace campanile {

/// QueueService on the backend of this process.
class LocalQueueService final : public QueueService {
public:
    explicit LocalQueueService(BackendCore &core)
        : m_core(core)
    {
    }

    void place(const Caller &caller, NewCall fresh, Answering<ScheduledCall> answering) override;
    void edit(const Caller &caller, ScheduledCallId id, CallEdit edit, Reply<ScheduledCall> reply) override;
    void cancel(const Caller &caller, ScheduledCallId id, Reply<ScheduledCall> reply) override;
    void get(const Caller &caller, ScheduledCallId id, Reply<ScheduledCall> reply) override;
    void page(const Caller &caller, QueueFilter filter, ScheduledCallId after, int limit,
              Reply<Page<ScheduledCall, ScheduledCallId>> reply) override;
    void undecided(const Caller &caller, Reply<std::vector<ScheduledCall>> reply) override;
    void decide(const Caller &caller, ScheduledCallId id, UnknownDecision decision,
                Reply<ScheduledCall> reply) override;

private:
    void tellEngine(const ScheduledCall &call);
    using Change = std::function<Result<ScheduledCall>(WriteTransaction &)>;
    /// Makes a change, and has the engine look at the call's lane.
    void change(Change change, Reply<ScheduledCall> reply);

    static Result<ScheduledCall> accept(WriteTransaction &tx, const TrunkBoard *trunks, WorkspaceId workspace,
                                        const NewCall &fresh);

    BackendCore &m_core;
};

} // namespace campanile
