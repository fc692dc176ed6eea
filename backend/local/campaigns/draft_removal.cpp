#include "local/campaigns/draft_removal.h"

#include "local/editing.h"
#include "local/lists/campaign_import.h"
#include "storage/campaign_store.h"
#include "storage/import_store.h"
#include "storage/target_store.h"

#include <utility>

namespace campanile {

namespace {

constexpr int rowsPerSlice = 5'000; // as of an import, behind which the gate waits, too

/// What one transaction has come to.
enum class Step {
    More,    ///< there is more to be removed
    Gone,    ///< the campaign is gone
    Stopped, ///< it is no draft any more: it was cancelled meanwhile
};

struct Removal {
    BackendCore &core;
    CampaignId campaign;
    ImportId mark;
    Reply<void> reply;
};

Error noDraft(CampaignStatus status)
{
    return {ErrorCode::Conflict,
            QStringLiteral("The campaign is %1, and only a draft can be deleted. Whom it has called stays on record.")
                .arg(nameOf(status)),
            {},
            ErrorRule::CampaignStatus,
            {QString(nameOf(status))}};
}

/// Keeps the draft from being started, and takes it for this removal alone.
Result<ImportId> marked(WriteTransaction &tx, const BackendCore &core, WorkspaceId workspace, CampaignId id)
{
    CampaignStore campaigns(tx.db);
    const std::optional<Campaign> campaign = campaigns.find(workspace, id);
    if (!campaign) {
        return notFound<ImportId>("campaign");
    }
    if (campaign->status != CampaignStatus::Draft) {
        return noDraft(campaign->status);
    }
    if (const Result<void> free = mayChangeBeside(tx.db, core, id); !free) {
        return free.error();
    }
    const auto mark = tx.ids.next<ImportId>();
    ImportStore(tx.db).begin(mark, workspace, id, QString(), tx.now, core.process);
    campaigns.setImportingFrom(id, TargetId{1});
    core.imports->begun(mark, 0);
    core.imports->failed(mark, {ErrorCode::Cancelled, QStringLiteral("The campaign is being deleted."), {}});
    tx.changes.campaigns.insert(id);
    return mark;
}

Result<Step> removeSlice(WriteTransaction &tx, CampaignId id, ImportId mark)
{
    CampaignStore campaigns(tx.db);
    ImportStore imports(tx.db);
    const std::optional<Campaign> campaign = campaigns.find(id);
    if (!campaign || campaign->status != CampaignStatus::Draft) {
        campaigns.setImportingFrom(id, {});
        imports.remove(mark);
        tx.changes.campaigns.insert(id);
        return campaign ? Step::Stopped : Step::Gone;
    }
    if (!imports.isUnfinished(mark)) { // a person has undone it as the failed import that it looks like
        return {
            ErrorCode::Conflict, QStringLiteral("The deletion was stopped halfway. Delete the campaign again."), {}};
    }
    const std::vector<TargetStatus> removed = TargetStore(tx.db).removeAny(id, rowsPerSlice);
    for (const TargetStatus status : removed) {
        tx.count(id, CounterKind::TargetsByStatus, static_cast<int>(status), -1);
    }
    if (!removed.empty()) {
        tx.changes.targets.insert(id);
        return Step::More;
    }
    if (imports.removeRejects(id, rowsPerSlice) > 0) {
        return Step::More;
    }
    imports.removeAll(id);
    [[maybe_unused]] const bool isRemoved = campaigns.removeDraft(id); // it was a draft a moment ago
    tx.changes.campaigns.insert(id);
    return Step::Gone;
}

// NOLINTNEXTLINE(misc-no-recursion): each slice is a task of its own
void goOn(const std::shared_ptr<const Removal> &removal)
{
    removal->core.writer.submit<Step>(
        WritePriority::Imports,
        [removal](WriteTransaction &tx) { return removeSlice(tx, removal->campaign, removal->mark); },
        // NOLINTNEXTLINE(misc-no-recursion): as above
        [removal](const Result<Step> &step) {
            if (step && *step == Step::More) {
                goOn(removal);
                return;
            }
            const UnfinishedImport rest{removal->mark, removal->campaign};
            if (!step) { // a full disk, say: the engine goes on with what waits on the list
                removal->core.onEngine([rest](Engine &engine) { engine.importFailed(rest); });
                removal->reply(step.error());
                return;
            }
            removal->core.imports->gone(rest.id);
            if (*step == Step::Gone) {
                removal->reply(Result<void>());
                return;
            }
            removal->core.onEngine([rest](Engine &engine) { engine.campaignChanged(rest.campaign); });
            removal->reply(noDraft(CampaignStatus::Cancelled));
        });
}

} // namespace

void removeDraft(BackendCore &core, WorkspaceId workspace, CampaignId campaign, Reply<void> reply)
{
    core.writer.submit<ImportId>(
        WritePriority::Commands,
        asEdit<ImportId>(workspace, [&core, workspace,
                                     campaign](WriteTransaction &tx) { return marked(tx, core, workspace, campaign); }),
        [&core, campaign, reply = std::move(reply)](const Result<ImportId> &mark) {
            if (!mark) {
                reply(mark.error());
                return;
            }
            goOn(std::make_shared<const Removal>(Removal{core, campaign, *mark, reply}));
        });
}

} // namespace campanile
