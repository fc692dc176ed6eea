#include "campaigns/edit_draft_dialog.h"

#include "campaigns/campaign_form.h"
#include "core/deliver.h"

namespace campanile {

EditDraftDialog::EditDraftDialog(const OwnServices &services, const Campaign &draft, QWidget *parent)
    : CampaignFormDialog(services, {tr("Edit draft"), tr("Save changes"), tr("Discard changes")}, parent)
    , m_draft(draft)
{
    nameButton(QStringLiteral("save"));
    form().setCampaign(draft);
    readSetup();
}

void EditDraftDialog::send()
{
    services().campaigns.edit(services().caller, m_draft.id, form().changesOf(m_draft),
                              deliverTo<Campaign>(this, [this](const Result<Campaign> &result) {
                                  if (result.ok()) {
                                      Q_EMIT edited();
                                  }
                                  answered(result, tr("The draft was not changed."));
                              }));
}

} // namespace campanile
