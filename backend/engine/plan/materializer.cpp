#include "engine/plan/materializer.h"

#include "domain/cron.h"
#include "domain/gcra.h"
#include "engine/calls/row_moves.h"
#include "engine/calls/settlement.h"
#include "storage/campaign_events.h"
#include "storage/campaign_store.h"
#include "storage/queue_store.h"
#include "storage/target_store.h"

#include <algorithm>
#include <limits>

namespace campanile {

namespace {

constexpr Milliseconds hour{3'600'000};
// Occurrences that were missed are counted no further than this.
constexpr int missedCounted = 10'000;

int windowFor(const Campaign &campaign)
{
    const int anHour = campaign.ratePerMinute * 60;
    return campaign.ratePerMinute > 0 ? std::min(std::max(anHour, 1), Materializer::windowRows)
                                      : Materializer::windowRows;
}

StorageError unreadablePlan(const Campaign &campaign, const Error &error)
{
    return StorageError(
        {error.code,
         QStringLiteral("The plan of the campaign \"%1\" cannot be read: %2 Edit the campaign to go on.")
             .arg(campaign.name, error.message),
         {}});
}

} // namespace

Materialized Materializer::step(CampaignId id)
{
    const std::optional<Campaign> campaign = CampaignStore(m_tx.db).find(id);
    if (!campaign || campaign->status != CampaignStatus::Active) {
        return {};
    }
    return campaign->kind == CampaignKind::Recurring ? expand(*campaign) : fanOut(*campaign);
}

Materialized Materializer::fanOut(const Campaign &campaign)
{
    Materialized result;
    CampaignStore campaigns(m_tx.db);
    const CampaignStats stats = campaigns.stats(campaign.id);
    if (stats.of(TargetStatus::Pending) == 0) { // whoever adds targets tells it, and then there is another step
        result.untilNext = std::numeric_limits<int>::max();
        result.completed = Settlement(m_tx).completeIfDone(campaign.id);
        return result;
    }
    const int window = windowFor(campaign);
    // Rows that calling hours or the number ledger postponed beyond the hour take no place from rows that may go now.
    const auto waiting = static_cast<int>(QueueStore(m_tx.db).pendingCount(campaign.id, m_tx.now + hour, window));
    const std::int64_t scheduled = stats.of(TargetStatus::Scheduled);
    const int wanted = scheduled < mostScheduled ? std::min(window - waiting, stepRows) : 0;
    const std::vector<PendingTarget> targets =
        wanted > 0 ? TargetStore(m_tx.db).pending(campaign.id, campaigns.importingFrom(campaign.id), wanted)
                   : std::vector<PendingTarget>();
    const Gcra pace = Gcra::perMinute(campaign.ratePerMinute);
    WallTime due = m_tx.now + pace.interval * waiting; // behind the rows that wait already
    RowMoves moves(m_tx);
    for (const PendingTarget &target : targets) {
        ScheduledCall call = blank(campaign, due);
        call.target = target.id;
        call.to = target.number;
        call.timezone = target.timezone;
        moves.create(call);
        due = due + pace.interval;
        ++result.created;
    }
    result.untilNext = waiting + result.created - window / 2;
    result.more = static_cast<int>(targets.size()) == wanted && wanted > 0 && waiting + wanted < window;
    result.completed = targets.empty() && wanted > 0 && Settlement(m_tx).completeIfDone(campaign.id);
    return result;
}

ScheduledCall Materializer::blank(const Campaign &campaign, WallTime due)
{
    ScheduledCall call;
    call.id = m_tx.ids.next<ScheduledCallId>();
    call.workspace = campaign.workspace;
    call.campaign = campaign.id;
    call.fromNumber = campaign.fromNumber;
    call.agent = campaign.agent;
    call.dueAt = due;
    call.scheduledAt = due;
    return call;
}

Materialized Materializer::expand(const Campaign &campaign)
{
    Materialized result;
    const Result<CronExpression> cron = CronExpression::parse(campaign.recurrence.cron);
    const Result<TimeZone> zone = TimeZone::find(campaign.recurrence.timezone);
    if (!cron || !zone) {
        throw unreadablePlan(campaign, cron ? zone.error() : cron.error());
    }
    CampaignStore campaigns(m_tx.db);
    const WallTime horizon = horizonOf(campaign);
    WallTime cursor = campaigns.expandedTo(campaign.id);
    if (cursor.ms == 0 || cursor > m_tx.now + hour * 2) {
        // The campaign was just started, or the clock was far ahead. Occurrences that were materialized then have their
        // keys and are not materialized twice.
        cursor = m_tx.now;
    }
    cursor = passOver(campaign, *cron, *zone, cursor);
    const int revision = campaigns.planRevision(campaign.id);
    for (Occurrence next = cron->next(cursor, *zone); next.at <= horizon && result.created < stepRows;
         next = cron->next(cursor, *zone)) {
        ScheduledCall call = blank(campaign, next.at);
        call.to = campaign.recurrence.to;
        call.timezone = QString();
        call.occurrence = OccurrenceKey{next.local.seconds, next.fold + 2 * revision};
        result.created += RowMoves(m_tx).create(call, campaign.recurrence.variables) ? 1 : 0;
        cursor = next.at;
    }
    result.more = result.created == stepRows;
    campaigns.setExpandedTo(campaign.id, result.more ? cursor : std::max(cursor, horizon));
    if (result.created > 0) {
        m_tx.changes.campaigns.insert(campaign.id);
    }
    result.completed = Settlement(m_tx).completeIfDone(campaign.id);
    return result;
}

/// The end of the next hour, or the instant before the plan's end if that is earlier.
WallTime Materializer::horizonOf(const Campaign &campaign) const
{
    const WallTime horizon = m_tx.now + hour;
    const WallTime end = campaign.recurrence.endAt;
    return end.ms > 0 ? std::min(horizon, end - Milliseconds(1)) : horizon;
}

/// Passes over the occurrences that were due while nothing ran, longer ago than the grace: nobody is called for them,
/// and an event tells their number. Returns the instant after which to materialize.
WallTime Materializer::passOver(const Campaign &campaign, const CronExpression &cron, const TimeZone &zone,
                                WallTime cursor)
{
    const WallTime latest = m_tx.now - campaign.misfireGrace;
    if (campaign.misfireGrace == Milliseconds(0) || cursor >= latest) {
        return cursor;
    }
    int missed = 0;
    const WallTime last = std::min(latest, horizonOf(campaign));
    for (WallTime at = cron.next(cursor, zone).at; at < last && missed < missedCounted; at = cron.next(at, zone).at) {
        ++missed;
    }
    if (missed > 0) {
        EventData data;
        data.add("missed", missed);
        addCampaignEvent(m_tx, EventType::OccurrencesMissed, campaign, std::move(data));
        m_tx.changes.campaigns.insert(campaign.id);
    }
    return latest - Milliseconds(1);
}

void Materializer::materializeAnew(CampaignId campaign)
{
    RowMoves(m_tx).withdrawUntried(campaign);
    CampaignStore(m_tx.db).setExpandedTo(campaign, m_tx.now);
}

bool Materializer::sweepCancelled(CampaignId id)
{
    return RowMoves(m_tx).sweep(id, stepRows);
}

} // namespace campanile
