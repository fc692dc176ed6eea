#include "storage/event_store.h"

#include "storage/row_cursor.h"

#include <limits>

namespace campanile {

namespace {

#define EVENT_COLUMNS                                                                                                  \
    "sequence, id, workspace_id, type, at, campaign_id, scheduled_call_id, attempt_id, conversation_id, target_id, "   \
    "data"

std::vector<Event> collect(Rows rows)
{
    std::vector<Event> events;
    while (rows.next()) {
        Event event;
        RowCursor(rows) >> event.sequence >> event.id >> event.workspace >> event.type >> event.at >> event.campaign >>
            event.call >> event.attempt >> event.conversation >> event.target >> event.data;
        events.push_back(std::move(event));
    }
    return events;
}

} // namespace

void EventStore::add(Event event)
{
    event.id = m_tx.ids.next<EventId>();
    event.at = event.at.ms != 0 ? event.at : m_tx.now;
    m_tx.db.execute("INSERT INTO events (" EVENT_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", m_tx.nextEvent(),
                    event.id, event.workspace, event.type, event.at, event.campaign, event.call, event.attempt,
                    event.conversation, event.target, event.data);
    m_tx.changes.events = true;
}

std::int64_t EventStore::prune(std::int64_t upTo)
{
    // The newest may be among them, and its number must not come back.
    m_tx.db.execute("UPDATE sequences SET last = (SELECT max(sequence) FROM events)"
                    " WHERE name = 'events' AND last < (SELECT max(sequence) FROM events)");
    return m_tx.db.execute("DELETE FROM events WHERE sequence <= ?", upTo);
}

std::vector<Event> EventReader::after(std::int64_t sequence, int limit)
{
    return collect(m_db.query("SELECT " EVENT_COLUMNS " FROM events WHERE sequence > ? ORDER BY sequence LIMIT ?",
                              sequence, limit));
}

std::vector<Event> EventReader::ofType(WorkspaceId workspace, EventType type, std::int64_t sequence, int limit)
{
    return collect(m_db.query("SELECT " EVENT_COLUMNS " FROM events WHERE sequence > ? AND workspace_id = ?"
                              " AND type = ? ORDER BY sequence LIMIT ?",
                              sequence, workspace, type, limit));
}

std::vector<Event> EventReader::ofCampaign(WorkspaceId workspace, CampaignId campaign, std::int64_t before, int limit)
{
    return collect(
        m_db.query("SELECT " EVENT_COLUMNS " FROM events WHERE campaign_id = ? AND scheduled_call_id = 0"
                   " AND campaign_id <> 0 AND sequence < ? AND workspace_id = ? ORDER BY sequence DESC LIMIT ?",
                   campaign, before > 0 ? before : std::numeric_limits<std::int64_t>::max(), workspace, limit));
}

std::int64_t EventReader::count(EventType type, CampaignId campaign)
{
    return m_db.integer("SELECT count(*) FROM events WHERE type = ? AND campaign_id = ?", type, campaign).value_or(0);
}

} // namespace campanile
