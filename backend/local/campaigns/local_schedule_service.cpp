#include "local/campaigns/local_schedule_service.h"

#include "domain/ceilings.h"
#include "local/input_check.h"
#include "local/permission.h"

namespace campanile {

namespace {

// CronExpression::next computes with the years 1 to 9999. The rarest schedule fires at least every 40 years, so the
// longest preview ends within 4,000 years of its beginning.
constexpr WallTime earliest{-62'135'596'800'000};
constexpr WallTime latest{95'617'584'000'000};

Error at(const char *pointer, const Error &error)
{
    return {error.code, error.message, QString::fromLatin1(pointer)};
}

Result<SchedulePreview> previewOf(const QString &cron, const QString &timezone, WallTime after, int count)
{
    const Result<CronExpression> schedule = CronExpression::parse(cron);
    if (!schedule) {
        return at("#/cron", schedule.error());
    }
    const Result<TimeZone> zone = TimeZone::findGiven(timezone);
    if (!zone) {
        return at("#/timezone", zone.error());
    }
    if (const auto checked = checkRange("#/count", "The number of firings", count, 1, ceilings::firingsPreviewed);
        !checked) {
        return checked.error();
    }
    if (after < earliest || after >= latest) {
        return {ErrorCode::InvalidInput, QStringLiteral("The instant must lie in the years 1 to 4999."),
                QStringLiteral("#/after")};
    }
    SchedulePreview preview;
    for (const Occurrence &firing : schedule->next(after, *zone, count)) {
        preview.firings.push_back({firing.at, zone->toRfc3339(firing.at), firing.moved, firing.fold});
    }
    preview.words = scheduleWords(*schedule, *zone);
    return preview;
}

} // namespace

void LocalScheduleService::preview(const Caller &caller, QString cron, QString timezone, std::optional<WallTime> after,
                                   int count, Reply<SchedulePreview> reply)
{
    if (!isAllowed(caller, Scope::CampaignsRead, reply)) {
        return;
    }
    reply(previewOf(cron, timezone, after.value_or(m_clock.wall()), count));
}

} // namespace campanile
