#pragma once

#include "domain/event.h"
#include "storage/write_transaction.h"

#include <optional>
#include <vector>

namespace campanile {

/// Writes the outbox: what has happened, in the transaction that makes it true, never elsewhere.
/// Thread: the writer's. Throws StorageError.
class EventStore {
public:
    explicit EventStore(WriteTransaction &transaction)
        : m_tx(transaction)
    {
    }

    /// Gives the event its id and the next sequence, and the transaction's instant when it has none.
    void add(Event event);
    /// Removes the events up to this sequence. The sequences of removed events are never used again. Returns how many
    /// events it removed.
    std::int64_t prune(std::int64_t upTo);

private:
    WriteTransaction &m_tx;
};

/// Reads the outbox. Thread: the connection's. Throws StorageError.
class EventReader {
public:
    explicit EventReader(Connection &db)
        : m_db(db)
    {
    }

    /// Events of all workspaces after this sequence, in their order.
    [[nodiscard]] std::vector<Event> after(std::int64_t sequence, int limit);
    /// A workspace's events of one type after this sequence, in their order. Reads past all others.
    [[nodiscard]] std::vector<Event> ofType(WorkspaceId workspace, EventType type, std::int64_t sequence, int limit);
    /// What happened to a campaign itself, not to its calls; newest first, before this sequence (0: from the newest).
    [[nodiscard]] std::vector<Event> ofCampaign(WorkspaceId workspace, CampaignId campaign, std::int64_t before,
                                                int limit);
    [[nodiscard]] std::int64_t count(EventType type, CampaignId campaign);

private:
    Connection &m_db;
};

} // namespace campanile
