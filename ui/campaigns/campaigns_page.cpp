#include "campaigns/campaigns_page.h"

#include "campaigns/campaign_actions.h"
#include "campaigns/campaign_detail.h"
#include "campaigns/campaign_list_model.h"
#include "campaigns/campaign_state.h"
#include "common/caption.h"
#include "common/coalescer.h"
#include "common/console_table.h"
#include "common/empty_state.h"
#include "common/flow_layout.h"
#include "common/progress_delegate.h"
#include "common/wrapping_widget.h"
#include "core/deliver.h"
#include "targets/targets_panel.h"
#include "theme/action_button.h"
#include "theme/spacing.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace campanile {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QLatin1StringView readCause{"campaigns/read"};

} // namespace

CampaignsPage::CampaignsPage(const OwnServices &services, QWidget *parent)
    : PageWidget(parent)
    , m_services(services)
    , m_actions(new CampaignActions(services, this))
    , m_model(new CampaignListModel(this))
    , m_coalescer(new Coalescer(this, Coalescer::Pace::OneAtATime))
    , m_stack(new QStackedWidget(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    m_stack->addWidget(new QWidget(m_stack)); // until the first list has come
    m_stack->addWidget(buildMasterDetail());
    m_stack->addWidget(buildEmpty());
    column->addWidget(m_stack, 1);
    connectParts();
    m_coalescer->trigger();
}

QString CampaignsPage::title()
{
    return tr("Campaigns");
}

QString CampaignsPage::help() const
{
    return tr(
        "A campaign calls everybody on a list, each once per allowed attempt, at the rate that you set. Choose one "
        "above to see its targets below. Start, pause or cancel it by the buttons beside its name; a campaign that "
        "waits says why. A draft can be edited and deleted there, too. To leave somebody out, choose the row and press "
        "Delete.");
}

QWidget *CampaignsPage::buildHead()
{
    auto *head = new WrappingWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(space::margin, space::group, space::margin, space::control);
    row->addStrut(space::rowHeight); // as high as with the buttons
    auto *texts = new QWidget(head);
    auto *line = new QHBoxLayout(texts);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(makePageTitle(title(), texts));
    m_summary = makeCaption({}, texts);
    line->addWidget(m_summary, 1, Qt::AlignBottom);
    row->addWidget(texts, 1, Qt::AlignVCenter);
    m_import = new ActionButton("document-import"_L1, tr("Import a CSV…"), head);
    m_add = new ActionButton("list-add"_L1, tr("New campaign…"), head);
    auto *buttons = new FlowLayout(nullptr, Qt::AlignTrailing);
    buttons->addWidget(m_import);
    buttons->addWidget(m_add);
    row->addLayout(buttons);
    connect(m_import, &QPushButton::clicked, this, [this] { Q_EMIT importWanted({}); });
    connect(m_add, &QPushButton::clicked, this, &PageWidget::newCampaignWanted);
    return head;
}

QWidget *CampaignsPage::buildList()
{
    m_table = new ConsoleTable(u"campaigns"_s, tr("Campaigns"), this);
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setItemDelegateForColumn(CampaignListModel::Progress, new ProgressDelegate(m_table));
    m_table->setColumnWidths({30, 13, 20, 18, 16, 12});
    m_table->setSortable();
    m_table->restoreColumns();
    m_table->setMinimumHeight(3 * space::rowHeight);
    return m_table;
}

QWidget *CampaignsPage::buildMasterDetail()
{
    m_splitter = new QSplitter(Qt::Vertical, this);
    m_splitter->setObjectName(u"campaigns-splitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(buildList());
    m_detail = new CampaignDetail(m_services, *m_actions, this);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({5 * space::rowHeight, 18 * space::rowHeight});
    return m_splitter;
}

QWidget *CampaignsPage::buildEmpty()
{
    m_empty = new EmptyState("view-task"_L1, tr("No campaigns yet"),
                             tr("A campaign calls a list of people, each once per allowed attempt."), this);
    auto *add =
        m_empty->addButton(new ActionButton("list-add"_L1, tr("New campaign…"), m_empty, ActionButton::Kind::Primary));
    auto *import = m_empty->addButton(new ActionButton("document-import"_L1, tr("Import a CSV…"), m_empty));
    connect(add, &QPushButton::clicked, this, &PageWidget::newCampaignWanted);
    connect(import, &QPushButton::clicked, this, [this] { Q_EMIT importWanted({}); });
    return m_empty;
}

void CampaignsPage::connectParts()
{
    connect(m_table, &ConsoleTable::currentRowChanged, this, &CampaignsPage::onCurrentRowChanged);
    connect(m_actions, &CampaignActions::done, m_coalescer, &Coalescer::trigger);
    connect(m_actions, &CampaignActions::duplicated, this, &CampaignsPage::choose);
    connect(m_actions, &CampaignActions::importWanted, this, &PageWidget::importWanted);
    connect(m_actions, &CampaignActions::noticeRaised, this, &PageWidget::noticeRaised);
    connect(m_actions, &CampaignActions::noticeWithdrawn, this, &PageWidget::noticeWithdrawn);
    connect(m_detail, &CampaignDetail::importWanted, this, &PageWidget::importWanted);
    connect(&m_detail->targets(), &TargetsPanel::noticeRaised, this, &PageWidget::noticeRaised);
    connect(m_coalescer, &Coalescer::due, this, &CampaignsPage::read);
    connect(&m_services.changes, &ChangeFeed::changed, this, &CampaignsPage::onChanged);
}

void CampaignsPage::refresh()
{
    m_coalescer->trigger();
    m_detail->targets().refresh();
}

void CampaignsPage::focusFilter()
{
    m_detail->targets().focusFilter();
}

void CampaignsPage::clearFilter()
{
    m_detail->targets().clearFilter();
}

void CampaignsPage::choose(CampaignId campaign)
{
    m_wanted = campaign;
    keepChoice();
    m_coalescer->trigger();
}

CampaignId CampaignsPage::inviting() const
{
    const int row = m_model->rowOf(m_chosen.value);
    if (row < 0) {
        return {};
    }
    const CampaignOverview &overview = m_model->at(row);
    return overview.stats.total() == 0 && CampaignState::canImport(overview) ? m_chosen : CampaignId{};
}

void CampaignsPage::onChanged(const ChangeSet &changes)
{
    // An engine that stops or goes on changes why campaigns are held.
    if (changes.setup || changes.engine || !changes.campaigns.empty() || !changes.targets.empty()) {
        m_coalescer->trigger();
    }
}

void CampaignsPage::read()
{
    m_services.campaigns.list(
        m_services.caller, deliverTo<std::vector<CampaignOverview>>(
                               this, [this](const Result<std::vector<CampaignOverview>> &result) { onRead(result); }));
}

void CampaignsPage::onRead(const Result<std::vector<CampaignOverview>> &result)
{
    m_coalescer->done();
    if (!result.ok()) {
        Q_EMIT noticeRaised(failureNotice(
            tr("The campaigns could not be read."), result.error(), tr("Try again"), [this] { refresh(); }, readCause));
        return;
    }
    Q_EMIT noticeWithdrawn(readCause);
    m_model->replace(*result);
    const bool hasAny = m_model->rowCount() > 0;
    m_stack->setCurrentWidget(hasAny ? static_cast<QWidget *>(m_splitter) : m_empty);
    m_summary->setText(hasAny ? tr("%Ln campaign(s)", nullptr, m_model->rowCount()) : QString());
    m_import->setVisible(hasAny); // the empty page offers both in its middle
    m_add->setVisible(hasAny);
    keepChoice();
    tellNews();
    tellBadge();
}

void CampaignsPage::tellNews()
{
    const std::vector<CampaignNews> news = m_news.read(m_model->rows());
    const auto &rows = m_model->rows();
    if (std::none_of(rows.begin(), rows.end(), CampaignState::hasPausedItself)) {
        Q_EMIT noticeWithdrawn(pausedItselfCause); // somebody has resumed them
    }
    if (!news.empty()) {
        Q_EMIT newsFound(news);
    }
    if (isVisible()) {
        m_news.seen();
    }
}

void CampaignsPage::showEvent(QShowEvent *event)
{
    PageWidget::showEvent(event);
    m_news.seen();
    tellBadge();
}

void CampaignsPage::keepChoice()
{
    if (const int wanted = m_model->rowOf(m_wanted.value); wanted >= 0) {
        m_wanted = {};
        m_table->chooseRow(wanted);
    } else if (m_table->currentRow() < 0 && m_model->rowCount() > 0) {
        m_table->chooseRow(0);
    }
    showChosen();
}

void CampaignsPage::onCurrentRowChanged(int row)
{
    if (row >= 0 && row < m_model->rowCount()) {
        m_chosen = m_model->at(row).campaign.id;
        showChosen();
    }
}

void CampaignsPage::showChosen()
{
    const int row = m_model->rowOf(m_chosen.value);
    if (row >= 0) {
        m_detail->setOverview(m_model->at(row));
    }
    Q_EMIT chosenChanged();
}

const CampaignOverview *CampaignsPage::chosen() const
{
    const int row = m_model->rowOf(m_chosen.value);
    return row >= 0 ? &m_model->at(row) : nullptr;
}

int CampaignsPage::activeCount() const
{
    const auto &rows = m_model->rows();
    return static_cast<int>(std::count_if(rows.begin(), rows.end(), [](const CampaignOverview &overview) {
        return overview.campaign.status == CampaignStatus::Active;
    }));
}

bool CampaignsPage::isActingOnTargets() const
{
    return m_detail->targets().isActing();
}

void CampaignsPage::tellBadge()
{
    const auto &rows = m_model->rows();
    const auto waiting = std::count_if(rows.begin(), rows.end(), [](const CampaignOverview &overview) {
        const bool isHeldAlone = CampaignState::isHeld(overview) && overview.hold.reason != HoldReason::Stopped;
        return isHeldAlone || CampaignState::hasPausedItself(overview);
    });
    Q_EMIT badgeChanged(waiting + static_cast<qint64>(m_news.unseen()));
}

} // namespace campanile
