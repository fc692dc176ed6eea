#pragma once

#include "core/event_loop.h"
#include "domain/call.h"
#include "domain/campaign.h"
#include "storage/writer.h"

#include <QString>

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace campanile {

/// Keeps the queue filled: materializes the plans of active campaigns as far ahead as they are needed, and removes the
/// rows of cancelled campaigns, a step at a time. Campaigns of all workspaces are served alike. Only the process that
/// holds the scheduler's lease does that; each step asks in its own transaction whether it still does.
/// Thread: the engine's.
class Scheduler {
public:
    struct Listener {
        std::function<void(Lane)> wake;                         ///< rows were added, or rows that wait may go now
        std::function<void(Lane)> forget;                       ///< nothing of the lane is dialled any more
        std::function<void(const Result<void> &)> materialized; ///< a step of a plan was materialized, or could not be
    };

    /// Borrows loop and writer.
    Scheduler(EventLoop &loop, Writer &writer, ProcessId self, Listener listener);

    /// Says whether this process holds the lease. At first it does not.
    void setInCharge(bool inCharge);
    /// Takes in the campaigns that have work: at the start, and when other processes may have changed them.
    void look(const std::vector<CampaignId> &active, const std::vector<CampaignId> &cancelled);
    /// Materializes nothing more.
    void stop() { m_stopped = true; }
    /// Looks again at the plans whose rows may be running out. The engine calls this now and then.
    void lookAhead();

    /// The campaign's status, list, plan or rate changed. A campaign that cannot be read now stays as it is, and is
    /// read again after a second.
    void campaignChanged(CampaignId id);
    /// A pass processed `handled` due rows of the lane. `empty`: no row of it is left.
    void laneServed(Lane lane, int handled, bool empty);
    /// Nothing of the campaign is dialled from now on.
    void retire(CampaignId campaign);

private:
    void changed(CampaignId id, const std::optional<Campaign> &campaign);
    void materialize(CampaignId campaign);
    void sweep(CampaignId campaign);

    EventLoop &m_loop;
    Writer &m_writer;
    const ProcessId m_self;
    Listener m_listener;
    std::set<CampaignId> m_active;
    std::set<CampaignId> m_materializing;
    std::map<CampaignId, int> m_queued; // rows waiting, as far as known: when to materialize more
    std::set<CampaignId> m_swept;       // cancelled ones, or being swept
    std::set<CampaignId> m_unread;      // to be read again, since they could not be
    int m_looks = 0;
    bool m_inCharge = false;
    bool m_stopped = false;
};

} // namespace campanile
