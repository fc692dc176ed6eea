#include "campaigns/campaign_header.h"

#include "campaigns/campaign_list_model.h"
#include "campaigns/campaign_state.h"
#include "common/caption.h"
#include "common/elided_label.h"
#include "common/state_chip.h"
#include "common/words.h"
#include "theme/action_button.h"
#include "theme/spacing.h"
#include "theme/type_scale.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QVBoxLayout>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int steps = 1000;

} // namespace

CampaignHeader::CampaignHeader(QWidget *parent)
    : QWidget(parent)
    , m_plan(new ElidedLabel(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::margin, space::group, space::margin, 0);
    column->setSpacing(space::unit);
    column->addLayout(buildTitle());
    m_plan->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(m_plan);
    column->addLayout(buildProgress());
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
    buildButtons(row);
    return row;
}

void CampaignHeader::buildButtons(QHBoxLayout *row)
{
    using Kind = ActionButton::Kind;
    m_add = new ActionButton("list-add"_L1, tr("Add targets…"), this);
    m_cancel = new ActionButton("dialog-cancel"_L1, tr("Cancel campaign…"), this);
    m_pause = new ActionButton("media-playback-pause"_L1, tr("Pause"), this);
    m_resume = new ActionButton("media-playback-start"_L1, tr("Resume"), this, Kind::Primary);
    m_start = new ActionButton("media-playback-start"_L1, tr("Start…"), this, Kind::Primary);
    for (ActionButton *button : {m_cancel, m_add, m_pause, m_resume, m_start}) {
        row->addWidget(button);
        button->hide(); // nothing can be done before there is a campaign
    }
    m_start->setObjectName(u"start"_s);
    m_resume->setObjectName(u"resume"_s);
    m_pause->setObjectName(u"pause"_s);
    m_cancel->setObjectName(u"cancel"_s);
    m_add->setObjectName(u"addTargets"_s);
    connect(m_start, &QPushButton::clicked, this, &CampaignHeader::startClicked);
    connect(m_pause, &QPushButton::clicked, this, &CampaignHeader::pauseClicked);
    connect(m_resume, &QPushButton::clicked, this, &CampaignHeader::resumeClicked);
    connect(m_cancel, &QPushButton::clicked, this, &CampaignHeader::cancelClicked);
    connect(m_add, &QPushButton::clicked, this, &CampaignHeader::addTargetsClicked);
}

QHBoxLayout *CampaignHeader::buildProgress()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(space::group);
    m_bar = new QProgressBar(this);
    m_bar->setRange(0, steps);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Targets done"));
    m_done = makeCaption({}, this);
    m_done->setFont(tabularFont(TextSize::Body));
    row->addWidget(m_bar, 1);
    row->addWidget(m_done);
    return row;
}

void CampaignHeader::setOverview(const CampaignOverview &overview)
{
    m_name->setText(overview.campaign.name);
    m_state->setLook(CampaignState::look(overview));
    offerPossible(overview);
    showPlan(overview);
    showProgress(overview);
}

void CampaignHeader::offerPossible(const CampaignOverview &overview)
{
    const CampaignStatus status = overview.campaign.status;
    m_start->setVisible(status == CampaignStatus::Draft);
    m_start->setEnabled(CampaignState::canStart(overview));
    m_start->setToolTip(m_start->isEnabled() ? QString() : tr("Nobody is on the list yet. Add targets first."));
    m_resume->setVisible(status == CampaignStatus::Paused);
    m_pause->setVisible(canMove(status, CampaignStatus::Paused));
    m_cancel->setVisible(canMove(status, CampaignStatus::Cancelled));
    m_add->setVisible(!isTerminal(status));
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

void CampaignHeader::showProgress(const CampaignOverview &overview)
{
    const CampaignStats &stats = overview.stats;
    m_bar->setValue(static_cast<int>(steps * CampaignListModel::progress(stats)));
    QString done = tr("%1 done").arg(Words::doneOf(stats.terminal(), stats.total()));
    if (stats.inFlight > 0) {
        done += u" · "_s + tr("%Ln call(s) now", nullptr, static_cast<int>(stats.inFlight));
    }
    m_done->setText(done);
}

} // namespace campanile
