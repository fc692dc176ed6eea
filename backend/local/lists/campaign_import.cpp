#include "local/lists/campaign_import.h"

#include "local/campaigns/campaign_check.h"
#include "storage/campaign_store.h"
#include "storage/import_store.h"
#include "storage/target_store.h"

#include <algorithm>

namespace campanile {

CampaignImport importInto(Connection &db, const BackendCore &core, CampaignId campaign, const CampaignStats &stats)
{
    using State = CampaignImport::State;
    CampaignImport import;
    const TargetId first = CampaignStore(db).importingFrom(campaign);
    if (first.isNull()) {
        return import;
    }
    import.state = State::Failed;
    const std::optional<ImportRecord> record = ImportStore(db).unfinishedOf(campaign);
    if (!record) {
        return import;
    }
    import.id = record->id;
    import.source = record->source;
    import.startedAt = record->startedAt;
    if (const std::optional<RunningImports::Known> known = core.imports->find(record->id)) {
        import.state = known->failure ? State::Failed : State::Running;
        import.failure = known->failure;
        import.targets = std::max(stats.total() - known->targetsBefore, qint64{0});
    } else {
        const bool isOfAnother = record->process != core.process && record->isProcessAlive;
        import.state = isOfAnother ? State::Running : State::Failed;
        import.targets = TargetStore(db).pendingFrom(campaign, first);
    }
    return import;
}

Result<void> mayChangeBeside(Connection &db, const BackendCore &core, CampaignId campaign)
{
    const CampaignImport import = importInto(db, core, campaign, CampaignStore(db).stats(campaign));
    switch (import.state) {
    case CampaignImport::State::None:
        return {};
    case CampaignImport::State::Running:
        return importRunning();
    case CampaignImport::State::Failed:
        return importFailed();
    }
    return {};
}

} // namespace campanile
