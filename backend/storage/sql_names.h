#pragma once

#include "domain/campaign.h"
#include "domain/credit.h"
#include "domain/end_reason.h"
#include "domain/event.h"
#include "domain/status.h"
#include "domain/workspace.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace campanile {

/// A number of an enum that statements and conditions of partial indexes name instead of writing the digits.
struct SqlName {
    template<class Enum>
    constexpr SqlName(std::string_view aName, Enum value)
        : name(aName)
        , number(static_cast<std::int64_t>(value))
    {
    }

    std::string_view name;
    std::int64_t number;
};

/// Every name, without its braces. The numbers come from the enums, so that text and enum cannot drift apart.
inline constexpr std::array sqlNames = {
    SqlName("campaign.draft", CampaignStatus::Draft),
    SqlName("campaign.active", CampaignStatus::Active),
    SqlName("campaign.paused", CampaignStatus::Paused),
    SqlName("campaign.completed", CampaignStatus::Completed),
    SqlName("campaign.cancelled", CampaignStatus::Cancelled),
    SqlName("kind.bulk", CampaignKind::Bulk),
    SqlName("kind.recurring", CampaignKind::Recurring),
    SqlName("target.pending", TargetStatus::Pending),
    SqlName("target.scheduled", TargetStatus::Scheduled),
    SqlName("target.dispatched", TargetStatus::Dispatched),
    SqlName("target.failed", TargetStatus::Failed),
    SqlName("target.skipped", TargetStatus::Skipped),
    SqlName("call.pending", ScheduledCallStatus::Pending),
    SqlName("call.in_flight", ScheduledCallStatus::InFlight),
    SqlName("call.dispatched", ScheduledCallStatus::Dispatched),
    SqlName("call.failed", ScheduledCallStatus::Failed),
    SqlName("call.cancelled", ScheduledCallStatus::Cancelled),
    SqlName("attempt.intent", AttemptState::Intent),
    SqlName("attempt.answered", AttemptState::Answered),
    SqlName("attempt.ended", AttemptState::Ended),
    SqlName("attempt.resolving", AttemptState::Resolving),
    SqlName("reason.cancelled", EndReason::Cancelled),
    SqlName("reason.outcome_unknown", EndReason::OutcomeUnknown),
    SqlName("reason.missed", EndReason::Missed),
    SqlName("reason.not_sent", EndReason::NotSent),
    SqlName("event.scheduled_call_dispatched", EventType::ScheduledCallDispatched),
    SqlName("event.conversation_started", EventType::ConversationStarted),
    SqlName("event.conversation_completed", EventType::ConversationCompleted),
    SqlName("credit.auto_reload", CreditKind::AutoReload),
    SqlName("carrier.simulated", CarrierKind::Simulated),
};

// Partial indexes of the schema say these in digits; SQLite uses them only for statements that say the same.
static_assert(static_cast<int>(ScheduledCallStatus::Pending) == 0);
static_assert(static_cast<int>(AttemptState::Ended) == 4);
static_assert(static_cast<int>(AttemptState::Resolving) == 5);
static_assert(static_cast<int>(CreditKind::AutoReload) == 2);

/// The number of a name; nothing when there is no such name.
constexpr std::optional<std::int64_t> numberOf(std::string_view name)
{
    const auto *const found =
        std::find_if(sqlNames.begin(), sqlNames.end(), [name](const SqlName &each) { return each.name == name; });
    return found == sqlNames.end() ? std::nullopt : std::optional(found->number);
}

/// Calls `text` and `name` with the pieces of a statement in their order: what stands between names, and the names
/// without their braces. A brace inside quotes is text.
template<class Text, class Name>
constexpr void splitAtNames(std::string_view sql, Text text, Name name)
{
    std::size_t start = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < sql.size(); ++i) {
        quoted = sql[i] == '\'' ? !quoted : quoted;
        if (quoted || sql[i] != '{') {
            continue;
        }
        const std::size_t end = sql.find('}', i);
        text(sql.substr(start, i - start));
        name(end == std::string_view::npos ? sql.substr(i) : sql.substr(i + 1, end - i - 1));
        start = end == std::string_view::npos ? sql.size() : end + 1;
        i = start - 1;
    }
    text(sql.substr(start));
}

constexpr bool onlyKnownNames(std::string_view sql)
{
    bool known = true;
    splitAtNames(
        sql, [](std::string_view) {}, [&known](std::string_view name) { known = known && numberOf(name).has_value(); });
    return known;
}

/// The statement as the database reads it: with numbers in place of names.
inline std::string withNumbers(std::string_view sql)
{
    std::string result;
    splitAtNames(
        sql, [&result](std::string_view text) { result += text; },
        [&result](std::string_view name) { result += std::to_string(numberOf(name).value_or(-1)); });
    return result;
}

} // namespace campanile
