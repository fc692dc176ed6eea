#include "engine/materializer.h"

#include "domain/gcra.h"
#include "engine/settlement.h"
#include "storage/campaign_store.h"
#include "storage/event_store.h"
#include "storage/queue_store.h"
#include "storage/target_store.h"

#include <algorithm>

namespace campanile {

namespace {

int windowFor(const Campaign &campaign)
{
    const int hour = campaign.ratePerMinute * 60;
    return campaign.ratePerMinute > 0 ? std::min(std::max(hour, 1), Materializer::windowRows)
                                      : Materializer::windowRows;
}

} // namespace

Materialized Materializer::step(CampaignId id)
{
    Materialized result;
    CampaignStore campaigns(m_tx.db);
    const std::optional<Campaign> campaign = campaigns.find(id);
    if (!campaign || campaign->status != CampaignStatus::Active) {
        return result;
    }
    QueueStore queue(m_tx.db);
    const int window = windowFor(*campaign);
    const auto waiting = static_cast<int>(queue.pendingCount(id, window));
    const int wanted = std::min(window - waiting, stepRows);
    const std::vector<PendingTarget> targets =
        wanted > 0 ? TargetStore(m_tx.db).pending(id, campaigns.importingFrom(id), wanted)
                   : std::vector<PendingTarget>();
    const Gcra pace = Gcra::perMinute(campaign->ratePerMinute);
    WallTime due = m_tx.now + pace.interval * waiting; // behind those that wait already
    for (const PendingTarget &target : targets) {
        ScheduledCall call{m_tx.ids.next<ScheduledCallId>(),
                           campaign->workspace,
                           id,
                           target.id,
                           campaign->fromNumber,
                           campaign->agent,
                           target.number,
                           ScheduledCallStatus::Pending,
                           due,
                           0,
                           0};
        if (queue.insert(call)) {
            EventStore(m_tx.db).add(EventType::ScheduledCallCreated, m_tx.now, id, call.id);
        }
        TargetStore(m_tx.db).setStatus(target.id, TargetStatus::Scheduled, due);
        m_tx.countTarget(id, TargetStatus::Pending, TargetStatus::Scheduled);
        due = due + pace.interval;
        ++result.created;
    }
    if (result.created > 0) {
        m_tx.changes.targets.insert(id);
    }
    result.untilNext = waiting + result.created - window / 2;
    result.more = static_cast<int>(targets.size()) == wanted && wanted > 0 && waiting + wanted < window;
    result.completed = targets.empty() && wanted > 0 && Settlement(m_tx).completeIfDone(id);
    return result;
}

bool Materializer::sweepCancelled(CampaignId id)
{
    QueueStore queue(m_tx.db);
    TargetStore targets(m_tx.db);
    const std::vector<ScheduledCall> calls = queue.pendingOf(id, stepRows);
    for (const ScheduledCall &call : calls) {
        queue.finish(call.id, ScheduledCallStatus::Cancelled, EndReason::Cancelled);
        targets.setStatus(call.target, TargetStatus::Skipped, {});
        EventStore(m_tx.db).add(EventType::ScheduledCallCancelled, m_tx.now, id, call.id);
        m_tx.countTarget(id, TargetStatus::Scheduled, TargetStatus::Skipped);
    }
    const std::vector<PendingTarget> pending =
        targets.pending(id, CampaignStore(m_tx.db).importingFrom(id), stepRows - static_cast<int>(calls.size()));
    for (const PendingTarget &target : pending) {
        targets.setStatus(target.id, TargetStatus::Skipped, {});
        m_tx.countTarget(id, TargetStatus::Pending, TargetStatus::Skipped);
    }
    if (!calls.empty() || !pending.empty()) {
        m_tx.changes.targets.insert(id);
    }
    return static_cast<int>(calls.size() + pending.size()) == stepRows;
}

} // namespace campanile
