#include "domain/event.h"

namespace campanile {

QLatin1StringView nameOf(EventType type)
{
    switch (type) {
    case EventType::ScheduledCallCreated:
        return QLatin1StringView("scheduled_call.created");
    case EventType::ScheduledCallDispatched:
        return QLatin1StringView("scheduled_call.dispatched");
    case EventType::ScheduledCallFailed:
        return QLatin1StringView("scheduled_call.failed");
    case EventType::ScheduledCallCancelled:
        return QLatin1StringView("scheduled_call.cancelled");
    case EventType::CallAttemptFailed:
        return QLatin1StringView("call.attempt_failed");
    case EventType::ConversationStarted:
        return QLatin1StringView("conversation.started");
    case EventType::ConversationCompleted:
        return QLatin1StringView("conversation.completed");
    case EventType::CampaignStarted:
        return QLatin1StringView("campaign.started");
    case EventType::CampaignPaused:
        return QLatin1StringView("campaign.paused");
    case EventType::CampaignCompleted:
        return QLatin1StringView("campaign.completed");
    case EventType::CampaignHeld:
        return QLatin1StringView("campaign.held");
    case EventType::CampaignEdited:
        return QLatin1StringView("campaign.edited");
    case EventType::OccurrencesMissed:
        return QLatin1StringView("campaign.occurrences_missed");
    case EventType::BillingLowBalance:
        return QLatin1StringView("billing.low_balance");
    case EventType::DoNotCallAdded:
        return QLatin1StringView("dnc.added");
    case EventType::OutcomeDecided:
        return QLatin1StringView("scheduled_call.decided");
    }
    return QLatin1StringView("unknown");
}

} // namespace campanile
