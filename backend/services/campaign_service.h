#pragma once

#include "core/e164.h"
#include "core/result.h"
#include "domain/caller.h"
#include "domain/campaign.h"
#include "domain/event.h"
#include "domain/hold.h"
#include "services/answering.h"
#include "services/target_service.h"

#include <optional>
#include <vector>

namespace campanile {

/// An import into a campaign that has not finished. Its targets belong to nobody yet: they are counted and listed, but
/// nothing dials them, and each of them goes when the import is undone.
struct CampaignImport {
    enum class State {
        None,    ///< there is no such import
        Running, ///< the list is being read
        Failed,  ///< it failed or was cancelled, and is not undone yet
    };

    State state = State::None;
    ImportId id{};
    QString source{}; ///< what the list is called
    WallTime startedAt{};
    qint64 targets = 0;             ///< that it has added and that are not removed again
    std::optional<Error> failure{}; ///< why it failed, as far as this process knows
};

/// A campaign with what every face shows beside it.
struct CampaignOverview {
    Campaign campaign;
    CampaignStats stats;
    QString agentName;
    E164 from;
    Hold hold; ///< why an active campaign is not dialling just now; None when it is dialling, or is not active
    /// When every target will be terminal if it goes on like this; 0 when that cannot be told.
    WallTime expectedEnd;
    CampaignImport import{}; ///< its targets are part of `stats`
};

/// Every use case of campaigns. One of the narrow doors to the backend: the window, REST and the command line hold
/// it by reference and never see what is behind it.
/// Thread: any. Each call answers exactly once through its Reply, on a thread of the backend's choosing.
class CampaignService {
public:
    virtual ~CampaignService() = default;

    /// All campaigns, newest first.
    virtual void list(const Caller &caller, Reply<std::vector<CampaignOverview>> reply) = 0;
    /// NotFound when there is no such campaign.
    virtual void get(const Caller &caller, CampaignId id, Reply<CampaignOverview> reply) = 0;
    /// Makes a campaign in draft: bulk, or recurring when it has a recurrence. InvalidInput with a pointer for a bad
    /// field, NotFound with a pointer when agent or number do not exist.
    virtual void create(const Caller &caller, NewCampaign campaign, Answering<Campaign> answering) = 0;
    /// Changes a draft, or a recurring campaign, whose future occurrences are materialized anew at once (B1-18, B1-19).
    /// Conflict for a bulk campaign that has been started (B1-38), for one that has ended, and for what only a draft
    /// lets be changed (CampaignEdit). InvalidInput and NotFound with a pointer as `create`.
    virtual void edit(const Caller &caller, CampaignId id, CampaignEdit edit, Reply<Campaign> reply) = 0;
    /// Deletes a draft with its list and the records of its imports, for good. A long list goes in several
    /// transactions; meanwhile the campaign cannot be started. Answers when it is gone. Conflict names the status of a
    /// campaign that is no draft, and when an import into it runs or is not undone. A deletion that cannot be finished,
    /// because the disk is full or the program ends, leaves the draft with nobody on its list.
    virtual void remove(const Caller &caller, CampaignId id, Reply<void> reply) = 0;
    /// Makes a draft after the campaign's pattern, whatever its status. The copy has everything that the campaign was
    /// made of, except what `changes` names and except the targets, some of whom may have been called already (B1-38).
    /// Errors as `create`.
    virtual void duplicate(const Caller &caller, CampaignId id, CampaignCopy changes,
                           Answering<Campaign> answering) = 0;
    /// Sets what the campaign may spend in all; 0: no limit. A campaign that is held by its limit goes on when the
    /// limit is raised. InvalidInput when it is negative, Conflict when the campaign has ended.
    virtual void setSpendLimit(const Caller &caller, CampaignId id, Money limit, Reply<Campaign> reply) = 0;
    /// draft → active. Conflict names the status when that is not possible; an empty list is a Conflict too, and so is
    /// an import that runs, or that has failed and is not undone yet.
    virtual void start(const Caller &caller, CampaignId id, Reply<Campaign> reply) = 0;
    /// active → paused: nothing new is dialled from the commit on; calls in flight finish. The rows that a recurring
    /// campaign has in the queue still fire (B1-17).
    virtual void pause(const Caller &caller, CampaignId id, Reply<Campaign> reply) = 0;
    /// The same, and the rows that a recurring campaign has in the queue wait, too.
    virtual void pauseWithQueue(const Caller &caller, CampaignId id, Reply<Campaign> reply) = 0;
    /// paused → active.
    virtual void resume(const Caller &caller, CampaignId id, Reply<Campaign> reply) = 0;
    /// Any status that is not terminal → cancelled. Answers once nothing new can be dialled; the targets still
    /// waiting become skipped in the background, over a restart if need be.
    virtual void cancel(const Caller &caller, CampaignId id, Reply<Campaign> reply) = 0;
    /// What happened to the campaign itself (EventType), not to its calls: newest first, before the event with this
    /// sequence (0: from the newest). `limit` 1 to ceilings::rowsPerPage. NotFound when there is no such campaign.
    virtual void activity(const Caller &caller, CampaignId id, std::int64_t before, int limit,
                          Reply<Page<Event, std::int64_t>> reply) = 0;
    /// The campaign that was made from this file, newest first; a null id when there is none.
    virtual void findByFingerprint(const Caller &caller, QString fingerprint, Reply<CampaignId> reply) = 0;
};

} // namespace campanile
