#pragma once

#include "common/wrapping_widget.h"
#include "services/campaign_service.h"

class QHBoxLayout;
class QLayout;
class QLabel;

namespace campanile {

class ActionButton;
class ElidedLabel;
class StateChip;

/// The head of a campaign: name, state, what it does, how far it is, and the buttons for what can be done now.
class CampaignHeader final : public WrappingWidget {
    Q_OBJECT

public:
    explicit CampaignHeader(QWidget *parent = nullptr);

    void setOverview(const CampaignOverview &overview);

Q_SIGNALS:
    void startClicked();
    void pauseClicked();
    void resumeClicked();
    void cancelClicked();
    void addTargetsClicked();
    void duplicateClicked();
    void editClicked();
    void deleteClicked();
    void undoImportClicked();
    void importAgainClicked();

private:
    QHBoxLayout *buildTitle();
    QLayout *buildButtons();
    ActionButton *addButton(ActionButton *button, const char *name, void (CampaignHeader::*clicked)());
    void offerPossible(const CampaignOverview &overview);
    void offerDraft(const CampaignOverview &overview);
    static QString whyNotDeleted(const CampaignOverview &overview);
    void showPlan(const CampaignOverview &overview);
    void showProgress(const CampaignOverview &overview);

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
    ActionButton *m_edit = nullptr;
    ActionButton *m_delete = nullptr;
    ActionButton *m_undo = nullptr;
    ActionButton *m_again = nullptr;
    QLayout *m_buttons = nullptr;
};

} // namespace campanile
