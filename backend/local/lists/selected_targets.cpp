#include "local/lists/selected_targets.h"

#include "local/input_check.h"
#include "local/lists/target_reads.h"
#include "storage/campaign_store.h"

#include <algorithm>
#include <utility>

namespace campanile {

namespace {

std::vector<TargetId> inListOrder(std::vector<TargetId> ids)
{
    std::ranges::sort(ids);
    const auto repeated = std::ranges::unique(ids);
    ids.erase(repeated.begin(), repeated.end());
    return ids;
}

/// Of those that match, the ones that are chosen.
std::vector<TargetId> chosenOf(std::vector<TargetId> ids, const TargetSelection &selection)
{
    if (!selection.newest.isNull()) {
        ids.erase(std::ranges::upper_bound(ids, selection.newest), ids.end());
    }
    if (!selection.except.empty()) {
        const std::vector<TargetId> except = inListOrder(selection.except);
        std::erase_if(ids, [&except](TargetId id) { return std::ranges::binary_search(except, id); });
    }
    return ids;
}

} // namespace

Result<SelectedTargets> selectTargets(const BackendCore &core, Connection &db, WorkspaceId workspace,
                                      CampaignId campaign, const TargetSelection &selection)
{
    if (const Result<void> checked = checkSearchText(selection.filter.text); !checked) {
        return checked.error();
    }
    if (!CampaignStore(db).find(workspace, campaign)) {
        return notFound<SelectedTargets>("campaign");
    }
    if (selection.only) {
        return std::make_shared<const std::vector<TargetId>>(inListOrder(*selection.only));
    }
    std::vector<TargetId> matching =
        TargetReads(core, db, workspace).ids(campaign, selection.filter, {}, -1).value_or(std::vector<TargetId>());
    return std::make_shared<const std::vector<TargetId>>(chosenOf(std::move(matching), selection));
}

} // namespace campanile
