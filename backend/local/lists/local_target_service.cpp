#include "local/lists/local_target_service.h"

#include "domain/ceilings.h"
#include "domain/people_fingerprint.h"
#include "engine/calls/row_moves.h"
#include "local/campaigns/campaign_check.h"
#include "local/campaigns/zone_names.h"
#include "local/editing.h"
#include "local/input_check.h"
#include "local/lists/campaign_import.h"
#include "local/lists/line_state.h"
#include "local/lists/people_to_skip.h"
#include "local/lists/refused_row.h"
#include "local/lists/target_reads.h"
#include "local/once.h"
#include "local/reader_query.h"
#include "storage/campaign_store.h"
#include "storage/import_store.h"
#include "storage/limit_store.h"
#include "storage/setup_store.h"
#include "storage/target_store.h"

#include <algorithm>

namespace campanile {

namespace {

constexpr std::size_t rowsPerAnswer = 1'000;
constexpr std::size_t rowsInSummary = 100; // of each fate

/// Why a target that does not wait cannot be skipped.
Error refusedSkip(Connection &db, const Target &target)
{
    const std::optional<AttemptState> state = stateOnTheLine(db, target.id);
    QString message;
    if (!state) {
        message = QStringLiteral("The target is %1, so it is not called any more; only one that waits can be skipped.")
                      .arg(nameOf(target.status));
    } else if (*state == AttemptState::Resolving) {
        message =
            QStringLiteral("A call to the target was cut off and its outcome is being found out (resolving). Skip "
                           "the target when it waits again.");
    } else {
        message =
            QStringLiteral("A call to the target is on the line (%1). Hang it up, or skip the target when it waits "
                           "again.")
                .arg(nameOf(*state));
    }
    return {ErrorCode::Conflict,
            message,
            {},
            ErrorRule::TargetTaken,
            {QString(nameOf(target.status)), state ? QString(nameOf(*state)) : QString()}};
}

Result<Campaign> campaignThatTakesTargets(Connection &db, const BackendCore &core, WorkspaceId workspace, CampaignId id)
{
    if (const Result<void> allowed = mayEdit(db, workspace); !allowed) {
        return allowed.error();
    }
    CampaignStore campaigns(db);
    std::optional<Campaign> campaign = campaigns.find(workspace, id);
    if (!campaign) {
        return notFound<Campaign>("campaign");
    }
    if (const Result<void> open = mayTakeTargets(*campaign); !open) {
        return open.error();
    }
    if (const Result<void> open = mayChangeBeside(db, core, id); !open) {
        return open.error();
    }
    return *std::move(campaign);
}

RejectedRow leftOut(const NewTarget &row, const Error &reason)
{
    return {row.row, row.number.toString(), reason.message, {}, reason.rule, reason.values};
}

/// Moves the rows whose time zone does not exist over to the rejected ones.
void rejectUnknownZones(std::vector<NewTarget> &rows, std::vector<RejectedRow> &rejected)
{
    ZoneNames zones;
    std::erase_if(rows, [&](const NewTarget &row) {
        const QString problem = zoneProblem(zones, row.variables);
        if (!problem.isEmpty()) {
            rejected.push_back(leftOut(row, refusedZone(zoneOf(row.variables), problem)));
        }
        return !problem.isEmpty();
    });
}

/// Writes down the rows of one fate, in their order.
/// @return the first of them, as the summary tells them
std::vector<RejectedRow> record(ImportStore &imports, ImportId import, std::vector<RejectedRow> rows, RowFate fate)
{
    std::ranges::stable_sort(rows, {}, &RejectedRow::row);
    for (const RejectedRow &row : rows) {
        imports.addReject(import, row, fate);
    }
    rows.resize(std::min(rows.size(), rowsInSummary));
    return rows;
}

/// Whom to pass over; nobody when that was not asked for.
Result<PeopleToSkip> knownPeople(Connection &db, WorkspaceId workspace, CampaignId id, std::optional<WallTime> since)
{
    const std::optional<Campaign> campaign = since ? CampaignStore(db).find(workspace, id) : std::nullopt;
    return campaign ? PeopleToSkip(db, workspace, campaign->fromNumber, campaign->agent, *since, id) : PeopleToSkip();
}

/// Adds rows to a campaign, within one transaction.
class Appender {
public:
    /// @param known  whom to pass over
    Appender(WriteTransaction &tx, const Campaign &campaign, const PeopleToSkip &known)
        : m_tx(tx)
        , m_campaign(campaign)
        , m_known(known)
        , m_countries(SetupStore(tx.db).countryRule(campaign.fromNumber))
        , m_blocksAnybody(LimitStore(tx.db).blocksAnybody(campaign.workspace))
        , m_people(CampaignStore(tx.db).people(campaign.id))
        , m_peopleAreKnown(m_people.value() != 0 || CampaignStore(tx.db).stats(campaign.id).total() == 0)
    {
    }

    /// Adds the rows that are new, and notes why the others are not taken.
    void add(const std::vector<NewTarget> &rows, std::vector<RejectedRow> &rejected, std::vector<RejectedRow> &skipped,
             ImportSummary &summary)
    {
        TargetStore targets(m_tx.db);
        for (const NewTarget &row : rows) {
            if (const std::optional<Error> refusal = refusalOf(row.number)) {
                rejected.push_back(leftOut(row, *refusal));
                continue;
            }
            if (const std::optional<Error> reason = m_known.reason(row.number)) {
                skipped.push_back(leftOut(row, *reason));
                continue;
            }
            const auto id = m_tx.ids.next<TargetId>();
            if (targets.claimNumber(m_campaign.id, row.number, id)) {
                targets.insert(id, m_campaign.id, row.number, row.name, row.variables);
                m_people.add(row.number);
                ++summary.inserted;
            } else {
                ++summary.duplicates;
            }
        }
        if (m_peopleAreKnown) {
            CampaignStore(m_tx.db).setPeople(m_campaign.id, m_people.value());
        }
    }

private:
    std::optional<Error> refusalOf(E164 number)
    {
        const std::optional<DoNotCallEntry> entry =
            m_blocksAnybody ? LimitStore(m_tx.db).findBlocked(m_campaign.workspace, number) : std::nullopt;
        if (entry) {
            return refusedRow(*entry);
        }
        const std::optional<CountryRefusal> country = m_countries.refusalOf(number);
        return country ? std::optional(refusedRow(*country)) : std::nullopt;
    }

    WriteTransaction &m_tx;
    const Campaign &m_campaign;
    const PeopleToSkip &m_known;
    const CountryRule m_countries;
    const bool m_blocksAnybody;
    PeopleFingerprint m_people;
    const bool m_peopleAreKnown; // not when an older version filled the list
};

void add(BackendCore &core, const Caller &caller, CampaignId campaign, NewTargets given, PeopleToSkip known,
         Answering<ImportSummary> answering)
{
    makeOnce<ImportSummary>(
        core, caller,
        [&core, workspace = caller.workspace, process = core.process, campaign, given = std::move(given),
         known = std::move(known)](WriteTransaction &tx) -> Result<ImportSummary> {
            const Result<Campaign> accepting = campaignThatTakesTargets(tx.db, core, workspace, campaign);
            if (!accepting) {
                return accepting.error();
            }
            ImportStore imports(tx.db);
            ImportSummary summary;
            summary.id = tx.ids.next<ImportId>();
            imports.begin(summary.id, workspace, campaign, QString(), tx.now, process);
            std::vector<RejectedRow> rejected = given.rejected;
            std::vector<RejectedRow> skipped;
            Appender(tx, *accepting, known).add(given.rows, rejected, skipped, summary);
            summary.rejected = static_cast<qint64>(rejected.size());
            summary.skipped = static_cast<qint64>(skipped.size());
            summary.known = summary.skipped; // nothing else is passed over
            summary.firstRejects = record(imports, summary.id, std::move(rejected), RowFate::Rejected);
            summary.firstSkipped = record(imports, summary.id, std::move(skipped), RowFate::Skipped);
            imports.finish(summary);
            tx.count(campaign, CounterKind::TargetsByStatus, static_cast<int>(TargetStatus::Pending), summary.inserted);
            tx.changes.targets.insert(campaign);
            return summary;
        },
        std::move(answering),
        [&core, campaign](const ImportSummary &) {
            core.onEngine([campaign](Engine &engine) { engine.campaignChanged(campaign); });
        });
}

} // namespace

QueryHandle LocalTargetService::ids(const Caller &caller, CampaignId campaign, TargetFilter filter,
                                    Reply<std::vector<TargetId>> reply)
{
    if (!isAllowed(caller, Scope::CampaignsRead, reply)) {
        return nullptr;
    }
    if (const Result<void> checked = checkSearchText(filter.text); !checked) {
        reply(checked.error());
        return nullptr;
    }
    auto ticket = m_core.readers.read<std::vector<TargetId>>(
        [&core = m_core, workspace = caller.workspace, campaign,
         filter = std::move(filter)](Connection &db) -> Result<std::vector<TargetId>> {
            return TargetReads(core, db, workspace).ids(campaign, filter, {}, -1).value_or(std::vector<TargetId>());
        },
        std::move(reply));
    return std::make_unique<ReaderQuery>(std::move(ticket));
}

void LocalTargetService::rows(const Caller &caller, std::vector<TargetId> ids, Reply<std::vector<TargetRow>> reply)
{
    if (!isAllowed(caller, Scope::CampaignsRead, reply)) {
        return;
    }
    m_core.readers.read<std::vector<TargetRow>>(
        [&core = m_core, workspace = caller.workspace,
         ids = std::move(ids)](Connection &db) -> Result<std::vector<TargetRow>> {
            TargetReads reads(core, db, workspace);
            std::vector<TargetRow> targets;
            for (std::size_t i = 0; i < std::min(ids.size(), rowsPerAnswer); ++i) {
                if (std::optional<TargetRow> target = reads.find(ids[i])) {
                    targets.push_back(std::move(*target));
                }
            }
            return targets;
        },
        std::move(reply));
}

void LocalTargetService::page(const Caller &caller, CampaignId campaign, TargetFilter filter, TargetId after, int limit,
                              Reply<Page<TargetRow, TargetId>> reply)
{
    if (!isAllowed(caller, Scope::CampaignsRead, reply)) {
        return;
    }
    if (const Result<void> checked = checkSearchText(filter.text); !checked) {
        reply(checked.error());
        return;
    }
    m_core.readers.read<Page<TargetRow, TargetId>>(
        [&core = m_core, workspace = caller.workspace, campaign, filter = std::move(filter), after,
         limit](Connection &db) -> Result<Page<TargetRow, TargetId>> {
            TargetReads reads(core, db, workspace);
            std::optional<std::vector<TargetId>> ids = reads.ids(campaign, filter, after, limit + 1);
            if (!ids) {
                return notFound<Page<TargetRow, TargetId>>("campaign");
            }
            Page<TargetRow, TargetId> page;
            if (ids->size() > static_cast<std::size_t>(limit)) {
                ids->pop_back();
                page.next = ids->back();
            }
            for (const TargetId id : *ids) {
                if (std::optional<TargetRow> target = reads.find(id)) {
                    page.rows.push_back(std::move(*target));
                }
            }
            return page;
        },
        std::move(reply));
}

void LocalTargetService::append(const Caller &caller, CampaignId campaign, NewTargets targets,
                                Answering<ImportSummary> answering)
{
    if (!isAllowed(caller, Scope::CampaignsWrite, answering)) {
        return;
    }
    if (targets.rows.size() + targets.rejected.size() > ceilings::targetsPerRequest) {
        answering(
            {ErrorCode::TooLarge, QStringLiteral("At most %1 targets can be added at once; send a longer list as CSV.")
                                      .arg(ceilings::targetsPerRequest)});
        return;
    }
    rejectUnknownZones(targets.rows, targets.rejected);
    if (!targets.skipCalledSince) {
        add(m_core, caller, campaign, std::move(targets), {}, std::move(answering));
        return;
    }
    // On a reader, because there may be many, and the gate waits behind the writer.
    m_core.readers.read<PeopleToSkip>([workspace = caller.workspace, campaign, since = targets.skipCalledSince](
                                          Connection &db) { return knownPeople(db, workspace, campaign, since); },
                                      [&core = m_core, caller, campaign, targets = std::move(targets),
                                       answering = std::move(answering)](Result<PeopleToSkip> known) mutable {
                                          if (known) {
                                              add(core, caller, campaign, std::move(targets), *std::move(known),
                                                  std::move(answering));
                                          } else {
                                              answering(known.error());
                                          }
                                      });
}

void LocalTargetService::skip(const Caller &caller, TargetId id, Reply<TargetRow> reply)
{
    if (!isAllowed(caller, Scope::CampaignsWrite, reply)) {
        return;
    }
    m_core.writer.submit<TargetRow>(
        WritePriority::Commands,
        asEdit<TargetRow>(
            caller.workspace,
            [workspace = caller.workspace, id](WriteTransaction &tx) -> Result<TargetRow> {
                TargetStore targets(tx.db);
                std::optional<Target> target = targets.find(workspace, id);
                if (!target) {
                    return notFound<TargetRow>("target");
                }
                const TargetId importingFrom = CampaignStore(tx.db).importingFrom(target->campaign);
                if (!importingFrom.isNull() && id >= importingFrom) {
                    return Error{
                        ErrorCode::Conflict,
                        QStringLiteral("The target is being imported, or its import failed and is still to be undone. "
                                       "Wait for that, then skip the target."),
                        {},
                        ErrorRule::TargetImporting};
                }
                if (!RowMoves(tx).skip(*target)) {
                    return refusedSkip(tx.db, *target);
                }
                return *TargetStateStore(tx.db, tx.now).find(id, {}); // nothing holds who is skipped
            }),
        [this, reply = std::move(reply)](Result<TargetRow> result) {
            if (result) {
                const CampaignId campaign = result->campaign;
                m_core.onEngine([campaign](Engine &engine) { engine.campaignChanged(campaign); });
            }
            reply(std::move(result));
        });
}

} // namespace campanile
