#pragma once

#include "campaigns/campaign_form_dialog.h"

namespace campanile {

/// Makes a bulk campaign in draft. Where there is no agent or number yet, the simulated carrier's are made first, so
/// that a first campaign needs no carrier; the dialog says so.
class NewCampaignDialog final : public CampaignFormDialog {
    Q_OBJECT

public:
    NewCampaignDialog(const OwnServices &services, QWidget *parent);

Q_SIGNALS:
    void created(campanile::CampaignId campaign);

protected:
    void useSetup(const Setup &setup) override;
    void send() override;

private:
    void makeBasics();
};

} // namespace campanile
