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

    void place(NewCall fresh, Reply<ScheduledCall> reply) override;
    void placeOnce(RequestKey key, NewCall fresh, Reply<ScheduledCall> reply) override;
    void edit(ScheduledCallId id, CallEdit edit, Reply<ScheduledCall> reply) override;
    void cancel(ScheduledCallId id, Reply<ScheduledCall> reply) override;
    void get(ScheduledCallId id, Reply<ScheduledCall> reply) override;
    void page(QueueFilter filter, ScheduledCallId after, int limit,
              Reply<Page<ScheduledCall, ScheduledCallId>> reply) override;
    void undecided(Reply<std::vector<ScheduledCall>> reply) override;
    void decide(ScheduledCallId id, UnknownDecision decision, Reply<ScheduledCall> reply) override;

private:
    using Change = std::function<Result<ScheduledCall>(WriteTransaction &)>;
    /// Makes a change, and has the engine look at the call's lane.
    void change(Change change, Reply<ScheduledCall> reply);

    [[nodiscard]] Result<ScheduledCall> accept(WriteTransaction &tx, const NewCall &fresh) const;

    BackendCore &m_core;
};

} // namespace campanile
