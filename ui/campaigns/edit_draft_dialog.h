#pragma once

#include "campaigns/campaign_form_dialog.h"

namespace campanile {

/// Changes the settings of a draft. Only what was changed in the form is sent, so that nothing else is written over
/// that another person has changed meanwhile.
class EditDraftDialog final : public CampaignFormDialog {
    Q_OBJECT

public:
    EditDraftDialog(const OwnServices &services, const Campaign &draft, QWidget *parent);

Q_SIGNALS:
    /// The draft has the settings of the form.
    void edited();

protected:
    void send() override;

private:
    const Campaign m_draft; // as it was when the dialog opened
};

} // namespace campanile
