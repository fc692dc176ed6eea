#pragma once

#include "domain/call.h"
#include "storage/connection.h"

#include <vector>

namespace campanile {

/// The queue: scheduled calls. Thread: the connection's. Throws StorageError.
class QueueStore {
public:
    explicit QueueStore(Connection &db)
        : m_db(db)
    {
    }

    [[nodiscard]] std::optional<ScheduledCall> find(ScheduledCallId id);
    /// What is pending and due in a campaign's lane (null: one-off calls), earliest first.
    [[nodiscard]] std::vector<ScheduledCall> due(CampaignId lane, WallTime now, int limit);
    /// When the earliest pending call of a lane is due; nothing when the lane is empty.
    [[nodiscard]] std::optional<WallTime> nextDue(CampaignId lane);
    /// Over all lanes.
    [[nodiscard]] std::optional<WallTime> nextDue();
    [[nodiscard]] std::int64_t pendingCount();
    /// Counts no further than `atMost`.
    [[nodiscard]] std::int64_t pendingCount(CampaignId lane, std::int64_t atMost);
    [[nodiscard]] std::vector<ScheduledCall> pendingOf(CampaignId lane, int limit);

    /// False when the target has a scheduled call already: a second pass of the materializer changes nothing.
    [[nodiscard]] bool insert(const ScheduledCall &call);
    /// pending → in_flight for exactly this epoch; false when the row has moved on.
    [[nodiscard]] bool claim(ScheduledCallId id, int epoch, WallTime now);
    /// A pending row waits longer.
    void postpone(ScheduledCallId id, WallTime until);
    /// in_flight → pending for another attempt.
    void retryAt(ScheduledCallId id, WallTime dueAt);
    void finish(ScheduledCallId id, ScheduledCallStatus status, std::optional<EndReason> lastError);
    /// in_flight → pending with the attempt taken back: it provably never reached the wire.
    void takeBack(ScheduledCallId id, WallTime dueAt);

private:
    Connection &m_db;
};

} // namespace campanile
