#include "targets/targets_panel.h"

#include "common/coalescer.h"
#include "common/confirm_dialog.h"
#include "common/console_table.h"
#include "common/empty_state.h"
#include "common/search_field.h"
#include "common/segmented_bar.h"
#include "common/words.h"
#include "core/deliver.h"
#include "targets/target_model.h"
#include "theme/action_button.h"
#include "theme/icons.h"
#include "theme/spacing.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

/// At most this many targets are skipped at once, one after the other; more would need a job of its own.
constexpr int mostSkippedAtOnce = 500;

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
    row->addWidget(m_search, 1);
    row->addStretch(1);
    column->addWidget(m_states);
    column->addLayout(row);
    return filters;
}

QWidget *TargetsPanel::buildRows()
{
    m_table = new ConsoleTable(u"targets"_s, tr("Targets"), this);
    m_table->setModel(m_model);
    m_table->setColumnWidths({18, 26, 16, 12, 22, 14});
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
    connect(m_table, &ConsoleTable::deletePressed, this, &TargetsPanel::askToSkip);
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
        m_model->show(m_overview.campaign.id, filter);
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
    // Without a filter a change of status moves no row; the campaign's total tells whether rows were added.
    m_model->refresh(isFiltered() ? TargetModel::Refresh::List : TargetModel::Refresh::Rows);
}

void TargetsPanel::showRowsOrReason()
{
    if (m_model->rowCount() > 0) {
        m_stack->setCurrentWidget(m_table);
    } else {
        m_stack->setCurrentWidget(isFiltered() ? m_noMatches : m_noTargets);
    }
}

std::vector<TargetId> TargetsPanel::chosenPending() const
{
    std::vector<TargetId> pending;
    for (const int row : m_table->chosenRows(mostSkippedAtOnce)) {
        const Target *target = m_model->rowAt(row);
        if (target && target->status == TargetStatus::Pending) {
            pending.push_back(target->id);
        }
    }
    return pending;
}

void TargetsPanel::offerActions(const QPoint &where)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *skipAction = menu->addAction(roleIcon("media-skip-forward"_L1), tr("Skip targets…"));
    skipAction->setShortcut(QKeySequence::Delete);
    skipAction->setEnabled(!chosenPending().empty());
    QAction *copy = menu->addAction(roleIcon("edit-copy"_L1), tr("Copy numbers"));
    copy->setEnabled(m_table->chosenCount() > 0);
    connect(skipAction, &QAction::triggered, this, &TargetsPanel::askToSkip);
    connect(copy, &QAction::triggered, this, &TargetsPanel::copyNumbers);
    menu->popup(m_table->viewport()->mapToGlobal(where));
}

void TargetsPanel::askToSkip()
{
    const std::vector<TargetId> pending = chosenPending();
    if (pending.empty()) {
        Q_EMIT noticeRaised({Notice::Severity::Information,
                             tr("None of the chosen targets can be skipped: only those not yet dialled can."),
                             {},
                             {}});
        return;
    }
    const int count = static_cast<int>(pending.size());
    ConfirmDialog::ask(this,
                       {tr("Skip %Ln target(s)?", nullptr, count),
                        tr("They will not be called by this campaign. This cannot be undone."),
                        {},
                        tr("Skip %Ln target(s)", nullptr, count),
                        tr("Keep"),
                        true},
                       [this, pending] { skip(pending); });
}

void TargetsPanel::skip(const std::vector<TargetId> &targets)
{
    for (const TargetId id : targets) {
        m_services.targets.skip(
            m_services.caller, id, deliverTo<TargetRow>(this, [this](const Result<TargetRow> &result) {
                if (!result.ok()) {
                    Q_EMIT noticeRaised(failureNotice(tr("A target was not skipped."), result.error()));
                }
                m_coalescer->trigger();
            }));
    }
}

void TargetsPanel::copyNumbers()
{
    QStringList numbers;
    for (const int row : m_table->chosenRows(TargetModel::pageRows)) {
        if (const Target *target = m_model->rowAt(row)) {
            numbers.append(target->number.toString());
        }
    }
    QGuiApplication::clipboard()->setText(numbers.join(u'\n'));
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
