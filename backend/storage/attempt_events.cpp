#include "storage/attempt_events.h"

#include "storage/event_store.h"

namespace campanile {

void addAttemptEvent(WriteTransaction &transaction, EventType type, const Attempt &attempt, WallTime at,
                     const EventData &data)
{
    EventStore(transaction)
        .add({.type = type,
              .workspace = attempt.workspace,
              .at = at,
              .campaign = attempt.campaign,
              .call = attempt.scheduledCall,
              .attempt = attempt.id,
              .conversation = conversationOf(attempt),
              .target = attempt.target,
              .data = data.json()});
}

} // namespace campanile
