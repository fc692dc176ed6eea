#pragma once

#include "domain/end_reason.h"
#include "domain/event.h"
#include "storage/connection.h"

namespace campanile {

/// The outbox. Called in the transaction that makes the event true, never elsewhere.
/// Thread: the writer's. Throws StorageError.
class EventStore {
public:
    explicit EventStore(Connection &db)
        : m_db(db)
    {
    }

    void add(EventType type, WallTime at, CampaignId campaign, ScheduledCallId call = {}, AttemptId attempt = {},
             std::optional<EndReason> detail = std::nullopt)
    {
        m_db.execute("INSERT INTO events (type, at, campaign_id, scheduled_call_id, attempt_id, detail)"
                     " VALUES (?, ?, ?, ?, ?, ?)",
                     type, at, campaign, call, attempt, detail ? static_cast<int>(*detail) : 0);
    }
    /// An event whose detail is a number of things, not a reason.
    void addCount(EventType type, WallTime at, CampaignId campaign, std::int64_t n)
    {
        m_db.execute("INSERT INTO events (type, at, campaign_id, detail) VALUES (?, ?, ?, ?)", type, at, campaign, n);
    }
    /// A number that is never called from now on, or a whole list of them, and the call in which that was said, if any.
    /// @param what the number's digits, or the list's id; ids lie above all numbers
    void addDoNotCall(WallTime at, std::int64_t what, AttemptId call = {})
    {
        m_db.execute("INSERT INTO events (type, at, campaign_id, attempt_id, detail) VALUES (?, ?, 0, ?, ?)",
                     EventType::DoNotCallAdded, at, call, what);
    }
    /// An answered call: the scheduled call is dispatched, and its conversation has begun.
    void addReached(WallTime at, CampaignId campaign, ScheduledCallId call, AttemptId attempt)
    {
        m_db.execute("INSERT INTO events (type, at, campaign_id, scheduled_call_id, attempt_id)"
                     " VALUES ({event.scheduled_call_dispatched}, ?1, ?2, ?3, ?4),"
                     " ({event.conversation_started}, ?1, ?2, ?3, ?4)",
                     at, campaign, call, attempt);
    }
    /// One that was over before its answer could be written: the same, and its end.
    void addReachedAndCompleted(WallTime answeredAt, WallTime endedAt, CampaignId campaign, ScheduledCallId call,
                                AttemptId attempt, EndReason reason)
    {
        m_db.execute("INSERT INTO events (type, at, campaign_id, scheduled_call_id, attempt_id, detail)"
                     " VALUES ({event.scheduled_call_dispatched}, ?1, ?3, ?4, ?5, 0),"
                     " ({event.conversation_started}, ?1, ?3, ?4, ?5, 0),"
                     " ({event.conversation_completed}, ?2, ?3, ?4, ?5, ?6)",
                     answeredAt, endedAt, campaign, call, attempt, reason);
    }
    [[nodiscard]] std::int64_t count(EventType type, CampaignId campaign)
    {
        return m_db.integer("SELECT count(*) FROM events WHERE type = ? AND campaign_id = ?", type, campaign)
            .value_or(0);
    }

private:
    Connection &m_db;
};

} // namespace campanile
