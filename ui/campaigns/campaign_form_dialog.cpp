#include "campaigns/campaign_form_dialog.h"

#include "campaigns/campaign_form.h"
#include "common/caption.h"
#include "common/message_bar.h"
#include "common/page_scroll.h"
#include "core/deliver.h"
#include "theme/action_button.h"
#include "theme/spacing.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScreen>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace campanile {

namespace {

constexpr int dialogWidth = 480;

} // namespace

CampaignFormDialog::CampaignFormDialog(const OwnServices &services, const Texts &texts, QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_message(new MessageBar(this, MessageBar::Closing::ByOwner))
    , m_form(new CampaignForm(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(texts.title);
    setMinimumWidth(dialogWidth);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(space::group);
    column->addWidget(makePageTitle(texts.title, this));
    m_place = new PageScroll(m_form, PageScroll::Across::Never, this); // for low screens
    column->addWidget(m_place, 1);
    column->addWidget(m_message); // below the fields, which stay where they are when it comes
    column->addWidget(buildButtons(texts));
    connect(m_form, &CampaignForm::accepted, this, &CampaignFormDialog::submit);
    m_form->focusFirst();
}

QWidget *CampaignFormDialog::buildButtons(const Texts &texts)
{
    auto *buttons = new QWidget(this);
    auto *row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 0, 0, 0);
    auto *leave = new ActionButton(texts.leaveIt, buttons);
    m_doIt = new ActionButton(texts.doIt, buttons, ActionButton::Kind::Primary);
    m_doIt->setDefault(true);
    row->addStretch(1);
    row->addWidget(leave);
    row->addWidget(m_doIt);
    connect(leave, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_doIt, &QPushButton::clicked, this, &CampaignFormDialog::submit);
    return buttons;
}

void CampaignFormDialog::nameButton(const QString &objectName)
{
    m_doIt->setObjectName(objectName);
}

void CampaignFormDialog::readSetup()
{
    m_services.workspaces.read(m_services.caller, deliverTo<Setup>(this, [this](const Result<Setup> &setup) {
                                   if (setup.ok()) {
                                       useSetup(*setup);
                                   } else {
                                       m_message->show(failureNotice(tr("The agents could not be read."), setup.error(),
                                                                     tr("Try again"), [this] { readSetup(); }));
                                   }
                               }));
}

void CampaignFormDialog::useSetup(const Setup &setup)
{
    m_form->setSetup(setup);
}

void CampaignFormDialog::submit()
{
    if (!m_doIt->isEnabled()) {
        return;
    }
    if (!m_form->check()) {
        return showProblem();
    }
    m_doIt->setEnabled(false); // one press, one request
    send();
}

/// A problem makes its field higher: the dialog grows with it as far as the screen allows, and scrolls to it.
void CampaignFormDialog::showProblem()
{
    QTimer::singleShot(0, this, [this] { // when the field has been laid out
        const int most = screen()->availableGeometry().height() * 9 / 10;
        resize(width(), std::max(height(), std::min(sizeHint().height(), most)));
        layout()->activate();
        if (const QWidget *field = m_form->focusWidget()) {
            m_place->ensureWidgetVisible(field->parentWidget(), 0, space::control);
        }
    });
}

void CampaignFormDialog::answered(const Result<Campaign> &result, const QString &failure)
{
    m_doIt->setEnabled(true);
    if (result.ok()) {
        accept();
    } else if (m_form->showError(result.error())) {
        showProblem();
    } else {
        m_message->show(failureNotice(failure, result.error()));
    }
}

} // namespace campanile
