#include "storage/campaign_events.h"

#include "storage/campaign_store.h"
#include "storage/event_store.h"

namespace campanile {

void addCampaignEvent(WriteTransaction &transaction, EventType type, const Campaign &campaign, EventData data)
{
    transaction.flushCounts();
    const CampaignStats stats = CampaignStore(transaction.db).stats(campaign.id);
    EventData targets;
    for (const TargetStatus status : allTargetStatuses) {
        targets.add(std::string_view(nameOf(status).data(), static_cast<std::size_t>(nameOf(status).size())),
                    stats.of(status));
    }
    data.add("status", nameOf(campaign.status)).add("targets", targets).add("attempts", stats.attempts);
    EventStore(transaction)
        .add({.type = type, .workspace = campaign.workspace, .campaign = campaign.id, .data = data.json()});
}

} // namespace campanile
