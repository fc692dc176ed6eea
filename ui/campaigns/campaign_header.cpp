#include "campaigns/campaign_header.h"

#include "campaigns/campaign_state.h"
#include "common/caption.h"
#include "common/elided_label.h"
#include "common/flow_layout.h"
#include "common/state_chip.h"
#include "common/words.h"
#include "theme/action_button.h"
#include "theme/spacing.h"
#include "theme/type_scale.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace campanile {

using namespace Qt::Literals::StringLiterals;

CampaignHeader::CampaignHeader(QWidget *parent)
    : QWidget(parent)
    , m_plan(new ElidedLabel(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::margin, space::group, space::margin, 0);
    column->setSpacing(space::unit);
    column->addLayout(buildTitle());
    m_plan->setForegroundRole(QPalette::PlaceholderText);
    m_done = makeCaption({}, this);
    m_done->setFont(tabularFont(TextSize::Body));
    auto *row = new QHBoxLayout;
    row->setSpacing(space::group);
    row->addWidget(m_plan, 1);
    row->addWidget(m_done);
    column->addLayout(row);
}

QHBoxLayout *CampaignHeader::buildTitle()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(space::control);
    m_name = new ElidedLabel(this);
    setTextSize(m_name, TextSize::Title, QFont::DemiBold);
    m_state = new StateChip(this);
    row->addWidget(m_name);
    row->addWidget(m_state);
    row->addStretch(1);
    row->addLayout(buildButtons());
    return row;
}

/// In as many lines as they need beside the name.
QLayout *CampaignHeader::buildButtons()
{
    using Kind = ActionButton::Kind;
    m_add = new ActionButton("list-add"_L1, tr("Add targets…"), this);
    m_duplicate = new ActionButton("edit-copy"_L1, tr("Duplicate"), this);
    m_duplicate->setToolTip(tr("Makes a draft with the same settings and without targets"));
    m_cancel = new ActionButton("dialog-cancel"_L1, tr("Cancel campaign…"), this);
    m_pause = new ActionButton("media-playback-pause"_L1, tr("Pause"), this);
    m_resume = new ActionButton("media-playback-start"_L1, tr("Resume"), this, Kind::Primary);
    m_start = new ActionButton("media-playback-start"_L1, tr("Start…"), this, Kind::Primary);
    auto *buttons = new FlowLayout(nullptr, Qt::AlignTrailing);
    for (ActionButton *button : {m_cancel, m_duplicate, m_add, m_pause, m_resume, m_start}) {
        buttons->addWidget(button);
        button->hide(); // nothing can be done before there is a campaign
    }
    m_start->setObjectName(u"start"_s);
    m_resume->setObjectName(u"resume"_s);
    m_pause->setObjectName(u"pause"_s);
    m_cancel->setObjectName(u"cancel"_s);
    m_add->setObjectName(u"addTargets"_s);
    m_duplicate->setObjectName(u"duplicate"_s);
    connect(m_start, &QPushButton::clicked, this, &CampaignHeader::startClicked);
    connect(m_pause, &QPushButton::clicked, this, &CampaignHeader::pauseClicked);
    connect(m_resume, &QPushButton::clicked, this, &CampaignHeader::resumeClicked);
    connect(m_cancel, &QPushButton::clicked, this, &CampaignHeader::cancelClicked);
    connect(m_add, &QPushButton::clicked, this, &CampaignHeader::addTargetsClicked);
    connect(m_duplicate, &QPushButton::clicked, this, &CampaignHeader::duplicateClicked);
    return buttons;
}

void CampaignHeader::setOverview(const CampaignOverview &overview, const ShownImport &state)
{
    m_name->setText(overview.campaign.name);
    m_state->setLook(CampaignState::look(overview, state));
    offerPossible(overview, state);
    showPlan(overview);
    showProgress(overview.stats, state);
}

void CampaignHeader::offerPossible(const CampaignOverview &overview, const ShownImport &import)
{
    const CampaignStatus status = overview.campaign.status;
    const bool isImporting = import.state == ShownImport::State::Running || import.state == ShownImport::State::Undoing;
    m_start->setVisible(status == CampaignStatus::Draft && !import.blocksStart());
    m_start->setEnabled(CampaignState::canStart(overview));
    m_start->setToolTip(m_start->isEnabled() ? QString() : tr("Nobody is on the list yet. Add targets first."));
    m_resume->setVisible(status == CampaignStatus::Paused);
    m_pause->setVisible(canMove(status, CampaignStatus::Paused));
    m_cancel->setVisible(canMove(status, CampaignStatus::Cancelled));
    m_add->setVisible(!isTerminal(status) && !isImporting); // one list at a time
    m_duplicate->show();
}

void CampaignHeader::showPlan(const CampaignOverview &overview)
{
    QStringList plan{Words::rate(overview.campaign.ratePerMinute), CampaignState::atOnce(overview),
                     tr("from %1").arg(Words::number(overview.from)), tr("agent %1").arg(overview.agentName)};
    if (!isTerminal(overview.campaign.status) && overview.expectedEnd.ms > 0) {
        plan.append(tr("done about %1").arg(Words::moment(overview.expectedEnd)));
    }
    if (overview.campaign.endedAt.ms > 0) {
        plan.append(tr("ended %1").arg(Words::moment(overview.campaign.endedAt)));
    }
    m_plan->setText(plan.join(u" · "_s));
}

void CampaignHeader::showProgress(const CampaignStats &stats, const ShownImport &state)
{
    if (state.state == ShownImport::State::Running) {
        m_done->setText(tr("%Ln target(s) of the list so far", nullptr, static_cast<int>(state.inserted)));
        return;
    }
    QString done = tr("%1 done").arg(Words::doneOf(stats.terminal(), stats.total()));
    if (stats.inFlight > 0) {
        done += u" · "_s + tr("%Ln call(s) now", nullptr, static_cast<int>(stats.inFlight));
    }
    m_done->setText(done);
}

} // namespace campanile
