#include "campaigns/campaign_detail.h"

#include "campaigns/campaign_actions.h"
#include "campaigns/campaign_header.h"
#include "campaigns/campaign_state.h"
#include "common/bidi.h"
#include "common/message_bar.h"
#include "common/reasons.h"
#include "targets/targets_panel.h"
#include "theme/spacing.h"

#include <QVBoxLayout>

namespace campanile {

CampaignDetail::CampaignDetail(const OwnServices &services, CampaignActions &actions, QWidget *parent)
    : QWidget(parent)
    , m_actions(actions)
    , m_header(new CampaignHeader(this))
    , m_held(new MessageBar(this, MessageBar::Closing::ByOwner))
    , m_targets(new TargetsPanel(services, this))
{
    auto *below = new QVBoxLayout; // where its coming and going moves nothing
    below->setContentsMargins(space::margin, 0, space::margin, space::unit);
    below->addWidget(m_held);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::control);
    column->addWidget(m_header);
    column->addWidget(m_targets, 1);
    column->addLayout(below);
    connectHeader();
    connect(m_targets, &TargetsPanel::importWanted, this, &CampaignDetail::importWanted);
}

void CampaignDetail::connectHeader()
{
    connect(m_header, &CampaignHeader::startClicked, this, [this] { m_actions.start(m_overview); });
    connect(m_header, &CampaignHeader::pauseClicked, this, [this] { m_actions.pause(m_overview.campaign.id); });
    connect(m_header, &CampaignHeader::resumeClicked, this, [this] { m_actions.resume(m_overview.campaign.id); });
    connect(m_header, &CampaignHeader::cancelClicked, this, [this] { m_actions.cancel(m_overview); });
    connect(m_header, &CampaignHeader::duplicateClicked, this, [this] { m_actions.duplicate(m_overview.campaign.id); });
    connect(m_header, &CampaignHeader::editClicked, this, [this] { m_actions.edit(m_overview.campaign); });
    connect(m_header, &CampaignHeader::deleteClicked, this, [this] { m_actions.remove(m_overview); });
    connect(m_header, &CampaignHeader::undoImportClicked, this,
            [this] { m_actions.undoImport(m_overview.campaign.id, CampaignActions::AfterUndo::Nothing); });
    connect(m_header, &CampaignHeader::importAgainClicked, this,
            [this] { m_actions.undoImport(m_overview.campaign.id, CampaignActions::AfterUndo::ImportAgain); });
    connect(m_header, &CampaignHeader::addTargetsClicked, this,
            [this] { Q_EMIT importWanted(m_overview.campaign.id); });
}

void CampaignDetail::setOverview(const CampaignOverview &overview)
{
    m_overview = overview;
    m_header->setOverview(overview);
    m_targets->setOverview(overview);
    if (overview.import.state == CampaignImport::State::None) {
        showWhyHeld();
    } else {
        showImport();
    }
}

/// What a list that goes in means for the campaign, and how one ended that did not go in.
void CampaignDetail::showImport()
{
    const CampaignImport &import = m_overview.import;
    if (CampaignState::canUndoImport(m_overview)) {
        return m_held->show(failedImport());
    }
    QString text = tr("A list is being imported. Nobody on it is called before all of it is in.");
    if (import.state == CampaignImport::State::Failed) {
        text = import.source.isEmpty() ? tr("Targets are being removed. None of them is called.")
                                       : tr("The import was cancelled: its targets are being taken out again.");
    }
    m_held->show({Notice::Severity::Information, text, {}, {}});
}

/// Why the campaign cannot be started. After a crash nobody knows why the list did not go in.
Notice CampaignDetail::failedImport() const
{
    const CampaignImport &import = m_overview.import;
    const QString what = import.source.isEmpty() ? tr("A list was not imported.")
                                                 : tr("“%1” was not imported.").arg(verbatim(import.source));
    Notice notice{Notice::Severity::Failure, what, {}, {}};
    if (import.failure) {
        notice = failureNotice(what, *import.failure);
    }
    if (import.targets > 0) {
        notice.text += u' ' + tr("%Ln target(s) of it are still here, and none of them is called.", nullptr,
                                 static_cast<int>(import.targets));
    }
    if (m_overview.campaign.status == CampaignStatus::Draft) {
        notice.text += u' ' + tr("The campaign can be started once the import is undone.");
    }
    return notice;
}

void CampaignDetail::showWhyHeld()
{
    const Campaign &campaign = m_overview.campaign;
    // Stop all is told once, for the whole window.
    if (CampaignState::isHeld(m_overview) && m_overview.hold.reason != HoldReason::Stopped) {
        m_held->show({Notice::Severity::Warning, Reasons::inWords(m_overview.hold), {}, {}});
    } else if (CampaignState::hasPausedItself(m_overview)) {
        m_held->show({Notice::Severity::Warning, tr("Paused: %1").arg(Reasons::inWords(campaign.pauseReason)),
                      tr("Resume"), [this] { m_actions.resume(m_overview.campaign.id); }});
    } else {
        m_held->dismiss();
    }
}

} // namespace campanile
