#pragma once

#include "services/services.h"

#include <QDialog>

namespace campanile {

class ActionButton;
class CampaignForm;
class MessageBar;

/// Makes a bulk campaign in draft. Where there is no agent or number yet, the simulated carrier's are made first, so
/// that a first campaign needs no carrier; the dialog says so.
class NewCampaignDialog final : public QDialog {
    Q_OBJECT

public:
    NewCampaignDialog(const OwnServices &services, QWidget *parent);

    [[nodiscard]] CampaignForm &form() const { return *m_form; }

Q_SIGNALS:
    void created(campanile::CampaignId campaign);

private:
    QWidget *buildButtons();
    void readSetup();
    void makeBasics();
    void onSetup(const Setup &setup);
    void create();
    void onCreated(const Result<Campaign> &result);

    const OwnServices m_services;
    MessageBar *m_message;
    CampaignForm *m_form;
    ActionButton *m_create = nullptr;
};

} // namespace campanile
