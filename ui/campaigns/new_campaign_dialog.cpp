#include "campaigns/new_campaign_dialog.h"

#include "campaigns/campaign_form.h"
#include "common/message_bar.h"
#include "core/deliver.h"

namespace campanile {

NewCampaignDialog::NewCampaignDialog(const OwnServices &services, QWidget *parent)
    : CampaignFormDialog(services, {tr("New campaign"), tr("Create draft"), tr("Discard")}, parent)
{
    nameButton(QStringLiteral("create"));
    readSetup();
}

void NewCampaignDialog::useSetup(const Setup &setup)
{
    if (setup.agents.empty() || setup.numbers.empty()) {
        makeBasics();
    } else {
        CampaignFormDialog::useSetup(setup);
    }
}

void NewCampaignDialog::makeBasics()
{
    services().workspaces.ensureBasics(
        services().caller, deliverTo<Setup>(this, [this](const Result<Setup> &setup) {
            if (!setup.ok()) {
                message().show(failureNotice(tr("There is no agent or number yet, and none could be made."),
                                             setup.error(), tr("Try again"), [this] { makeBasics(); }));
                return;
            }
            message().show({Notice::Severity::Information,
                            tr("Calls of this campaign go to the simulated carrier: nobody is really called."),
                            {},
                            {}});
            CampaignFormDialog::useSetup(*setup);
        }));
}

void NewCampaignDialog::send()
{
    services().campaigns.create(services().caller, form().campaign(),
                                deliverTo<Campaign>(this, [this](const Result<Campaign> &result) {
                                    if (result.ok()) {
                                        Q_EMIT created(result->id);
                                    }
                                    answered(result, tr("The campaign was not created."));
                                }));
}

} // namespace campanile
