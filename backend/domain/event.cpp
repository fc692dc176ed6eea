#include "domain/event.h"

#include <array>
#include <charconv>

namespace campanile {

namespace {

void appendNumber(std::string &text, std::int64_t value)
{
    std::array<char, 24> digits{};
    const std::to_chars_result end = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    text.append(digits.data(), end.ptr);
}

/// Escapes quotation mark, backslash and control characters, as RFC 8259 requires.
void appendEscaped(std::string &json, std::string_view text)
{
    constexpr std::string_view hex = "0123456789abcdef";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20) {
            json.append("\\u00").append(1, hex[byte >> 4U]).append(1, hex[byte & 15U]);
            continue;
        }
        if (c == '"' || c == '\\') {
            json.push_back('\\');
        }
        json.push_back(c);
    }
}

} // namespace

EventData::EventData()
{
    constexpr std::size_t usualLength = 120;
    m_json.reserve(usualLength);
    m_json.push_back('{');
}

void EventData::addName(std::string_view name)
{
    m_json.append(m_json.size() > 1 ? ",\"" : "\"").append(name).append("\":");
}

EventData &EventData::add(std::string_view name, std::int64_t value)
{
    addName(name);
    appendNumber(m_json, value);
    return *this;
}

EventData &EventData::add(std::string_view name, QLatin1StringView word)
{
    addName(name);
    m_json.append(1, '"').append(word.data(), static_cast<std::size_t>(word.size())).append(1, '"');
    return *this;
}

EventData &EventData::add(std::string_view name, const QString &text)
{
    addName(name);
    m_json.push_back('"');
    appendEscaped(m_json, text.toStdString());
    m_json.push_back('"');
    return *this;
}

EventData &EventData::add(std::string_view name, const EventData &object)
{
    addName(name);
    m_json.append(object.m_json).append(1, '}');
    return *this;
}

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
    case EventType::CampaignResumed:
        return QLatin1StringView("campaign.resumed");
    case EventType::CampaignCancelled:
        return QLatin1StringView("campaign.cancelled");
    }
    return QLatin1StringView("unknown");
}

std::optional<EventType> eventTypeFrom(QStringView name)
{
    for (int type = 1; type <= static_cast<int>(lastEventType); ++type) {
        if (name == nameOf(static_cast<EventType>(type))) {
            return static_cast<EventType>(type);
        }
    }
    return std::nullopt;
}

} // namespace campanile
