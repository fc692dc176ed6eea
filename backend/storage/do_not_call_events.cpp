#include "storage/do_not_call_events.h"

#include "storage/event_store.h"

namespace campanile {

void addDoNotCallEvent(WriteTransaction &transaction, WorkspaceId workspace, E164 number, const QString &source,
                       const std::optional<Attempt> &call)
{
    EventData data;
    data.add("number", number.toString()).add("source", source);
    Event event{.type = EventType::DoNotCallAdded, .workspace = workspace, .data = data.json()};
    if (call) {
        event.campaign = call->campaign;
        event.call = call->scheduledCall;
        event.attempt = call->id;
        event.conversation = conversationOf(*call);
        event.target = call->target;
    }
    EventStore(transaction).add(std::move(event));
}

void addDoNotCallEvent(WriteTransaction &transaction, WorkspaceId workspace, DoNotCallListId list,
                       const QString &source)
{
    EventData data;
    data.add("list_id", list.toString()).add("source", source);
    EventStore(transaction).add({.type = EventType::DoNotCallAdded, .workspace = workspace, .data = data.json()});
}

} // namespace campanile
