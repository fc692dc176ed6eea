#include "engine/plan/scheduler.h"

#include "engine/plan/materializer.h"
#include "storage/campaign_store.h"
#include "storage/lease_store.h"

#include <utility>

namespace campanile {

namespace {

constexpr Microseconds retryAfterFailure{1'000'000};
constexpr int looksBetweenCounts = 10; // a queue whose length is known is counted again after this many looks

bool isInCharge(WriteTransaction &transaction, ProcessId self)
{
    return LeaseStore(transaction.db).isHeldBy(LeaseStore::scheduler, self);
}

} // namespace

Scheduler::Scheduler(EventLoop &loop, Writer &writer, ProcessId self, Listener listener)
    : m_loop(loop)
    , m_writer(writer)
    , m_self(self)
    , m_listener(std::move(listener))
{
}

void Scheduler::setInCharge(bool inCharge)
{
    if (std::exchange(m_inCharge, inCharge) != inCharge) {
        m_queued.clear(); // another process may have materialized plans meanwhile
        m_swept.clear();
    }
}

void Scheduler::look(const std::vector<CampaignId> &active, const std::vector<CampaignId> &cancelled)
{
    for (const CampaignId campaign : cancelled) {
        if (!m_swept.contains(campaign)) {
            sweep(campaign);
        }
    }
    m_active = {active.begin(), active.end()};
    for (const CampaignId campaign : active) {
        m_listener.wake({campaign, {}}); // all of its rows may be in the queue already
    }
}

void Scheduler::lookAhead()
{
    if (++m_looks % looksBetweenCounts == 0) {
        m_queued.clear();
    }
    for (const CampaignId campaign : m_active) {
        if (const auto queued = m_queued.find(campaign); queued == m_queued.end() || queued->second <= 0) {
            materialize(campaign);
        }
    }
}

void Scheduler::campaignChanged(CampaignId id)
{
    m_writer.submit<std::optional<Campaign>>(
        WritePriority::Commands,
        [id](WriteTransaction &transaction) -> Result<std::optional<Campaign>> {
            return CampaignStore(transaction.db).find(id);
        },
        [this, id](Result<std::optional<Campaign>> found) {
            m_loop.post([this, id, found = std::move(found)] {
                if (found) {
                    changed(id, *found);
                } else if (m_unread.insert(id).second) { // not known to have ended, so it stays as it is
                    m_loop.after(retryAfterFailure, [this, id] {
                        m_unread.erase(id);
                        campaignChanged(id);
                    });
                }
            });
        });
}

void Scheduler::changed(CampaignId id, const std::optional<Campaign> &campaign)
{
    if (campaign && campaign->status == CampaignStatus::Active) {
        m_active.insert(id);
        m_queued.erase(id);
        materialize(id);
        m_listener.wake({id, {}});
        return;
    }
    retire(id);
    if (campaign && campaign->kind == CampaignKind::Recurring) {
        m_listener.wake({id, {}}); // its rows in the queue may still fire; the gate decides
    }
    if (campaign && campaign->status == CampaignStatus::Cancelled) {
        sweep(id);
    }
}

void Scheduler::materialize(CampaignId campaign)
{
    if (m_stopped || !m_inCharge || !m_active.contains(campaign) || !m_materializing.insert(campaign).second) {
        return;
    }
    m_writer.submit<Materialized>(
        WritePriority::Gate,
        [campaign, self = m_self](WriteTransaction &transaction) -> Result<Materialized> {
            return isInCharge(transaction, self) ? Materializer(transaction).step(campaign) : Materialized{};
        },
        [this, campaign](Result<Materialized> result) {
            m_loop.post([this, campaign, result = std::move(result)] {
                m_materializing.erase(campaign);
                m_listener.materialized(result ? Result<void>() : Result<void>(result.error()));
                if (!result) {
                    return; // the plan is looked at again before long
                }
                m_queued[campaign] = result->untilNext;
                if (result->completed) {
                    retire(campaign);
                } else if (result->created > 0 && m_active.contains(campaign)) {
                    m_listener.wake({campaign, {}});
                }
                if (result->more) {
                    materialize(campaign);
                }
            });
        });
}

/// Counting the rows that wait costs as much as dialling some calls, so nothing is done while half of a window is left.
void Scheduler::laneServed(Lane lane, int handled, bool empty)
{
    const auto queued = m_queued.find(lane.campaign);
    if (queued == m_queued.end()) {
        materialize(lane.campaign);
        return;
    }
    queued->second -= handled;
    if (empty || queued->second <= 0) {
        materialize(lane.campaign);
    }
}

void Scheduler::retire(CampaignId campaign)
{
    m_active.erase(campaign);
    m_queued.erase(campaign);
    m_listener.forget({campaign, {}});
}

void Scheduler::sweep(CampaignId campaign)
{
    if (!m_inCharge) {
        return; // the process in charge finds it
    }
    m_swept.insert(campaign);
    m_writer.submit<bool>(
        WritePriority::Imports,
        [campaign, self = m_self](WriteTransaction &transaction) -> Result<bool> {
            return isInCharge(transaction, self) && Materializer(transaction).sweepCancelled(campaign);
        },
        [this, campaign](const Result<bool> &more) {
            m_loop.post([this, campaign, more] {
                if (!more) {
                    m_loop.after(retryAfterFailure, [this, campaign] { sweep(campaign); });
                } else if (*more) {
                    sweep(campaign);
                }
            });
        });
}

} // namespace campanile
