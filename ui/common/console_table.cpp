#include "common/console_table.h"

#include "common/paged_table_model.h"
#include "common/row_delegate.h"
#include "common/row_text.h"
#include "core/deliver.h"
#include "theme/icons.h"
#include "theme/spacing.h"
#include "theme/type_scale.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>
#include <QSettings>

#include <algorithm>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

/// When more rows than this are chosen, they are not chosen again after the list has changed: nobody remembers that
/// many rows one by one.
constexpr int mostChosenKept = 10'000;

} // namespace

ConsoleTable::ConsoleTable(const QString &objectName, const QString &accessibleName, QWidget *parent)
    : QTableView(parent)
{
    setObjectName(objectName);
    setAccessibleName(accessibleName);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    setItemDelegate(new RowDelegate(this));
    setFont(tabularFont(TextSize::Body));
    setUpHeaders();
}

void ConsoleTable::setUpHeaders()
{
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(space::rowHeight);
    verticalHeader()->setDefaultSectionSize(space::rowHeight);
    QHeaderView *header = horizontalHeader();
    header->setSectionsMovable(true);
    header->setHighlightSections(false);
    header->setStretchLastSection(true);
    header->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    header->setFont(scaledFont(TextSize::Caption, QFont::DemiBold));
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QHeaderView::customContextMenuRequested, this, &ConsoleTable::offerColumns);
    connect(header, &QHeaderView::sectionResized, this, &ConsoleTable::saveColumns);
    connect(header, &QHeaderView::sectionMoved, this, &ConsoleTable::saveColumns);
}

void ConsoleTable::setModel(QAbstractItemModel *model)
{
    m_paged = qobject_cast<PagedTableModel *>(model);
    if (m_paged) {
        // The choice is taken before the view forgets it and put back after the view has begun anew, which explains the
        // order around QTableView::setModel.
        connect(m_paged, &QAbstractItemModel::modelAboutToBeReset, this, &ConsoleTable::takePlace);
    }
    QTableView::setModel(model);
    if (m_paged) {
        connect(m_paged, &QAbstractItemModel::modelReset, this, &ConsoleTable::putPlaceBack);
    }
}

void ConsoleTable::setColumnWidths(std::initializer_list<int> characters)
{
    m_restoring = true;
    int column = 0;
    for (const int width : characters) {
        setColumnWidth(column++, width * fontMetrics().averageCharWidth() + 2 * space::control);
    }
    m_restoring = false;
}

void ConsoleTable::restoreColumns()
{
    m_restoring = true;
    horizontalHeader()->restoreState(QSettings().value("columns/"_L1 + objectName()).toByteArray());
    if (m_isSortable) { // the state has an order, too, but each start begins with that of the list
        setSortable();
    }
    m_restoring = false;
}

void ConsoleTable::setSortable()
{
    m_isSortable = true;
    horizontalHeader()->setSortIndicatorClearable(true);
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    setSortingEnabled(true);
}

void ConsoleTable::addHeadMenus(QMenu &menu)
{
    if (m_isSortable) {
        addSortMenu(menu);
    }
    addColumns(*menu.addMenu(tr("Columns")));
}

void ConsoleTable::addSortMenu(QMenu &menu)
{
    QMenu *sorting = menu.addMenu(tr("Sort by"));
    const QHeaderView *header = horizontalHeader();
    const auto add = [&](int column, const QString &text) {
        const bool isPresent = column == header->sortIndicatorSection();
        const bool isAscending = !isPresent || header->sortIndicatorOrder() == Qt::DescendingOrder;
        QAction *action = sorting->addAction(text);
        action->setCheckable(true);
        action->setChecked(isPresent);
        connect(action, &QAction::triggered, this, [this, column, isAscending] {
            sortByColumn(column, isAscending ? Qt::AscendingOrder : Qt::DescendingOrder);
        });
    };
    for (const int column : shownColumns()) {
        add(column, model()->headerData(column, Qt::Horizontal).toString());
    }
    sorting->addSeparator();
    add(-1, tr("Order of the list"));
}

void ConsoleTable::saveColumns()
{
    if (!m_restoring && isVisible()) {
        QSettings().setValue("columns/"_L1 + objectName(), horizontalHeader()->saveState());
    }
}

void ConsoleTable::offerColumns(const QPoint &where)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addColumns(*menu);
    if (m_isSortable) {
        menu->addSeparator();
        addSortMenu(*menu);
    }
    menu->popup(horizontalHeader()->mapToGlobal(where));
}

void ConsoleTable::addColumns(QMenu &menu)
{
    for (int column = 1; column < model()->columnCount(); ++column) { // the first says which row it is, and stays
        QAction *action = menu.addAction(model()->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        connect(action, &QAction::toggled, this, [this, column](bool on) {
            setColumnHidden(column, !on);
            saveColumns();
        });
    }
}

void ConsoleTable::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *copy = menu->addAction(roleIcon("edit-copy"_L1), tr("Copy rows"));
    copy->setShortcut(QKeySequence::Copy);
    copy->setEnabled(chosenCount() > 0);
    connect(copy, &QAction::triggered, this, &ConsoleTable::copyChosen);
    menu->addSeparator();
    addHeadMenus(*menu);
    menu->popup(event->globalPos());
}

void ConsoleTable::chooseRow(int row)
{
    selectionModel()->setCurrentIndex(model()->index(row, 0),
                                      QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

std::vector<int> ConsoleTable::chosenRows(int atMost) const
{
    std::vector<int> rows;
    if (!selectionModel()) {
        return rows;
    }
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom() && static_cast<int>(rows.size()) < atMost; ++row) {
            rows.push_back(row);
        }
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

qint64 ConsoleTable::chosenCount() const
{
    return sizeOf(chosenRanges());
}

std::vector<RowRange> ConsoleTable::chosenRanges() const
{
    std::vector<RowRange> ranges;
    if (!selectionModel()) {
        return ranges;
    }
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        ranges.push_back({range.top(), range.bottom()});
    }
    std::ranges::sort(ranges, {}, &RowRange::first);
    std::vector<RowRange> apart;
    for (const RowRange &range : ranges) {
        if (!apart.empty() && range.first <= apart.back().last + 1) {
            apart.back().last = std::max(apart.back().last, range.last);
        } else {
            apart.push_back(range);
        }
    }
    return apart;
}

bool ConsoleTable::areAllChosen() const
{
    const qint64 rows = model() ? model()->rowCount() : 0;
    return rows > 0 && chosenCount() == rows;
}

std::vector<int> ConsoleTable::shownColumns() const
{
    std::vector<int> columns;
    for (int place = 0; place < horizontalHeader()->count(); ++place) {
        if (const int column = horizontalHeader()->logicalIndex(place); !isColumnHidden(column)) {
            columns.push_back(column);
        }
    }
    return columns;
}

QString ConsoleTable::textOf(const std::vector<RowRange> &rows, const std::vector<int> &columns) const
{
    RowText text;
    for (const int column : columns) {
        text.addCell(model()->headerData(column, Qt::Horizontal).toString());
    }
    text.endRow();
    for (const RowRange &range : rows) {
        for (int row = range.first; row <= range.last; ++row) {
            for (const int column : columns) {
                text.addCell(model()->index(row, column).data().toString());
            }
            text.endRow();
        }
    }
    return text.text();
}

void ConsoleTable::copyChosen()
{
    const qint64 chosen = chosenCount();
    const std::vector<RowRange> rows = firstOf(chosenRanges(), mostCopied);
    if (rows.empty()) {
        return;
    }
    if (!m_paged) {
        QGuiApplication::clipboard()->setText(textOf(rows, shownColumns()));
        Q_EMIT copied(sizeOf(rows), chosen);
        return;
    }
    m_paged->readText(rows, shownColumns(),
                      deliverTo<QString>(this, [this, size = sizeOf(rows), chosen](const Result<QString> &text) {
                          if (!text.ok()) {
                              Q_EMIT copyFailed(text.error());
                              return;
                          }
                          QGuiApplication::clipboard()->setText(*text);
                          Q_EMIT copied(size, chosen);
                      }));
}

void ConsoleTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Delete) && chosenCount() > 0) {
        Q_EMIT deletePressed();
        return;
    }
    if (event->matches(QKeySequence::Copy)) {
        copyChosen();
        return;
    }
    QTableView::keyPressEvent(event);
}

void ConsoleTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    m_isChoiceOpen = false;
    QTableView::currentChanged(current, previous);
    for (const int row : {previous.row(), current.row()}) { // the frame of the focus is around all of it
        if (row >= 0) {
            viewport()->update(0, rowViewportPosition(row), viewport()->width(), rowHeight(row));
        }
    }
    if (current.row() != previous.row() || !previous.isValid()) {
        Q_EMIT currentRowChanged(current.row());
    }
}

/// QTableView makes an index of every cell to tell screen readers of the first one, which are some millions when all of
/// a long list is chosen.
void ConsoleTable::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    m_isChoiceOpen = false;
    QAbstractItemView::selectionChanged(selected, deselected); // NOLINT(bugprone-parent-virtual-call)
    if (QAccessible::isActive()) {
        tellReaders(selected, QAccessible::SelectionAdd);
        tellReaders(deselected, QAccessible::SelectionRemove);
    }
}

void ConsoleTable::tellReaders(const QItemSelection &cells, QAccessible::Event what)
{
    if (cells.isEmpty() || !cells.first().isValid()) {
        return;
    }
    // The children of a table are its heads and its cells, row by row. It has a head beside each row, hidden or not.
    QAccessibleEvent event(this, what);
    event.setChild((cells.first().top() + 1) * (model()->columnCount() + 1) + cells.first().left() + 1);
    QAccessible::updateAccessibility(&event);
}

void ConsoleTable::takePlace()
{
    if (!m_isChoiceOpen) {
        takeChoice();
    }
    m_place.topRow = std::max(rowAt(0), 0);
    m_place.top = m_paged->keyAt(m_place.topRow);
    m_place.atTop = verticalScrollBar()->value() == 0;
    m_place.across = horizontalScrollBar()->value();
}

void ConsoleTable::takeChoice()
{
    m_place.chosen.clear();
    m_place.isAllChosen = m_paged->isRefreshing() && areAllChosen();
    if (chosenCount() <= mostChosenKept) {
        for (const int row : chosenRows(mostChosenKept)) {
            m_place.chosen.insert(m_paged->keyAt(row));
        }
    }
    m_place.current = m_paged->keyAt(currentRow());
    m_place.currentColumn = std::max(currentIndex().column(), 0);
}

int ConsoleTable::rowOfKey(qint64 key) const
{
    const std::vector<int> rows = key == 0 ? std::vector<int>() : m_paged->rowsOf({key});
    return rows.empty() ? -1 : rows.front();
}

void ConsoleTable::putPlaceBack()
{
    putChoiceBack();
    // A table at its very top follows the newest row; further down, the row that is being read stays where it is.
    if (!m_place.atTop) {
        doItemsLayout();
        const int top = rowOfKey(m_place.top);
        verticalScrollBar()->setValue(top >= 0 ? top : m_place.topRow);
    }
    horizontalScrollBar()->setValue(m_place.across);
}

void ConsoleTable::putChoiceBack()
{
    const bool isBeginning = m_paged->isLoading(); // the rest of the list is still to come
    QItemSelection chosen;
    for (const int row :
         m_place.isAllChosen || m_place.chosen.empty() ? std::vector<int>() : m_paged->rowsOf(m_place.chosen)) {
        chosen.select(model()->index(row, 0), model()->index(row, model()->columnCount() - 1));
    }
    if (const int current = rowOfKey(m_place.current); current >= 0) {
        selectionModel()->setCurrentIndex(model()->index(current, m_place.currentColumn),
                                          QItemSelectionModel::NoUpdate);
    } else if (m_place.current != 0 && !isBeginning) {
        Q_EMIT currentRowChanged(-1);
    }
    if (m_place.isAllChosen && model()->rowCount() > 0) {
        chosen.select(model()->index(0, 0), model()->index(model()->rowCount() - 1, model()->columnCount() - 1));
    }
    selectionModel()->select(chosen, QItemSelectionModel::Select);
    m_isChoiceOpen = isBeginning; // behind what has been chosen here, which is no choice of the user
}

} // namespace campanile
