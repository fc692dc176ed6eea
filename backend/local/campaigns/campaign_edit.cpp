#include "local/campaigns/campaign_edit.h"

#include "local/campaigns/campaign_check.h"
#include "local/input_check.h"

namespace campanile {

namespace {

Error refusedFor(CampaignStatus status, const QString &message)
{
    return {ErrorCode::Conflict, message, {}, ErrorRule::CampaignStatus, {QString(nameOf(status))}};
}

Result<void> mayApply(const CampaignEdit &edit, const Campaign &campaign)
{
    const QLatin1StringView status = nameOf(campaign.status);
    if (isTerminal(campaign.status)) {
        return refusedFor(campaign.status, QStringLiteral("The campaign is %1 and cannot be edited.").arg(status));
    }
    if (campaign.status == CampaignStatus::Draft) {
        return {};
    }
    if (campaign.kind == CampaignKind::Bulk) {
        return refusedFor(campaign.status,
                          QStringLiteral("The campaign is %1, and a bulk campaign is edited only as a draft; its list "
                                         "can grow. Duplicate it, or cancel it and make another one.")
                              .arg(status));
    }
    if (edit.isForDrafts()) {
        return refusedFor(
            campaign.status,
            QStringLiteral("The campaign is %1, so only its name, description, schedule, end and attempts "
                           "can be changed. Duplicate it to change the rest.")
                .arg(status));
    }
    return {};
}

/// Puts the value into its place, when there is one.
template<class T>
void put(const std::optional<T> &value, T &place)
{
    if (value) {
        place = *value;
    }
}

} // namespace

Result<void> applyEdit(const CampaignEdit &edit, Campaign &campaign, WallTime now)
{
    if (Result<void> allowed = mayApply(edit, campaign); !allowed) {
        return allowed;
    }
    if (campaign.kind == CampaignKind::Bulk && edit.isForRecurring()) {
        return invalidMember(edit.cron || edit.timezone ? "#/cron"
                             : edit.endAt               ? "#/end_at"
                             : edit.to                  ? "#/to_number"
                                                        : "#/variables",
                             QStringLiteral("A bulk campaign has no schedule and calls the people on its list; only a "
                                            "recurring campaign has this."));
    }
    campaign.name = edit.name ? edit.name->trimmed() : campaign.name;
    put(edit.description, campaign.description);
    put(edit.cron, campaign.recurrence.cron);
    put(edit.timezone, campaign.recurrence.timezone);
    put(edit.endAt, campaign.recurrence.endAt);
    put(edit.to, campaign.recurrence.to);
    put(edit.maxAttempts, campaign.retry.maxAttempts);
    put(edit.retryDelay, campaign.retry.delay);
    put(edit.retryDelays, campaign.retry.delays);
    put(edit.retryOutcomes, campaign.retry.outcomes);
    put(edit.agent, campaign.agent);
    put(edit.fromNumber, campaign.fromNumber);
    put(edit.ratePerMinute, campaign.ratePerMinute);
    put(edit.maxConcurrent, campaign.maxConcurrent);
    put(edit.hours, campaign.hours);
    put(edit.unknown, campaign.unknown);
    put(edit.breaker, campaign.breaker);
    put(edit.spendLimit, campaign.spendLimit);
    put(edit.misfireGrace, campaign.misfireGrace);
    if (edit.variables) {
        campaign.recurrence.variables = variablesJson(*edit.variables);
    }
    if (edit.misfireGrace) {
        if (Result<void> grace = checkMisfireGrace(*edit.misfireGrace); !grace) {
            return grace;
        }
    }
    if (edit.endAt && edit.endAt->ms > 0 && *edit.endAt <= now) {
        return invalidMember("#/end_at",
                             QStringLiteral("The end must lie in the future. To end the campaign now, cancel it."),
                             ErrorRule::EndInPast);
    }
    Campaign given = campaign;
    given.hours = edit.hours.value_or(QString()); // stored hours may be older than the rules for hours that are given
    return checkSettings(given);
}

} // namespace campanile
