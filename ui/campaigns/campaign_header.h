#pragma once

#include "campaigns/shown_import.h"
#include "services/campaign_service.h"

#include <QWidget>

class QHBoxLayout;
class QLayout;
class QLabel;

namespace campanile {

class ActionButton;
class ElidedLabel;
class StateChip;

/// The head of a campaign: name, state, what it does, how far it is, and the buttons for what can be done now.
class CampaignHeader final : public QWidget {
    Q_OBJECT

public:
    explicit CampaignHeader(QWidget *parent = nullptr);

    void setOverview(const CampaignOverview &overview, const ShownImport &state);

Q_SIGNALS:
    void startClicked();
    void pauseClicked();
    void resumeClicked();
    void cancelClicked();
    void addTargetsClicked();
    void duplicateClicked();

private:
    QHBoxLayout *buildTitle();
    QLayout *buildButtons();
    void offerPossible(const CampaignOverview &overview, const ShownImport &import);
    void showPlan(const CampaignOverview &overview);
    void showProgress(const CampaignStats &stats, const ShownImport &state);

    ElidedLabel *m_name = nullptr;
    StateChip *m_state = nullptr;
    ElidedLabel *m_plan = nullptr;
    QLabel *m_done = nullptr;
    ActionButton *m_start = nullptr;
    ActionButton *m_resume = nullptr;
    ActionButton *m_pause = nullptr;
    ActionButton *m_add = nullptr;
    ActionButton *m_duplicate = nullptr;
    ActionButton *m_cancel = nullptr;
};

} // namespace campanile
