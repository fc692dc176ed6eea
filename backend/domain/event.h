#pragma once

#include "core/clock.h"
#include "domain/ids.h"

#include <QLatin1StringView>

namespace campanile {

/// The kinds of the outbox. Stored by number: values never change meaning.
enum class EventType {
    ScheduledCallCreated = 1,
    ScheduledCallDispatched = 2,
    ScheduledCallFailed = 3,
    ScheduledCallCancelled = 4,
    CallAttemptFailed = 5,
    ConversationStarted = 6,
    ConversationCompleted = 7,
    CampaignStarted = 8,
    CampaignPaused = 9,
    CampaignCompleted = 10,
    CampaignHeld = 11, ///< it waits for credit, or has reached its spend limit; detail: an end reason
    CampaignEdited = 12,
    OccurrencesMissed = 13, ///< nothing ran when they were due; detail: how many
    BillingLowBalance = 14,
    DoNotCallAdded = 15, ///< detail: a number's digits, or the id of a whole list (ids lie above all numbers)
    OutcomeDecided = 16, ///< a person said what became of a call; detail: UnknownDecision
};

/// The stable dotted name, as in the contract.
QLatin1StringView nameOf(EventType type);

} // namespace campanile
