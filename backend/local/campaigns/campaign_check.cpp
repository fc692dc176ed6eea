#include "local/campaigns/campaign_check.h"

#include "core/time_zone.h"
#include "domain/calling_hours.h"
#include "domain/ceilings.h"
#include "domain/cron.h"
#include "local/input_check.h"

namespace campanile {

namespace {

constexpr std::int64_t longestWaitSeconds =
    std::chrono::duration_cast<std::chrono::seconds>(ceilings::retryDelay).count();

Result<void> checkNames(const QString &name, const QString &description)
{
    if (name.trimmed().isEmpty() || name.size() > ceilings::nameLength) {
        return invalidMember("#/name",
                             QStringLiteral("The name must have 1 to %1 characters.").arg(ceilings::nameLength),
                             ErrorRule::Length, {QStringLiteral("1"), QString::number(ceilings::nameLength)});
    }
    if (description.size() > ceilings::descriptionLength) {
        return invalidMember(
            "#/description",
            QStringLiteral("The description may have at most %1 characters.").arg(ceilings::descriptionLength),
            ErrorRule::Length, {QStringLiteral("0"), QString::number(ceilings::descriptionLength)});
    }
    return {};
}

Result<void> checkRetry(const RetryPolicy &retry)
{
    if (auto r = checkRange("#/max_attempts", "Attempts", retry.maxAttempts, 1, ceilings::attempts); !r) {
        return r;
    }
    if (auto r = checkRange("#/retry_delay_seconds", "The retry delay in seconds", retry.delay.count() / 1000, 1,
                            longestWaitSeconds);
        !r) {
        return r;
    }
    for (const Milliseconds delay : retry.delays) {
        if (auto r = checkRange("#/retry_delays_seconds", "Each retry delay in seconds", delay.count() / 1000, 1,
                                longestWaitSeconds);
            !r) {
            return r;
        }
    }
    if (retry.delays.size() >= static_cast<std::size_t>(ceilings::attempts)) {
        return invalidMember("#/retry_delays_seconds",
                             QStringLiteral("There may be at most %1 retry delays.").arg(ceilings::attempts - 1));
    }
    if ((retry.outcomes.bits & ~RetryPolicy::possible.bits) != 0) {
        return invalidMember("#/retry_outcomes",
                             QStringLiteral("Only busy, no_answer and carrier_error can be tried again."));
    }
    return {};
}

Result<void> checkBreaker(const CircuitBreaker &breaker)
{
    if (auto r = checkRange("#/breaker/run", "The run of failures", breaker.run, 0, 63); !r) {
        return r;
    }
    if (auto r = checkRange("#/breaker/percent", "The share of failures in percent", breaker.percent, 1, 100); !r) {
        return r;
    }
    return checkRange("#/breaker/window", "The window of outcomes", breaker.window, 1, 63);
}

Result<void> checkHours(const QString &hours)
{
    if (hours.isEmpty()) {
        return {};
    }
    const Result<CallingHours> given = givenHours(hours);
    return given ? Result<void>() : Result<void>(given.error());
}

Result<void> checkRecurrence(const Recurrence &recurrence)
{
    if (recurrence.to.digits == 0) {
        return invalidMember("#/to_number", QStringLiteral("A recurring campaign needs the number to call."));
    }
    if (const auto cron = CronExpression::parse(recurrence.cron); !cron) {
        return invalidMember("#/cron", cron.error().message);
    }
    if (const auto zone = TimeZone::findGiven(recurrence.timezone); !zone) {
        return invalidMember("#/timezone", zone.error().message);
    }
    return {};
}

} // namespace

Result<void> checkMisfireGrace(Milliseconds grace)
{
    return checkRange("#/misfire_grace_seconds", "The grace in seconds", grace.count() / 1000, 1, longestWaitSeconds);
}

Result<void> checkSettings(const Campaign &c)
{
    if (auto r = checkNames(c.name, c.description); !r) {
        return r;
    }
    if (auto r = checkRange("#/rate_limit_per_minute", "Calls per minute", c.ratePerMinute, 0, ceilings::ratePerMinute);
        !r) {
        return r;
    }
    if (auto r = checkRange("#/max_concurrent", "Calls at once", c.maxConcurrent, 0, ceilings::concurrentCalls); !r) {
        return r;
    }
    if (auto r = checkRetry(c.retry); !r) {
        return r;
    }
    if (auto r = checkBreaker(c.breaker); !r) {
        return r;
    }
    if (auto r = checkHours(c.hours); !r) {
        return r;
    }
    if (auto r = checkSpendLimit(c.spendLimit); !r) {
        return r;
    }
    return c.kind == CampaignKind::Recurring ? checkRecurrence(c.recurrence) : Result<void>();
}

Result<void> checkNewCampaign(const NewCampaign &fresh)
{
    if (fresh.misfireGrace) {
        if (auto r = checkMisfireGrace(*fresh.misfireGrace); !r) {
            return r;
        }
    }
    return checkSettings(campaignOf(fresh));
}

Campaign campaignOf(const NewCampaign &fresh)
{
    Campaign campaign;
    campaign.name = fresh.name.trimmed();
    campaign.description = fresh.description;
    campaign.agent = fresh.agent;
    campaign.fromNumber = fresh.fromNumber;
    campaign.ratePerMinute = fresh.ratePerMinute;
    campaign.maxConcurrent = fresh.maxConcurrent;
    campaign.retry = fresh.retry;
    campaign.hours = fresh.hours;
    campaign.unknown = fresh.unknown;
    campaign.breaker = fresh.breaker;
    campaign.spendLimit = fresh.spendLimit;
    campaign.sourceFingerprint = fresh.sourceFingerprint;
    campaign.misfireGrace = fresh.misfireGrace.value_or(Milliseconds(0));
    if (fresh.recurrence) {
        campaign.kind = CampaignKind::Recurring;
        campaign.recurrence = *fresh.recurrence;
        campaign.recurrence.variables = variablesJson(fresh.variables);
        campaign.misfireGrace = fresh.misfireGrace.value_or(recurringMisfireGrace);
    }
    return campaign;
}

Result<Campaign> copyOf(const Campaign &pattern, const CampaignCopy &changes)
{
    const QString suffix = QStringLiteral(" (copy)");
    Campaign copy = pattern;
    copy.id = {};
    copy.name =
        changes.name ? changes.name->trimmed() : pattern.name.left(ceilings::nameLength - suffix.size()) + suffix;
    copy.agent = changes.agent.value_or(pattern.agent);
    copy.fromNumber = changes.fromNumber.value_or(pattern.fromNumber);
    copy.recurrence.endAt = changes.endAt.value_or(pattern.recurrence.endAt);
    copy.status = CampaignStatus::Draft;
    copy.spent = {};
    copy.startedAt = {};
    copy.endedAt = {};
    copy.holdQueue = false;
    copy.pauseReason = {};
    copy.sourceFingerprint.clear(); // or `campaniled dial` would take the copy for its campaign
    if (const Result<void> checked = checkNames(copy.name, copy.description); !checked) {
        return checked.error();
    }
    return copy;
}

Result<void> checkSpendLimit(Money limit)
{
    if (limit < Money{}) {
        return invalidMember("#/spend_limit", QStringLiteral("The spend limit must not be negative; 0 is no limit."));
    }
    return {};
}

Result<void> mayTakeTargets(const Campaign &campaign)
{
    if (isTerminal(campaign.status)) {
        return Error{ErrorCode::Conflict,
                     QStringLiteral("The campaign is %1; no targets can be added.").arg(nameOf(campaign.status)),
                     {},
                     ErrorRule::CampaignStatus,
                     {QString(nameOf(campaign.status))}};
    }
    if (campaign.kind == CampaignKind::Recurring) {
        return Error{
            ErrorCode::Conflict,
            QStringLiteral("A recurring campaign calls one number by its schedule; a list goes into a bulk campaign."),
            {},
            ErrorRule::ListForRecurring};
    }
    return {};
}

Error importRunning()
{
    return {ErrorCode::Conflict,
            QStringLiteral("An import into this campaign is running. Wait until it has finished, or cancel it."),
            {},
            ErrorRule::ImportRunning};
}

Error importFailed()
{
    return {
        ErrorCode::Conflict,
        QStringLiteral("An import into this campaign has failed and is not undone yet, which needs room on the disk. "
                       "Undo it, or wait until the program has done so."),
        {},
        ErrorRule::ImportFailed};
}

Result<void> checkStillDue(const Recurrence &recurrence, WallTime now)
{
    const auto cron = CronExpression::parse(recurrence.cron);
    const auto zone = TimeZone::find(recurrence.timezone);
    if (!cron || !zone) {
        return {ErrorCode::Conflict, (cron ? zone.error() : cron.error()).message};
    }
    if (recurrence.endAt.ms > 0 && cron->next(now, *zone).at >= recurrence.endAt) {
        return Error{ErrorCode::Conflict,
                     QStringLiteral("The schedule is not due any more before the campaign's end. Change one of them."),
                     {},
                     ErrorRule::ScheduleOver};
    }
    return {};
}

} // namespace campanile
