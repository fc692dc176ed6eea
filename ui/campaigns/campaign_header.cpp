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
    : WrappingWidget(parent)
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
    using Self = CampaignHeader;
    m_buttons = new FlowLayout(nullptr, Qt::AlignTrailing);
    m_cancel =
        addButton(new ActionButton("dialog-cancel"_L1, tr("Cancel campaign…"), this), "cancel", &Self::cancelClicked);
    m_delete =
        addButton(new ActionButton("edit-delete"_L1, tr("Delete draft…"), this), "deleteDraft", &Self::deleteClicked);
    m_edit = addButton(new ActionButton("document-edit"_L1, tr("Edit…"), this), "editDraft", &Self::editClicked);
    m_duplicate =
        addButton(new ActionButton("edit-copy"_L1, tr("Duplicate"), this), "duplicate", &Self::duplicateClicked);
    m_duplicate->setToolTip(tr("Makes a draft with the same settings and without targets"));
    m_add =
        addButton(new ActionButton("list-add"_L1, tr("Add targets…"), this), "addTargets", &Self::addTargetsClicked);
    m_undo =
        addButton(new ActionButton("edit-undo"_L1, tr("Undo import"), this), "undoImport", &Self::undoImportClicked);
    m_undo->setToolTip(tr("Removes the targets of the list that was not imported"));
    m_again = addButton(new ActionButton("document-import"_L1, tr("Import again…"), this, Kind::Primary), "importAgain",
                        &Self::importAgainClicked);
    m_again->setToolTip(tr("Undoes the import, and then asks for the file"));
    m_pause = addButton(new ActionButton("media-playback-pause"_L1, tr("Pause"), this), "pause", &Self::pauseClicked);
    m_resume = addButton(new ActionButton("media-playback-start"_L1, tr("Resume"), this, Kind::Primary), "resume",
                         &Self::resumeClicked);
    m_start = addButton(new ActionButton("media-playback-start"_L1, tr("Start…"), this, Kind::Primary), "start",
                        &Self::startClicked);
    return m_buttons;
}

ActionButton *CampaignHeader::addButton(ActionButton *button, const char *name, void (CampaignHeader::*clicked)())
{
    button->setObjectName(QLatin1StringView(name));
    button->hide(); // nothing can be done before there is a campaign
    m_buttons->addWidget(button);
    connect(button, &QPushButton::clicked, this, clicked);
    return button;
}

void CampaignHeader::setOverview(const CampaignOverview &overview)
{
    m_name->setText(overview.campaign.name);
    m_state->setLook(CampaignState::look(overview));
    offerPossible(overview);
    offerDraft(overview);
    showPlan(overview);
    showProgress(overview);
}

void CampaignHeader::offerPossible(const CampaignOverview &overview)
{
    const CampaignStatus status = overview.campaign.status;
    const bool isWhole = overview.import.state == CampaignImport::State::None;
    m_start->setVisible(status == CampaignStatus::Draft && isWhole);
    m_start->setEnabled(CampaignState::canStart(overview));
    m_start->setToolTip(m_start->isEnabled() ? QString() : tr("Nobody is on the list yet. Add targets first."));
    m_resume->setVisible(status == CampaignStatus::Paused);
    m_pause->setVisible(canMove(status, CampaignStatus::Paused));
    m_cancel->setVisible(canMove(status, CampaignStatus::Cancelled));
    m_add->setVisible(CampaignState::canImport(overview));
    m_undo->setVisible(CampaignState::canUndoImport(overview));
    m_again->setVisible(CampaignState::canUndoImport(overview) && !isTerminal(status));
    m_duplicate->show();
}

QString CampaignHeader::whyNotDeleted(const CampaignOverview &overview)
{
    if (overview.import.state == CampaignImport::State::Running) {
        return tr("A list is being imported. Wait until it is in, or cancel that first.");
    }
    return CampaignState::canUndoImport(overview) ? tr("Undo the import that failed first.")
                                                  : tr("Targets are being removed already.");
}

void CampaignHeader::offerDraft(const CampaignOverview &overview)
{
    const bool isDraft = overview.campaign.status == CampaignStatus::Draft;
    m_edit->setVisible(isDraft);
    m_delete->setVisible(isDraft);
    m_delete->setEnabled(CampaignState::canDelete(overview));
    m_delete->setToolTip(m_delete->isEnabled() ? QString() : whyNotDeleted(overview));
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
    const auto imported = static_cast<int>(overview.import.targets);
    switch (overview.import.state) {
    case CampaignImport::State::None:
        break;
    case CampaignImport::State::Running:
        return m_done->setText(tr("%Ln target(s) of the list so far", nullptr, imported));
    case CampaignImport::State::Failed:
        return m_done->setText(tr("%Ln target(s) of a list that was not imported", nullptr, imported));
    }
    const CampaignStats &stats = overview.stats;
    QString done = tr("%1 done").arg(Words::doneOf(CampaignState::done(overview), stats.total()));
    if (stats.inFlight > 0) {
        done += u" · "_s + tr("%Ln call(s) now", nullptr, static_cast<int>(stats.inFlight));
    }
    m_done->setText(done);
}

} // namespace campanile
