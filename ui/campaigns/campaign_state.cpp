#include "campaigns/campaign_state.h"

#include "common/reasons.h"
#include "services/campaign_hold.h"

namespace campanile {

using namespace Qt::Literals::StringLiterals;

StateLook CampaignState::look(const CampaignOverview &overview)
{
    if (!isHeld(overview)) {
        return Words::look(overview.campaign.status);
    }
    if (overview.hold.reason == HoldReason::Stopped) {
        return {tr("Stopped"), ColourRole::Waiting, "media-playback-stop"_L1};
    }
    return {tr("Held"), ColourRole::Waiting, "clock"_L1};
}

StateLook CampaignState::look(const CampaignOverview &overview, const ShownImport &import)
{
    switch (import.state) {
    case ShownImport::State::None:
        break;
    case ShownImport::State::Running:
        return {tr("Importing"), ColourRole::InProgress, "document-import"_L1};
    case ShownImport::State::Undoing:
        return {tr("Undoing the import"), ColourRole::Waiting, "document-import"_L1};
    case ShownImport::State::Failed:
        return {tr("Import failed"), ColourRole::Failure, "dialog-warning"_L1};
    }
    return look(overview);
}

bool CampaignState::isHeld(const CampaignOverview &overview)
{
    return campanile::isHeld(overview);
}

QString CampaignState::atOnce(const CampaignOverview &overview)
{
    return isAtOwnLimit(overview) ? tr("at its limit: %1 calls")
                                        .arg(Words::doneOf(overview.stats.inFlight, overview.campaign.maxConcurrent))
                                  : Words::atOnce(overview.campaign.maxConcurrent);
}

QString CampaignState::whyWaiting(const CampaignOverview &overview)
{
    if (isHeld(overview)) {
        return Reasons::inWords(overview.hold);
    }
    return isAtOwnLimit(overview) ? atOnce(overview) : QString();
}

bool CampaignState::canStart(const CampaignOverview &overview)
{
    const bool hasSomebody =
        overview.campaign.kind == CampaignKind::Recurring || overview.stats.of(TargetStatus::Pending) > 0;
    return overview.campaign.status == CampaignStatus::Draft && hasSomebody;
}

bool CampaignState::hasPausedItself(const CampaignOverview &overview)
{
    return overview.campaign.status == CampaignStatus::Paused && !overview.campaign.pauseReason.isNone();
}

} // namespace campanile
