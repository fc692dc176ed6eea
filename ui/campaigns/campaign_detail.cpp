#include "campaigns/campaign_detail.h"

#include "campaigns/campaign_actions.h"
#include "campaigns/campaign_header.h"
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
    auto *inset = new QVBoxLayout;
    inset->setContentsMargins(space::margin, 0, space::margin, 0);
    inset->setSpacing(space::unit);
    inset->addWidget(m_held);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::control);
    column->addWidget(m_header);
    column->addLayout(inset);
    column->addWidget(m_targets, 1);
    connectHeader();
    connect(m_targets, &TargetsPanel::importWanted, this, &CampaignDetail::importWanted);
}

void CampaignDetail::connectHeader()
{
    connect(m_header, &CampaignHeader::startClicked, this, [this] { m_actions.start(m_overview); });
    connect(m_header, &CampaignHeader::pauseClicked, this, [this] { m_actions.pause(m_overview.campaign.id); });
    connect(m_header, &CampaignHeader::resumeClicked, this, [this] { m_actions.resume(m_overview.campaign.id); });
    connect(m_header, &CampaignHeader::cancelClicked, this, [this] { m_actions.cancel(m_overview); });
    connect(m_header, &CampaignHeader::addTargetsClicked, this,
            [this] { Q_EMIT importWanted(m_overview.campaign.id); });
}

void CampaignDetail::setOverview(const CampaignOverview &overview)
{
    m_overview = overview;
    m_header->setOverview(overview);
    m_targets->setOverview(overview);
    showWhyHeld();
}

void CampaignDetail::showWhyHeld()
{
    const Campaign &campaign = m_overview.campaign;
    if (campaign.status == CampaignStatus::Active && m_overview.hold.isWorthTelling()) {
        m_held->show({Notice::Severity::Warning, Reasons::inWords(m_overview.hold), {}, {}});
    } else if (campaign.status == CampaignStatus::Paused && !campaign.pauseReason.isNone()) {
        m_held->show({Notice::Severity::Warning, tr("Paused: %1").arg(Reasons::inWords(campaign.pauseReason)),
                      tr("Resume"), [this] { m_actions.resume(m_overview.campaign.id); }});
    } else {
        m_held->dismiss();
    }
}

} // namespace campanile
