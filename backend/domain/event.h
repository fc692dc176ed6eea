#pragma once

#include "core/clock.h"
#include "domain/ids.h"

#include <QLatin1StringView>
#include <QString>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace campanile {

/// The kinds of events. Stored by number: values never change meaning. The comments list the members of an event's
/// data. An event of a call to a target also has `state`: the target's (TargetState) at the event's instant, by the
/// name that every face shows. What holds the whole campaign is left out of it, because events of the campaign tell it.
enum class EventType {
    ScheduledCallCreated = 1,    ///< status, scheduled_at; of a one-off call also to_number, expires_at, max_attempts
    ScheduledCallDispatched = 2, ///< status, attempt
    ScheduledCallFailed = 3,     ///< status, reason, attempt; of a missed call also late_ms
    ScheduledCallCancelled = 4,  ///< status, scheduled_at
    CallAttemptFailed = 5,       ///< status (of the scheduled call from now on), reason, attempt, sip_code
    ConversationStarted = 6,     ///< status, attempt
    /// status, reason, attempt, duration_seconds, cost, disposition. The disposition is the agent's when the agent has
    /// reported one by then, otherwise the one that the reason stands for. The call alone shows one that comes later.
    ConversationCompleted = 7,
    CampaignStarted = 8, ///< status, targets, attempts; the other events of a campaign have the same members
    CampaignPaused = 9,  ///< reason: requested or circuit_breaker
    CampaignCompleted = 10,
    CampaignHeld = 11, ///< the campaign waits for credit, or has reached its spend limit; reason
    CampaignEdited = 12,
    OccurrencesMissed = 13, ///< the program did not run when they were due; missed: the number of occurrences
    BillingLowBalance = 14, ///< balance, available
    DoNotCallAdded = 15,    ///< number, or the list_id of a whole list
    OutcomeDecided = 16,    ///< a person decided about a call whose outcome is unknown; status, decision
    CampaignResumed = 17,
    CampaignCancelled = 18,
};

inline constexpr EventType lastEventType = EventType::CampaignCancelled;

/// The stable dotted name, as the REST API shows it.
QLatin1StringView nameOf(EventType type);
std::optional<EventType> eventTypeFrom(QStringView name);

/// The members of an event's JSON object, written one after the other. Instants are UTC milliseconds, money is
/// micro-units, statuses and reasons are their stable names.
class EventData {
public:
    EventData();

    /// Adds a member. `name` and `word` are plain words and are not escaped.
    EventData &add(std::string_view name, std::int64_t value);
    EventData &add(std::string_view name, QLatin1StringView word);
    /// Adds any text, escaped.
    EventData &add(std::string_view name, const QString &text);
    EventData &add(std::string_view name, const EventData &object);

    /// The object as JSON, in UTF-8.
    [[nodiscard]] std::string json() const { return m_json + '}'; }

private:
    void addName(std::string_view name);

    std::string m_json;
};

/// One event as it is delivered. `data` has everything that may change later, so that no row has to be read again after
/// it has changed. Ids that do not apply are null.
struct Event {
    EventType type = EventType::ScheduledCallCreated;
    WorkspaceId workspace{};
    WallTime at{};
    CampaignId campaign{};
    ScheduledCallId call{};
    AttemptId attempt{};
    ConversationId conversation{};
    TargetId target{};
    std::string data{"{}"};    ///< a JSON object in UTF-8 (EventData)
    EventId id{};              ///< given by the store
    std::int64_t sequence = 0; ///< given by the store: grows by one with each event and is never reused

    friend bool operator==(const Event &, const Event &) = default;
};

} // namespace campanile
