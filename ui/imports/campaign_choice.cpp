#include "imports/campaign_choice.h"

#include "campaigns/campaign_form.h"
#include "common/caption.h"
#include "common/wheel_guard.h"
#include "core/deliver.h"
#include "core/number_parser.h"
#include "theme/spacing.h"

#include <QComboBox>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace campanile {

namespace {

constexpr int narrowestBox = 16; // in characters

} // namespace

CampaignChoice::CampaignChoice(const OwnServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_campaigns(new QComboBox(this))
    , m_form(new CampaignForm(this))
{
    QLabel *title = makeSectionTitle(tr("Add the targets &to"), this);
    title->setBuddy(m_campaigns);
    title->setMinimumHeight(space::rowHeight);
    m_campaigns->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_campaigns->setMinimumContentsLength(narrowestBox);
    guardFromWheel(m_campaigns);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::control);
    column->addWidget(title);
    column->addWidget(m_campaigns);
    column->addSpacing(space::unit);
    column->addWidget(m_form);
    column->addStretch(1);
    connect(m_campaigns, &QComboBox::currentIndexChanged, this, &CampaignChoice::onChosen);
    connect(m_form, &CampaignForm::accepted, this, &CampaignChoice::accepted);
    connect(m_form, &CampaignForm::callerIdChanged, this, &CampaignChoice::tellCallerRegion);
}

void CampaignChoice::begin(const QString &name, CampaignId wanted)
{
    m_wanted = wanted;
    {
        const QSignalBlocker unheard(m_campaigns);
        m_campaigns->clear(); // nothing is chosen before they have been read
    }
    m_form->setName(name);
    readCampaigns();
    readSetup();
}

void CampaignChoice::use(CampaignId campaign)
{
    m_wanted = campaign;
    readCampaigns();
}

void CampaignChoice::readCampaigns()
{
    m_services.campaigns.list(
        m_services.caller,
        deliverTo<std::vector<CampaignOverview>>(this, [this](const Result<std::vector<CampaignOverview>> &campaigns) {
            if (campaigns.ok()) {
                onCampaigns(*campaigns);
            } else {
                Q_EMIT failed(campaigns.error());
            }
        }));
}

void CampaignChoice::onCampaigns(const std::vector<CampaignOverview> &campaigns)
{
    {
        const QSignalBlocker unheard(m_campaigns); // until all are there
        m_campaigns->clear();
        m_callerOf.clear();
        m_campaigns->addItem(tr("A new campaign"), qlonglong{0});
        for (const CampaignOverview &overview : campaigns) {
            if (!isTerminal(overview.campaign.status)) {
                const CampaignId id = overview.campaign.id;
                m_callerOf[id] = overview.from;
                m_campaigns->addItem(overview.campaign.name, QVariant::fromValue<qlonglong>(id.value));
            }
        }
        const int wanted = m_campaigns->findData(QVariant::fromValue<qlonglong>(m_wanted.value));
        m_campaigns->setCurrentIndex(std::max(wanted, 0));
    }
    onChosen();
}

void CampaignChoice::readSetup()
{
    // Where nothing is set up yet the simulated carrier's agent and number are made, so that a list can go in.
    m_services.workspaces.read(m_services.caller, deliverTo<Setup>(this, [this](const Result<Setup> &setup) {
                                   if (setup.ok() && !setup->agents.empty() && !setup->numbers.empty()) {
                                       return onSetup(*setup);
                                   }
                                   m_services.workspaces.ensureBasics(
                                       m_services.caller, deliverTo<Setup>(this, [this](const Result<Setup> &basics) {
                                           if (basics.ok()) {
                                               onSetup(*basics);
                                           } else {
                                               Q_EMIT failed(basics.error());
                                           }
                                       }));
                               }));
}

void CampaignChoice::onSetup(const Setup &setup)
{
    m_numbers.clear();
    for (const PhoneNumber &number : setup.numbers) {
        m_numbers[number.id] = number.number;
    }
    m_form->setSetup(setup);
}

CampaignId CampaignChoice::chosen() const
{
    return CampaignId{m_campaigns->currentData().toLongLong()};
}

NewCampaign CampaignChoice::created() const
{
    return m_form->campaign();
}

bool CampaignChoice::check()
{
    const bool isRead = m_campaigns->count() > 0;
    return isRead && (!chosen().isNull() || m_form->check());
}

bool CampaignChoice::showError(const Error &error)
{
    return m_form->isVisible() && m_form->showError(error);
}

void CampaignChoice::onChosen()
{
    m_form->setVisible(chosen().isNull());
    tellCallerRegion();
}

/// Numbers without + are from the country of the number that calls them.
void CampaignChoice::tellCallerRegion()
{
    const CampaignId campaign = chosen();
    E164 caller;
    if (!campaign.isNull()) {
        const auto found = m_callerOf.find(campaign);
        caller = found == m_callerOf.end() ? E164{} : found->second;
    } else if (const auto found = m_numbers.find(created().fromNumber); found != m_numbers.end()) {
        caller = found->second;
    }
    Q_EMIT callerRegionChanged(caller.isNull() ? QString() : regionOf(caller));
}

} // namespace campanile
