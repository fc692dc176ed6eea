#include "local/campaigns/local_campaign_service.h"

#include "engine/plan/materializer.h"
#include "english/english.h"
#include "local/campaigns/campaign_check.h"
#include "local/campaigns/campaign_edit.h"
#include "local/campaigns/draft_removal.h"
#include "local/campaigns/target_hold.h"
#include "local/campaigns/waiting.h"
#include "local/editing.h"
#include "local/input_check.h"
#include "local/lists/campaign_import.h"
#include "local/once.h"
#include "services/schedule_service.h"
#include "storage/brief_store.h"
#include "storage/campaign_events.h"
#include "storage/campaign_store.h"
#include "storage/event_store.h"
#include "storage/setup_store.h"
#include "storage/target_state_store.h"

namespace campanile {

namespace {

/// The event of a move that a person has made.
void tellOfMove(WriteTransaction &tx, const Campaign &campaign, CampaignStatus from)
{
    switch (campaign.status) {
    case CampaignStatus::Active:
        addCampaignEvent(tx, from == CampaignStatus::Paused ? EventType::CampaignResumed : EventType::CampaignStarted,
                         campaign);
        break;
    case CampaignStatus::Paused: {
        EventData data;
        data.add("reason", QLatin1StringView("requested"));
        addCampaignEvent(tx, EventType::CampaignPaused, campaign, std::move(data));
        break;
    }
    case CampaignStatus::Cancelled:
        addCampaignEvent(tx, EventType::CampaignCancelled, campaign);
        break;
    case CampaignStatus::Draft:
    case CampaignStatus::Completed: // a person does not make this move
        break;
    }
}

/// Whether the workspace has the campaign's agent and its caller ID, and the caller ID may call whom it calls.
Result<void> checkParts(Connection &db, const Campaign &campaign)
{
    SetupStore setup(db);
    if (!setup.agent(campaign.workspace, campaign.agent)) {
        return Error{ErrorCode::NotFound, QStringLiteral("There is no such agent."), QStringLiteral("#/agent_id"),
                     ErrorRule::NoSuchAgent};
    }
    if (!setup.number(campaign.workspace, campaign.fromNumber)) {
        return Error{ErrorCode::NotFound, QStringLiteral("There is no such phone number."),
                     QStringLiteral("#/phone_number_id"), ErrorRule::NoSuchNumber};
    }
    if (campaign.kind == CampaignKind::Recurring) {
        if (const std::optional<CountryRefusal> refusal =
                setup.countryRule(campaign.fromNumber).refusalOf(campaign.recurrence.to)) {
            return refused(*refusal, QStringLiteral("#/to_number"));
        }
    }
    return {};
}

/// The phone number of the workspace with these digits; NotFound when it has none.
Result<PhoneNumberId> numberWith(Connection &db, WorkspaceId workspace, E164 digits)
{
    const PhoneNumberId number = SetupStore(db).numberOf(workspace, digits);
    if (number.isNull()) {
        return {ErrorCode::NotFound,
                QStringLiteral("There is no phone number %1 in this workspace.").arg(digits.toString()),
                QStringLiteral("#/from_number")};
    }
    return number;
}

/// Adds a draft, or says what it lacks.
Result<Campaign> inserted(WriteTransaction &tx, Campaign campaign)
{
    if (const Result<void> allowed = mayEdit(tx.db, campaign.workspace); !allowed) {
        return allowed.error();
    }
    if (campaign.recurrence.endAt.ms != 0 && campaign.recurrence.endAt <= tx.now) {
        return Error{ErrorCode::InvalidInput, QStringLiteral("The end of the campaign must lie in the future."),
                     QStringLiteral("#/end_at"), ErrorRule::EndInPast};
    }
    if (const Result<void> checked = checkParts(tx.db, campaign); !checked) {
        return checked.error();
    }
    campaign.id = tx.ids.next<CampaignId>();
    campaign.createdAt = tx.now;
    CampaignStore(tx.db).insert(campaign);
    tx.changes.campaigns.insert(campaign.id);
    return campaign;
}

} // namespace

CampaignOverview LocalCampaignService::overviewOf(Connection &db, Campaign campaign)
{
    CampaignOverview overview;
    SetupStore setup(db);
    overview.stats = CampaignStore(db).stats(campaign.id);
    const auto agent = setup.agent(campaign.agent);
    const auto number = setup.number(campaign.fromNumber);
    overview.agentName = agent ? agent->name : QString();
    overview.from = number ? number->number : E164{};
    if (campaign.status == CampaignStatus::Active) {
        overview.hold = holdOfCampaign(m_core, db, campaign.id);
    }
    if (overview.hold.reason == HoldReason::None) {
        overview.hold = waitingOf(db, campaign, overview.stats, m_core.clock.wall(), m_core.trunks);
    }
    overview.import = importInto(db, m_core, campaign.id, overview.stats);
    overview.expectedEnd = m_ends.of(db, campaign, overview.stats, overview.hold);
    countStates(db, campaign, overview);
    overview.campaign = std::move(campaign);
    return overview;
}

/// Adds the counts by state, and takes what talks out of the counts by outcome, since it has none yet.
void LocalCampaignService::countStates(Connection &db, const Campaign &campaign, CampaignOverview &overview)
{
    TargetStateStore states(db, m_core.clock.wall());
    const OpenAttempts open = states.open(campaign.id, overview.stats);
    if (campaign.kind == CampaignKind::Bulk) {
        overview.states = states.counts(campaign.id, overview.stats, open, holdOfTargets(m_core, db, campaign));
    }
    if (const qint64 undecided = open.talking + open.unended; undecided > 0) {
        qint64 &counted = overview.stats.byOutcome[countedWhileTalking];
        counted -= undecided;
        if (counted == 0) {
            overview.stats.byOutcome.erase(countedWhileTalking);
        }
    }
}

void LocalCampaignService::list(const Caller &caller, Reply<std::vector<CampaignOverview>> reply)
{
    if (!isAllowed(caller, Scope::CampaignsRead, reply)) {
        return;
    }
    m_core.readers.read<std::vector<CampaignOverview>>(
        [this, workspace = caller.workspace](Connection &db) -> Result<std::vector<CampaignOverview>> {
            std::vector<CampaignOverview> all;
            for (Campaign &campaign : CampaignStore(db).all(workspace)) {
                all.push_back(overviewOf(db, std::move(campaign)));
            }
            return all;
        },
        std::move(reply));
}

void LocalCampaignService::get(const Caller &caller, CampaignId id, Reply<CampaignOverview> reply)
{
    if (!isAllowed(caller, Scope::CampaignsRead, reply)) {
        return;
    }
    m_core.readers.read<CampaignOverview>(
        [this, workspace = caller.workspace, id](Connection &db) -> Result<CampaignOverview> {
            std::optional<Campaign> campaign = CampaignStore(db).find(workspace, id);
            if (!campaign) {
                return notFound<CampaignOverview>("campaign");
            }
            return overviewOf(db, std::move(*campaign));
        },
        std::move(reply));
}

void LocalCampaignService::create(const Caller &caller, NewCampaign fresh, Answering<Campaign> answering)
{
    if (!isAllowed(caller, Scope::CampaignsWrite, answering)) {
        return;
    }
    if (fresh.recurrence && fresh.recurrence->timezone.isEmpty()) {
        fresh.recurrence->timezone = ScheduleService::defaultTimezone; // B1-12
    }
    if (const Result<void> checked = checkNewCampaign(fresh); !checked) {
        answering(checked.error());
        return;
    }
    makeOnce<Campaign>(
        m_core, caller,
        [workspace = caller.workspace, fresh = std::move(fresh)](WriteTransaction &tx) -> Result<Campaign> {
            Campaign campaign = campaignOf(fresh);
            campaign.workspace = workspace;
            if (!fresh.from.isNull()) {
                const Result<PhoneNumberId> number = numberWith(tx.db, workspace, fresh.from);
                if (!number) {
                    return number.error();
                }
                campaign.fromNumber = *number;
            }
            return inserted(tx, std::move(campaign));
        },
        std::move(answering));
}

void LocalCampaignService::duplicate(const Caller &caller, CampaignId id, CampaignCopy changes,
                                     Answering<Campaign> answering)
{
    if (!isAllowed(caller, Scope::CampaignsWrite, answering)) {
        return;
    }
    makeOnce<Campaign>(
        m_core, caller,
        [workspace = caller.workspace, id, changes = std::move(changes)](WriteTransaction &tx) -> Result<Campaign> {
            const std::optional<Campaign> pattern = CampaignStore(tx.db).find(workspace, id);
            if (!pattern) {
                return notFound<Campaign>("campaign");
            }
            Result<Campaign> copy = copyOf(*pattern, changes);
            if (copy) {
                copy = inserted(tx, std::move(*copy));
            }
            if (copy) { // what the briefs of its calls have of the campaign
                BriefStore briefs(tx.db);
                briefs.setOfCampaign(copy->id, briefs.ofCampaign(id));
            }
            return copy;
        },
        std::move(answering));
}

void LocalCampaignService::edit(const Caller &caller, CampaignId id, CampaignEdit edit, Reply<Campaign> reply)
{
    if (!isAllowed(caller, Scope::CampaignsWrite, reply)) {
        return;
    }
    m_core.writer.submit<Campaign>(
        WritePriority::Commands,
        [workspace = caller.workspace, id, edit = std::move(edit)](WriteTransaction &tx) -> Result<Campaign> {
            if (const Result<void> allowed = mayEdit(tx.db, workspace); !allowed) {
                return allowed.error();
            }
            CampaignStore store(tx.db);
            std::optional<Campaign> campaign = store.find(workspace, id);
            if (!campaign) {
                return notFound<Campaign>("campaign");
            }
            if (const Result<void> applied = applyEdit(edit, *campaign, tx.now); !applied) {
                return applied.error();
            }
            if (edit.from) {
                const Result<PhoneNumberId> number = numberWith(tx.db, workspace, *edit.from);
                if (!number) {
                    return number.error();
                }
                campaign->fromNumber = *number;
            }
            if (const Result<void> checked = edit.isForDrafts() ? checkParts(tx.db, *campaign) : Result<void>();
                !checked) {
                return checked.error();
            }
            store.updatePlan(*campaign);
            if (edit.cron || edit.timezone || edit.endAt) {
                if (edit.timezone) {
                    store.raisePlanRevision(id);
                }
                Materializer(tx).materializeAnew(id);
            }
            addCampaignEvent(tx, EventType::CampaignEdited, *campaign);
            tx.changes.campaigns.insert(id);
            return *campaign;
        },
        [this, reply = std::move(reply)](const Result<Campaign> &result) { told(result, reply); });
}

void LocalCampaignService::remove(const Caller &caller, CampaignId id, Reply<void> reply)
{
    if (isAllowed(caller, Scope::CampaignsWrite, reply)) {
        removeDraft(m_core, caller.workspace, id, std::move(reply));
    }
}

void LocalCampaignService::setSpendLimit(const Caller &caller, CampaignId id, Money limit, Reply<Campaign> reply)
{
    if (!isAllowed(caller, Scope::CampaignsWrite, reply)) {
        return;
    }
    if (const Result<void> checked = checkSpendLimit(limit); !checked) {
        reply(checked.error());
        return;
    }
    m_core.writer.submit<Campaign>(
        WritePriority::Commands,
        asEdit<Campaign>(caller.workspace,
                         [workspace = caller.workspace, id, limit](WriteTransaction &tx) -> Result<Campaign> {
                             CampaignStore store(tx.db);
                             std::optional<Campaign> campaign = store.find(workspace, id);
                             if (!campaign) {
                                 return notFound<Campaign>("campaign");
                             }
                             if (isTerminal(campaign->status)) {
                                 return {ErrorCode::Conflict,
                                         QStringLiteral("The campaign is %1; it spends nothing any more.")
                                             .arg(nameOf(campaign->status))};
                             }
                             store.setSpendLimit(id, limit);
                             campaign->spendLimit = limit;
                             addCampaignEvent(tx, EventType::CampaignEdited, *campaign);
                             tx.changes.campaigns.insert(id);
                             return *campaign;
                         }),
        afterTellingEngine<Campaign>(m_core, std::move(reply)));
}

/// Tells the engine of the change before the caller is answered.
void LocalCampaignService::told(const Result<Campaign> &result, const Reply<Campaign> &reply)
{
    if (result) {
        m_core.onEngine([id = result->id](Engine &engine) { engine.campaignChanged(id); });
    }
    reply(result);
}

void LocalCampaignService::move(WorkspaceId workspace, CampaignId id, CampaignStatus to, Change also,
                                Reply<Campaign> reply)
{
    m_core.writer.submit<Campaign>(
        WritePriority::Commands,
        [workspace, id, to, also = std::move(also)](WriteTransaction &tx) -> Result<Campaign> {
            CampaignStore store(tx.db);
            std::optional<Campaign> campaign = store.find(workspace, id);
            if (!campaign) {
                return notFound<Campaign>("campaign");
            }
            if (const auto allowed = moved(campaign->status, to); !allowed) {
                return allowed.error();
            }
            if (const Result<void> done = also(tx, *campaign); !done) {
                return done.error();
            }
            const CampaignStatus from = campaign->status;
            campaign->status = to;
            store.updateLifeCycle(*campaign);
            tellOfMove(tx, *campaign, from);
            tx.changes.campaigns.insert(id);
            return *campaign;
        },
        [this, reply = std::move(reply)](const Result<Campaign> &result) { told(result, reply); });
}

void LocalCampaignService::start(const Caller &caller, CampaignId id, Reply<Campaign> reply)
{
    if (!isAllowed(caller, Scope::CampaignsWrite, reply)) {
        return;
    }
    move(
        caller.workspace, id, CampaignStatus::Active,
        [this](WriteTransaction &tx, Campaign &campaign) -> Result<void> {
            if (Result<void> allowed = mayEdit(tx.db, campaign.workspace); !allowed) {
                return allowed;
            }
            if (campaign.status == CampaignStatus::Paused) {
                return Error{ErrorCode::Conflict,
                             QStringLiteral("The campaign is paused; resume it instead."),
                             {},
                             ErrorRule::ResumeInstead};
            }
            if (Result<void> whole = mayChangeBeside(tx.db, m_core, campaign.id); !whole) {
                return whole;
            }
            if (campaign.kind == CampaignKind::Recurring) {
                if (Result<void> due = checkStillDue(campaign.recurrence, tx.now); !due) {
                    return due;
                }
            } else if (CampaignStore(tx.db).stats(campaign.id).total() == 0) {
                return Error{ErrorCode::Conflict,
                             QStringLiteral("The campaign has no targets yet. Add some, then start it."),
                             {},
                             ErrorRule::NoTargets};
            }
            campaign.startedAt = tx.now;
            return {};
        },
        std::move(reply));
}

void LocalCampaignService::pause(const Caller &caller, CampaignId id, Reply<Campaign> reply)
{
    if (!isAllowed(caller, Scope::CampaignsWrite, reply)) {
        return;
    }
    pauseAs(caller.workspace, id, false, std::move(reply));
}

void LocalCampaignService::pauseWithQueue(const Caller &caller, CampaignId id, Reply<Campaign> reply)
{
    if (!isAllowed(caller, Scope::CampaignsWrite, reply)) {
        return;
    }
    pauseAs(caller.workspace, id, true, std::move(reply));
}

void LocalCampaignService::pauseAs(WorkspaceId workspace, CampaignId id, bool holdQueue, Reply<Campaign> reply)
{
    move(
        workspace, id, CampaignStatus::Paused,
        [holdQueue](WriteTransaction &, Campaign &campaign) -> Result<void> {
            campaign.pauseReason = {};
            campaign.holdQueue = holdQueue;
            return {};
        },
        std::move(reply));
}

void LocalCampaignService::resume(const Caller &caller, CampaignId id, Reply<Campaign> reply)
{
    if (!isAllowed(caller, Scope::CampaignsWrite, reply)) {
        return;
    }
    move(
        caller.workspace, id, CampaignStatus::Active,
        [](WriteTransaction &tx, Campaign &campaign) -> Result<void> {
            if (campaign.status != CampaignStatus::Paused) {
                return Error{ErrorCode::Conflict,
                             QStringLiteral("The campaign is %1 and cannot be resumed; start it instead.")
                                 .arg(nameOf(campaign.status)),
                             {},
                             ErrorRule::CampaignStatus,
                             {QString(nameOf(campaign.status))}};
            }
            if (Result<void> allowed = mayEdit(tx.db, campaign.workspace); !allowed) {
                return allowed;
            }
            campaign.pauseReason = {};
            campaign.holdQueue = false;
            CampaignStore campaigns(tx.db);
            campaigns.startBreakerAnew(campaign.id);      // whoever resumes the campaign says that the cause is gone
            campaigns.setExpandedTo(campaign.id, tx.now); // nothing was missed while it was paused on purpose
            return {};
        },
        std::move(reply));
}

void LocalCampaignService::cancel(const Caller &caller, CampaignId id, Reply<Campaign> reply)
{
    if (!isAllowed(caller, Scope::CampaignsWrite, reply)) {
        return;
    }
    move(
        caller.workspace, id, CampaignStatus::Cancelled,
        [](WriteTransaction &tx, Campaign &campaign) -> Result<void> {
            campaign.endedAt = tx.now;
            return {};
        },
        std::move(reply));
}

void LocalCampaignService::activity(const Caller &caller, CampaignId id, std::int64_t before, int limit,
                                    Reply<Page<Event, std::int64_t>> reply)
{
    if (!isAllowed(caller, Scope::CampaignsRead, reply)) {
        return;
    }
    m_core.readers.read<Page<Event, std::int64_t>>(
        [workspace = caller.workspace, id, before, limit](Connection &db) -> Result<Page<Event, std::int64_t>> {
            if (const Result<void> checked = checkPageSize(limit); !checked) {
                return checked.error();
            }
            const std::optional<Campaign> campaign = CampaignStore(db).find(workspace, id);
            if (!campaign) {
                return notFound<Page<Event, std::int64_t>>("campaign");
            }
            Page<Event, std::int64_t> page;
            page.rows = EventReader(db).ofCampaign(workspace, id, before, limit + 1);
            if (page.rows.size() > static_cast<std::size_t>(limit)) {
                page.rows.pop_back();
                page.next = page.rows.back().sequence;
            }
            return page;
        },
        std::move(reply));
}

void LocalCampaignService::findByFingerprint(const Caller &caller, QString fingerprint, Reply<CampaignId> reply)
{
    if (!isAllowed(caller, Scope::CampaignsRead, reply)) {
        return;
    }
    m_core.readers.read<CampaignId>(
        [workspace = caller.workspace, fingerprint = std::move(fingerprint)](Connection &db) -> Result<CampaignId> {
            return CampaignStore(db).findByFingerprint(workspace, fingerprint);
        },
        std::move(reply));
}

} // namespace campanile
