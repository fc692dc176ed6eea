#include "domain/status.h"

namespace campanile {

namespace {

template<class Status, std::size_t N>
std::optional<Status> find(QStringView name, const std::array<Status, N> &all)
{
    for (const Status status : all) {
        if (name == nameOf(status)) {
            return status;
        }
    }
    return std::nullopt;
}

template<class Status>
Result<Status> movedOrConflict(const char *noun, ErrorRule rule, Status from, Status to)
{
    if (canMove(from, to)) {
        return to;
    }
    return Error{ErrorCode::Conflict,
                 QStringLiteral("The %1 is %2 and cannot become %3.")
                     .arg(QLatin1StringView(noun), QString(nameOf(from)).replace(u'_', u' '),
                          QString(nameOf(to)).replace(u'_', u' ')),
                 {},
                 rule,
                 {QString(nameOf(from)), QString(nameOf(to))}};
}

} // namespace

QLatin1StringView nameOf(CampaignStatus status)
{
    switch (status) {
    case CampaignStatus::Draft:
        return QLatin1StringView("draft");
    case CampaignStatus::Active:
        return QLatin1StringView("active");
    case CampaignStatus::Paused:
        return QLatin1StringView("paused");
    case CampaignStatus::Completed:
        return QLatin1StringView("completed");
    case CampaignStatus::Cancelled:
        return QLatin1StringView("cancelled");
    }
    return QLatin1StringView("unknown");
}

QLatin1StringView nameOf(TargetStatus status)
{
    switch (status) {
    case TargetStatus::Pending:
        return QLatin1StringView("pending");
    case TargetStatus::Scheduled:
        return QLatin1StringView("scheduled");
    case TargetStatus::Dispatched:
        return QLatin1StringView("dispatched");
    case TargetStatus::Failed:
        return QLatin1StringView("failed");
    case TargetStatus::Skipped:
        return QLatin1StringView("skipped");
    }
    return QLatin1StringView("unknown");
}

QLatin1StringView nameOf(ScheduledCallStatus status)
{
    switch (status) {
    case ScheduledCallStatus::Pending:
        return QLatin1StringView("pending");
    case ScheduledCallStatus::InFlight:
        return QLatin1StringView("in_flight");
    case ScheduledCallStatus::Dispatched:
        return QLatin1StringView("dispatched");
    case ScheduledCallStatus::Failed:
        return QLatin1StringView("failed");
    case ScheduledCallStatus::Cancelled:
        return QLatin1StringView("cancelled");
    }
    return QLatin1StringView("unknown");
}

QLatin1StringView nameOf(AttemptState state)
{
    switch (state) {
    case AttemptState::Intent:
        return QLatin1StringView("intent");
    case AttemptState::Trying:
        return QLatin1StringView("trying");
    case AttemptState::Ringing:
        return QLatin1StringView("ringing");
    case AttemptState::Answered:
        return QLatin1StringView("answered");
    case AttemptState::Ended:
        return QLatin1StringView("ended");
    case AttemptState::Resolving:
        return QLatin1StringView("resolving");
    }
    return QLatin1StringView("unknown");
}

QLatin1StringView nameOf(ConversationStatus status)
{
    switch (status) {
    case ConversationStatus::Queued:
        return QLatin1StringView("queued");
    case ConversationStatus::Processing:
        return QLatin1StringView("processing");
    case ConversationStatus::Ringing:
        return QLatin1StringView("ringing");
    case ConversationStatus::InProgress:
        return QLatin1StringView("in_progress");
    case ConversationStatus::Completed:
        return QLatin1StringView("completed");
    case ConversationStatus::Failed:
        return QLatin1StringView("failed");
    }
    return QLatin1StringView("unknown");
}

std::optional<TargetStatus> targetStatusFrom(QStringView name)
{
    return find(name, allTargetStatuses);
}

std::optional<CampaignStatus> campaignStatusFrom(QStringView name)
{
    return find(name, allCampaignStatuses);
}

std::optional<ConversationStatus> conversationStatusFrom(QStringView name)
{
    return find(name, allConversationStatuses);
}

Result<CampaignStatus> moved(CampaignStatus from, CampaignStatus to)
{
    return movedOrConflict("campaign", ErrorRule::CampaignMove, from, to);
}

Result<TargetStatus> moved(TargetStatus from, TargetStatus to)
{
    return movedOrConflict("target", ErrorRule::TargetMove, from, to);
}

Result<ScheduledCallStatus> moved(ScheduledCallStatus from, ScheduledCallStatus to)
{
    return movedOrConflict("scheduled call", ErrorRule::CallMove, from, to);
}

} // namespace campanile
