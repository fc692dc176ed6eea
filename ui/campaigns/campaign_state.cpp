#include "campaigns/campaign_state.h"

#include "common/reasons.h"
#include "services/campaign_hold.h"

namespace campanile {

using namespace Qt::Literals::StringLiterals;

StateLook CampaignState::look(const CampaignOverview &overview)
{
    if (isHeld(overview) && overview.hold.reason == HoldReason::Stopped) {
        return {tr("Stopped"), ColourRole::Waiting, "media-playback-stop"_L1};
    }
    switch (overview.import.state) {
    case CampaignImport::State::None:
        break;
    case CampaignImport::State::Running:
        return {tr("Importing"), ColourRole::InProgress, "document-import"_L1};
    case CampaignImport::State::Failed:
        if (canUndoImport(overview)) {
            return {tr("Import failed"), ColourRole::Failure, "dialog-warning"_L1};
        }
        // A deletion takes targets out like an import that was cancelled, and has no list to name.
        return {overview.import.source.isEmpty() ? tr("Removing targets") : tr("Undoing the import"),
                ColourRole::Waiting, "document-import"_L1};
    }
    if (isHeld(overview)) {
        return {tr("Held"), ColourRole::Waiting, "clock"_L1};
    }
    return Words::look(overview.campaign.status);
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

qint64 CampaignState::done(const CampaignOverview &overview)
{
    return overview.stats.terminal() - overview.states.of(TargetState::Talking);
}

bool CampaignState::canStart(const CampaignOverview &overview)
{
    const bool hasSomebody =
        overview.campaign.kind == CampaignKind::Recurring || overview.stats.of(TargetStatus::Pending) > 0;
    return overview.campaign.status == CampaignStatus::Draft && hasSomebody && isWhole(overview);
}

bool CampaignState::canImport(const CampaignOverview &overview)
{
    return !isTerminal(overview.campaign.status) && isWhole(overview);
}

bool CampaignState::canDelete(const CampaignOverview &overview)
{
    return overview.campaign.status == CampaignStatus::Draft && isWhole(overview);
}

bool CampaignState::canUndoImport(const CampaignOverview &overview)
{
    const CampaignImport &import = overview.import;
    const bool isCancelled = import.failure && import.failure->code == ErrorCode::Cancelled;
    return import.state == CampaignImport::State::Failed && !isCancelled;
}

/// Whether no import into it runs or has to be undone.
bool CampaignState::isWhole(const CampaignOverview &overview)
{
    return overview.import.state == CampaignImport::State::None;
}

bool CampaignState::hasPausedItself(const CampaignOverview &overview)
{
    return overview.campaign.status == CampaignStatus::Paused && !overview.campaign.pauseReason.isNone();
}

} // namespace campanile
