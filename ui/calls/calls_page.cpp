#include "calls/calls_page.h"

#include "calls/call_detail.h"
#include "calls/call_model.h"
#include "common/caption.h"
#include "common/coalescer.h"
#include "common/console_table.h"
#include "common/empty_state.h"
#include "common/filter_chips.h"
#include "common/page_scroll.h"
#include "common/search_field.h"
#include "common/spoken_name.h"
#include "core/deliver.h"
#include "theme/action_button.h"
#include "theme/spacing.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace campanile {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QLatin1StringView readCause{"calls/read"};

/// Whether every call that `filter` shows is one that `wider` shows.
bool narrows(const CallFilter &filter, const CallFilter &wider)
{
    return filter.text.contains(wider.text, Qt::CaseInsensitive) &&
           (wider.campaign.isNull() || wider.campaign == filter.campaign) &&
           (!wider.status || wider.status == filter.status);
}

} // namespace

CallsPage::CallsPage(const OwnServices &services, QWidget *parent)
    : PageWidget(parent)
    , m_services(services)
    , m_model(new CallModel(services.calls, services.caller, this))
    , m_coalescer(new Coalescer(this))
{
    QSplitter *const splitter = buildRowsAndDetail();
    auto *head = makePageTitle(title(), this);
    head->setContentsMargins(space::margin, space::group, space::margin, space::unit);
    head->setMinimumHeight(space::group + space::rowHeight + space::unit); // as high as a head with buttons
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::control);
    column->addWidget(head);
    column->addWidget(buildFilters());
    column->addWidget(splitter, 1);
    connectParts();
    m_coalescer->setAwake(false);
}

QSplitter *CallsPage::buildRowsAndDetail()
{
    auto *splitter = new QSplitter(this);
    splitter->setObjectName(u"calls-splitter"_s);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(buildRows());
    m_detail = new CallDetail(this);
    splitter->addWidget(new PageScroll(m_detail, PageScroll::Across::Never, this)); // for low windows
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({790, 260});
    return splitter;
}

QString CallsPage::title()
{
    return tr("Calls");
}

QString CallsPage::help() const
{
    return tr("Every call that was dialled, the newest first, with its outcome. Find calls by number or name, by "
              "campaign and by status; choose one to see its time line beside the table.");
}

QWidget *CallsPage::buildFilters()
{
    auto *filters = new QWidget(this);
    auto *row = new QHBoxLayout(filters);
    row->setContentsMargins(space::margin, 0, space::margin, 0);
    row->setSpacing(space::group);
    m_search = new SearchField(tr("Search calls"), tr("Number or name"), filters);
    m_search->setMinimumWidth(160);
    m_search->setMaximumWidth(280);
    m_campaign = new QComboBox(filters);
    setSpokenName(m_campaign, tr("Campaign of the calls"));
    m_campaign->addItem(tr("All campaigns"), qlonglong{0});
    m_campaign->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_campaign->setMinimumContentsLength(18);
    m_chips = new FilterChips(tr("Status of calls"), filters);
    m_chips->add(FilterChips::all, {tr("All"), ColourRole::Neutral, {}});
    for (const auto status :
         {ConversationStatus::InProgress, ConversationStatus::Completed, ConversationStatus::Failed}) {
        m_chips->add(static_cast<int>(status), Words::look(status));
    }
    m_matches = makeCaption({}, filters);
    m_matches->hide();
    row->addWidget(m_search, 1);
    row->addWidget(m_matches);
    row->addWidget(m_campaign);
    row->addWidget(m_chips, 2);
    return filters;
}

QWidget *CallsPage::buildRows()
{
    m_table = new ConsoleTable(u"calls"_s, tr("Calls"), this);
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setColumnWidths({12, 14, 14, 16, 8, 7, 10});
    m_table->setSortable();
    m_table->restoreColumns();
    m_noCalls = new EmptyState("document-open-recent"_L1, tr("No calls yet"),
                               tr("Every call that was dialled stands here."), this);
    m_noMatches = new EmptyState("edit-find"_L1, tr("No call matches this filter"), {}, this);
    auto *clear = m_noMatches->addButton(new ActionButton("edit-clear"_L1, tr("Clear filter"), m_noMatches));
    connect(clear, &QPushButton::clicked, this, &CallsPage::clearFilter);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_noCalls);
    m_stack->addWidget(m_noMatches);
    return m_stack;
}

void CallsPage::connectParts()
{
    connect(m_search, &SearchField::searched, this, &CallsPage::applyFilter);
    connect(m_chips, &FilterChips::chosenChanged, this, &CallsPage::applyFilter);
    connect(m_campaign, &QComboBox::activated, this, &CallsPage::applyFilter);
    connect(m_model, &PagedTableModel::listed, this, &CallsPage::showRowsOrReason);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &CallsPage::showCurrent);
    connect(m_model, &PagedTableModel::failed, this, [this](const Error &error) {
        Q_EMIT noticeRaised(failureNotice(
            tr("The calls could not be read."), error, tr("Try again"), [this] { refresh(); }, readCause));
    });
    connect(m_table, &ConsoleTable::currentRowChanged, this, &CallsPage::showCurrent);
    connect(m_detail, &CallDetail::campaignWanted, this, &PageWidget::campaignWanted);
    connect(m_coalescer, &Coalescer::due, this, &CallsPage::refresh);
    connect(&m_services.changes, &ChangeFeed::changed, this, &CallsPage::onChanged);
}

void CallsPage::showEvent(QShowEvent *event)
{
    PageWidget::showEvent(event);
    m_coalescer->setAwake(true);
    if (m_model->rowCount() == 0) {
        m_model->show(m_model->filter());
    }
    readCampaigns();
}

void CallsPage::hideEvent(QHideEvent *event)
{
    PageWidget::hideEvent(event);
    m_coalescer->setAwake(false);
}

void CallsPage::refresh()
{
    m_model->refresh(CallModel::Refresh::List);
}

void CallsPage::focusFilter()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void CallsPage::clearFilter()
{
    m_chips->choose(FilterChips::all);
    m_campaign->setCurrentIndex(0);
    m_search->clear();
    applyFilter();
}

void CallsPage::applyFilter()
{
    CallFilter filter;
    filter.text = m_search->text().trimmed();
    filter.campaign = CampaignId{m_campaign->currentData().toLongLong()};
    if (const int chosen = m_chips->chosen(); chosen != FilterChips::all) {
        filter.status = static_cast<ConversationStatus>(chosen);
    }
    if (filter != m_model->filter()) {
        if (m_model->rowCount() == 0 && !narrows(filter, m_model->filter())) {
            m_stack->setCurrentWidget(m_table); // "No call matches" may be wrong now
        }
        m_model->show(filter);
        showMatches();
    }
}

void CallsPage::onChanged(const ChangeSet &changes)
{
    if (changes.calls) {
        m_coalescer->trigger();
    }
}

void CallsPage::readCampaigns()
{
    m_services.campaigns.list(
        m_services.caller,
        deliverTo<std::vector<CampaignOverview>>(this, [this](const Result<std::vector<CampaignOverview>> &campaigns) {
            if (campaigns.ok()) {
                onCampaigns(*campaigns);
            }
        }));
}

void CallsPage::onCampaigns(const std::vector<CampaignOverview> &campaigns)
{
    const QVariant chosen = m_campaign->currentData();
    m_campaign->clear();
    m_campaign->addItem(tr("All campaigns"), qlonglong{0});
    for (const CampaignOverview &overview : campaigns) {
        m_campaign->addItem(overview.campaign.name, QVariant::fromValue<qlonglong>(overview.campaign.id.value));
    }
    m_campaign->setCurrentIndex(std::max(m_campaign->findData(chosen), 0));
}

void CallsPage::showRowsOrReason()
{
    Q_EMIT noticeWithdrawn(readCause);
    if (m_model->rowCount() > 0) {
        m_stack->setCurrentWidget(m_table);
    } else {
        m_stack->setCurrentWidget(m_model->filter() == CallFilter{} ? m_noCalls : m_noMatches);
    }
    m_detail->setVisible(m_model->rowCount() > 0); // without calls there is none to choose
    showMatches();
    showCurrent();
}

void CallsPage::showMatches()
{
    m_matches->setVisible(m_model->filter() != CallFilter{});
    m_matches->setText(m_model->isLoading() ? tr("Searching…") : tr("%Ln match(es)", nullptr, m_model->rowCount()));
}

void CallsPage::showCurrent()
{
    const int row = m_table->currentRow();
    const Call *call = row >= 0 && row < m_model->rowCount() ? m_model->rowAt(row) : nullptr;
    if (call) {
        m_detail->setCall(*call);
    } else if (row < 0) {
        m_detail->setCall(std::nullopt); // while a row is being read, the old one stays
    }
}

} // namespace campanile
