#include "targets/targets_panel.h"

#include "common/caption.h"
#include "common/coalescer.h"
#include "common/console_table.h"
#include "common/empty_state.h"
#include "common/job_bar.h"
#include "common/search_field.h"
#include "common/segmented_bar.h"
#include "common/words.h"
#include "targets/target_actions.h"
#include "targets/target_model.h"
#include "theme/action_button.h"
#include "theme/icons.h"
#include "theme/spacing.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

/// Whether a target that matches `filter` matches `wider` too.
bool narrows(const TargetFilter &filter, const TargetFilter &wider)
{
    return filter.text.contains(wider.text, Qt::CaseInsensitive) &&
           (wider.states.isEmpty() || wider.states == filter.states);
}

} // namespace

TargetsPanel::TargetsPanel(const OwnServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_model(new TargetModel(services.targets, services.caller, this))
    , m_coalescer(new Coalescer(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::control);
    column->addWidget(buildFilters());
    column->addWidget(buildRows(), 1);
    m_bar = new JobBar(this);
    m_bar->setReturnTo(m_table);
    column->addWidget(m_bar);
    m_actions = new TargetActions(services, *m_bar, this);
    connectParts();
}

QWidget *TargetsPanel::buildFilters()
{
    auto *filters = new QWidget(this);
    auto *column = new QVBoxLayout(filters);
    column->setContentsMargins(space::margin, 0, space::margin, 0);
    column->setSpacing(space::control);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::group);
    m_search = new SearchField(tr("Search targets"), tr("Number or name"), filters);
    m_search->setMinimumWidth(160);
    m_search->setMaximumWidth(280);
    m_states = new SegmentedBar(tr("State of targets"), filters);
    m_matches = makeCaption({}, filters);
    m_matches->setObjectName("matches"_L1);
    m_matches->hide();
    m_export = new ActionButton("document-export"_L1, tr("Export…"), filters, ActionButton::Kind::Quiet);
    m_export->setObjectName("export"_L1);
    row->addWidget(m_search, 1);
    row->addWidget(m_matches);
    row->addStretch(1);
    row->addWidget(m_export);
    column->addWidget(m_states);
    column->addLayout(row);
    return filters;
}

QWidget *TargetsPanel::buildRows()
{
    m_table = new ConsoleTable(u"targets"_s, tr("Targets"), this);
    m_table->setModel(m_model);
    m_table->setColumnWidths({18, 26, 16, 12, 22, 14});
    m_table->setSortable();
    m_table->restoreColumns();
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_noTargets = new EmptyState("view-task"_L1, tr("This campaign has no targets yet"),
                                 tr("Drop a CSV file anywhere on the window, or choose one."), this);
    auto *import = m_noTargets->addButton(new ActionButton("document-import"_L1, tr("Import a CSV…"), m_noTargets));
    m_noMatches = new EmptyState("edit-find"_L1, tr("No target matches this filter"), {}, this);
    auto *clear = m_noMatches->addButton(new ActionButton("edit-clear"_L1, tr("Clear filter"), m_noMatches));
    m_stack = new QStackedWidget(this);
    for (QWidget *face :
         {static_cast<QWidget *>(m_table), static_cast<QWidget *>(m_noTargets), static_cast<QWidget *>(m_noMatches)}) {
        m_stack->addWidget(face);
    }
    connect(import, &QPushButton::clicked, this, [this] { Q_EMIT importWanted(m_overview.campaign.id); });
    connect(clear, &QPushButton::clicked, this, &TargetsPanel::clearFilter);
    return m_stack;
}

void TargetsPanel::connectParts()
{
    connect(m_search, &SearchField::searched, this, &TargetsPanel::applyFilter);
    connect(m_states, &SegmentedBar::chosenChanged, this, &TargetsPanel::applyFilter);
    connect(m_model, &PagedTableModel::listed, this, &TargetsPanel::showRowsOrReason);
    connect(m_model, &PagedTableModel::failed, this, [this](const Error &error) {
        Q_EMIT noticeRaised(
            failureNotice(tr("The targets could not be read."), error, tr("Try again"), [this] { refresh(); }));
    });
    connect(m_table, &QWidget::customContextMenuRequested, this, &TargetsPanel::offerActions);
    connect(m_table->horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, [this] { m_showsTop = true; });
    connect(m_table, &ConsoleTable::deletePressed, this, &TargetsPanel::askToSkip);
    connect(m_table, &ConsoleTable::copied, this, &TargetsPanel::tellCopied);
    connect(m_table, &ConsoleTable::copyFailed, this,
            [this](const Error &error) { Q_EMIT noticeRaised(failureNotice(tr("The rows were not copied."), error)); });
    connect(m_export, &QPushButton::clicked, this, &TargetsPanel::askToExport);
    connect(m_actions, &TargetActions::noticeRaised, this, &TargetsPanel::noticeRaised);
    connect(m_actions, &TargetActions::done, m_coalescer, &Coalescer::trigger);
    connect(m_coalescer, &Coalescer::due, this, &TargetsPanel::readAgain);
    connect(&m_services.changes, &ChangeFeed::changed, this, &TargetsPanel::onChanged);
    m_coalescer->setAwake(false);
}

void TargetsPanel::setOverview(const CampaignOverview &overview)
{
    const bool isAnother = overview.campaign.id != m_overview.campaign.id;
    m_overview = overview;
    m_model->setMaxAttempts(overview.campaign.retry.maxAttempts);
    m_states->setCounts(overview.states);
    if (isAnother) {
        m_search->blockSignals(true);
        m_search->clear();
        m_search->blockSignals(false);
        m_states->chooseAll();
        m_model->show(overview.campaign.id, {});
        m_stack->setCurrentWidget(m_table);
        showMatches();
    } else if (!isFiltered() && !m_model->isLoading() && overview.stats.total() != m_model->rowCount()) {
        m_model->refresh(TargetModel::Refresh::List);
    }
}

bool TargetsPanel::isFiltered() const
{
    return m_model->filter() != TargetFilter{};
}

void TargetsPanel::applyFilter()
{
    TargetFilter filter;
    filter.text = m_search->text().trimmed();
    filter.states = m_states->chosen();
    if (filter != m_model->filter()) {
        if (m_model->rowCount() == 0 && !narrows(filter, m_model->filter())) {
            // "No target matches" may no longer be true. To show an empty table costs nothing, while to show a table
            // that has a million rows already takes longer than a frame.
            m_stack->setCurrentWidget(m_table);
        }
        m_showsTop = true;
        m_model->show(m_overview.campaign.id, filter);
        showMatches();
    }
}

void TargetsPanel::focusFilter()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void TargetsPanel::clearFilter()
{
    m_states->chooseAll();
    m_search->clear();
    applyFilter();
}

bool TargetsPanel::isActing() const
{
    return m_actions->isBusy();
}

void TargetsPanel::refresh()
{
    m_model->refresh(TargetModel::Refresh::List);
}

void TargetsPanel::onChanged(const ChangeSet &changes)
{
    // A call that rings moves the state of its target, and nothing else of it.
    if (changes.targets.contains(m_overview.campaign.id) || (changes.calls && m_overview.stats.inFlight > 0)) {
        m_coalescer->trigger();
    }
}

void TargetsPanel::readAgain()
{
    // Without a filter a change of state moves no row in list order; the campaign's total tells whether rows were
    // added.
    const bool mayMove = isFiltered() || m_model->isOrderMoving();
    m_model->refresh(mayMove ? TargetModel::Refresh::List : TargetModel::Refresh::Rows);
}

void TargetsPanel::showRowsOrReason()
{
    if (m_model->rowCount() > 0) {
        m_stack->setCurrentWidget(m_table);
    } else {
        m_stack->setCurrentWidget(isFiltered() ? m_noMatches : m_noTargets);
    }
    m_export->setEnabled(m_model->rowCount() > 0);
    showMatches();
    if (m_showsTop) {
        m_table->scrollToTop();
        m_showsTop = m_model->isLoading(); // the first rows come before the rest
    }
}

void TargetsPanel::showMatches()
{
    m_matches->setVisible(isFiltered());
    m_matches->setText(m_model->isLoading() ? tr("Searching…") : tr("%Ln match(es)", nullptr, m_model->rowCount()));
}

/// All that match, as the backend finds them when it acts, but nobody who came later than those in the table.
TargetSelection TargetsPanel::allShown() const
{
    TargetSelection selection;
    selection.filter = m_model->filter();
    const std::vector<TargetId> &ids = m_model->allIds();
    selection.newest = ids.empty() ? TargetId{} : *std::ranges::max_element(ids);
    return selection;
}

/// The chosen rows: all but a few as a filter, others by their ids, of which the table has those of every row. By their
/// ids, too, when they were filtered by state, because whoever leaves the state meanwhile was chosen all the same.
TargetSelection TargetsPanel::chosen() const
{
    const std::vector<RowRange> ranges = m_table->chosenRanges();
    const qint64 rows = m_model->rowCount();
    const bool mayLeave = m_model->filter().status || !m_model->filter().states.isEmpty();
    if (sizeOf(ranges) < rows / 2 || mayLeave) {
        TargetSelection some;
        some.only = m_model->idsOf(ranges);
        return some;
    }
    TargetSelection most = allShown();
    int next = 0; // behind the last chosen row
    for (const RowRange &range : ranges) {
        const std::vector<TargetId> between = m_model->idsOf({{next, range.first - 1}});
        most.except.insert(most.except.end(), between.begin(), between.end());
        next = range.last + 1;
    }
    const std::vector<TargetId> behind = m_model->idsOf({{next, static_cast<int>(rows) - 1}});
    most.except.insert(most.except.end(), behind.begin(), behind.end());
    return most;
}

void TargetsPanel::offerActions(const QPoint &where)
{
    const bool isAnyChosen = m_table->chosenCount() > 0;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *skipAction = menu->addAction(roleIcon("media-skip-forward"_L1), tr("Skip targets…"));
    skipAction->setShortcut(QKeySequence::Delete);
    skipAction->setEnabled(isAnyChosen);
    QAction *copy = menu->addAction(roleIcon("edit-copy"_L1), tr("Copy rows"));
    copy->setShortcut(QKeySequence::Copy);
    copy->setEnabled(isAnyChosen);
    connect(skipAction, &QAction::triggered, this, &TargetsPanel::askToSkip);
    connect(copy, &QAction::triggered, m_table, &ConsoleTable::copyChosen);
    menu->addSeparator();
    m_table->addHeadMenus(*menu);
    menu->popup(m_table->viewport()->mapToGlobal(where));
}

/// What the table has is not yet what was asked for. An action on it would be one on a part.
bool TargetsPanel::refuseWhileLoading()
{
    if (m_model->isLoading()) {
        Q_EMIT noticeRaised(
            {Notice::Severity::Information, tr("The list is still being read. Try again when it is there."), {}, {}});
    }
    return m_model->isLoading();
}

/// Who stands in a row. The frame may be on another row than the one that is chosen, so the question names the person.
QString TargetsPanel::personIn(int row) const
{
    const QString name = m_model->index(row, TargetModel::Name).data().toString();
    const QString number = m_model->index(row, TargetModel::Number).data().toString();
    return name.isEmpty() ? number : tr("%1, %2", "name and number of a person").arg(name, number);
}

void TargetsPanel::askToSkip()
{
    const qint64 count = m_table->chosenCount();
    if (count > 0 && !refuseWhileLoading()) {
        m_actions->askToSkip(m_overview.campaign.id, m_overview.campaign.name, chosen(), count,
                             count == 1 ? personIn(m_table->chosenRanges().front().first) : QString());
    }
}

void TargetsPanel::askToExport()
{
    if (!refuseWhileLoading()) {
        m_actions->askToExport(m_overview.campaign.id, m_overview.campaign.name, allShown(), m_model->rowCount());
    }
}

/// Says nothing when all is as it was asked for.
void TargetsPanel::tellCopied(qint64 rows, qint64 chosen)
{
    if (rows < chosen) {
        Q_EMIT noticeRaised({Notice::Severity::Information,
                             tr("The first %1 of %2 chosen rows were copied. To have all of them, export the list.")
                                 .arg(Words::count(rows), Words::count(chosen)),
                             {},
                             {}});
    }
}

void TargetsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_coalescer->setAwake(true);
}

void TargetsPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_coalescer->setAwake(false);
}

} // namespace campanile
