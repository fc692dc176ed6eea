#include "campaigns/new_campaign_dialog.h"

#include "campaigns/campaign_form.h"
#include "common/caption.h"
#include "common/message_bar.h"
#include "common/page_scroll.h"
#include "core/deliver.h"
#include "theme/action_button.h"
#include "theme/spacing.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace campanile {

namespace {

constexpr int dialogWidth = 480;

} // namespace

NewCampaignDialog::NewCampaignDialog(const OwnServices &services, QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_message(new MessageBar(this, MessageBar::Closing::ByOwner))
    , m_form(new CampaignForm(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("New campaign"));
    setMinimumWidth(dialogWidth);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(space::group);
    column->addWidget(makePageTitle(tr("New campaign"), this));
    column->addWidget(new PageScroll(m_form, PageScroll::Across::Never, this), 1); // for low screens
    column->addWidget(m_message); // below the fields, which stay where they are when it comes
    column->addWidget(buildButtons());
    connect(m_form, &CampaignForm::accepted, this, &NewCampaignDialog::create);
    m_form->focusFirst();
    readSetup();
}

QWidget *NewCampaignDialog::buildButtons()
{
    auto *buttons = new QWidget(this);
    auto *row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 0, 0, 0);
    auto *leave = new ActionButton(tr("Discard"), buttons);
    m_create = new ActionButton(tr("Create draft"), buttons, ActionButton::Kind::Primary);
    m_create->setObjectName(QStringLiteral("create"));
    m_create->setDefault(true);
    row->addStretch(1);
    row->addWidget(leave);
    row->addWidget(m_create);
    connect(leave, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_create, &QPushButton::clicked, this, &NewCampaignDialog::create);
    return buttons;
}

void NewCampaignDialog::readSetup()
{
    m_services.workspaces.read(m_services.caller, deliverTo<Setup>(this, [this](const Result<Setup> &setup) {
                                   if (!setup.ok()) {
                                       m_message->show(failureNotice(tr("The agents could not be read."), setup.error(),
                                                                     tr("Try again"), [this] { readSetup(); }));
                                   } else if (setup->agents.empty() || setup->numbers.empty()) {
                                       makeBasics();
                                   } else {
                                       onSetup(*setup);
                                   }
                               }));
}

void NewCampaignDialog::makeBasics()
{
    m_services.workspaces.ensureBasics(
        m_services.caller, deliverTo<Setup>(this, [this](const Result<Setup> &setup) {
            if (!setup.ok()) {
                m_message->show(failureNotice(tr("There is no agent or number yet, and none could be made."),
                                              setup.error(), tr("Try again"), [this] { makeBasics(); }));
                return;
            }
            m_message->show({Notice::Severity::Information,
                             tr("Calls of this campaign go to the simulated carrier: nobody is really called."),
                             {},
                             {}});
            onSetup(*setup);
        }));
}

void NewCampaignDialog::onSetup(const Setup &setup)
{
    m_form->setSetup(setup);
}

void NewCampaignDialog::create()
{
    if (!m_create->isEnabled() || !m_form->check()) {
        return;
    }
    m_create->setEnabled(false); // one press, one campaign
    m_services.campaigns.create(
        m_services.caller, m_form->campaign(),
        deliverTo<Campaign>(this, [this](const Result<Campaign> &result) { onCreated(result); }));
}

void NewCampaignDialog::onCreated(const Result<Campaign> &result)
{
    m_create->setEnabled(true);
    if (result.ok()) {
        Q_EMIT created(result->id);
        accept();
    } else if (!m_form->showError(result.error())) {
        m_message->show(failureNotice(tr("The campaign was not created."), result.error()));
    }
}

} // namespace campanile
