#include "engine/recovery/import_undo.h"

#include "storage/campaign_store.h"
#include "storage/target_store.h"

namespace campanile {

namespace {

constexpr int rowsPerSlice = 5'000;

} // namespace

bool undoImportSlice(WriteTransaction &transaction, const UnfinishedImport &import)
{
    if (!ImportStore(transaction.db).isUnfinished(import.id)) {
        return false; // another process has undone it, and the campaign may take its next list by now
    }
    CampaignStore campaigns(transaction.db);
    const TargetId first = campaigns.importingFrom(import.campaign);
    const int removed =
        first.isNull() ? 0 : TargetStore(transaction.db).removeFrom(import.campaign, first, rowsPerSlice);
    transaction.count(import.campaign, CounterKind::TargetsByStatus, static_cast<int>(TargetStatus::Pending), -removed);
    transaction.changes.targets.insert(import.campaign);
    if (removed == rowsPerSlice) {
        return true;
    }
    campaigns.setImportingFrom(import.campaign, {});
    transaction.changes.campaigns.insert(import.campaign);
    ImportStore(transaction.db).remove(import.id);
    return false;
}

} // namespace campanile
