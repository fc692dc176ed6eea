#pragma once

#include "support/queue_desk.h"

namespace campanile::test {

/// A calling desk with recurring campaigns.
class CampaignDesk : public CallingDesk {
public:
    /// Once an hour, this long from now.
    static QString cronIn(int minutes)
    {
        const int at = (QDateTime::currentDateTimeUtc().time().minute() + minutes) % 60;
        return QStringLiteral("%1 * * * *").arg(at);
    }
    static Recurrence plan(const QString &cron = cronIn(30), const QString &zone = QStringLiteral("UTC"))
    {
        return {answering(), cron, zone, {}};
    }
    Result<Campaign> create(const Recurrence &recurrence, NewCampaign fresh = {})
    {
        fresh.recurrence = recurrence;
        return createCampaign(fresh);
    }
    /// An active recurring campaign whose next call is in the queue.
    Campaign recurring(const Recurrence &recurrence = plan())
    {
        const Result<Campaign> started = move(&CampaignService::start, create(recurrence)->id);
        [&] { QTRY_COMPARE(pendingOf(started->id).size(), 1U); }();
        return *started;
    }
    std::vector<ScheduledCall> pendingOf(CampaignId id) { return queued({id, ScheduledCallStatus::Pending}); }
    Result<Campaign> edit(CampaignId id, const CampaignEdit &edit)
    {
        return ask<Campaign>(caller, services.campaigns, &CampaignService::edit, id, edit);
    }
    Result<Page<Event, std::int64_t>> activity(CampaignId id, std::int64_t before, int limit)
    {
        return ask<Page<Event, std::int64_t>>(caller, services.campaigns, &CampaignService::activity, id, before,
                                              limit);
    }
    std::vector<CampaignOverview> list()
    {
        return *ask<std::vector<CampaignOverview>>(caller, services.campaigns, &CampaignService::list);
    }
    /// A machine that slept: what is in the queue is due now.
    void passTime()
    {
        Connection(databasePath(), Connection::Access::ReadWrite)
            .execute("UPDATE scheduled_calls SET due_at = ?, scheduled_at = ?", now(), now());
    }
};

} // namespace campanile::test
