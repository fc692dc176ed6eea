#include "common/console_table.h"

#include "common/paged_table_model.h"
#include "common/row_delegate.h"
#include "theme/spacing.h"
#include "theme/type_scale.h"

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
    m_restoring = false;
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
    for (int column = 1; column < model()->columnCount(); ++column) { // the first says which row it is, and stays
        QAction *action = menu->addAction(model()->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        connect(action, &QAction::toggled, this, [this, column](bool on) {
            setColumnHidden(column, !on);
            saveColumns();
        });
    }
    menu->popup(horizontalHeader()->mapToGlobal(where));
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
    qint64 count = 0;
    if (selectionModel()) {
        for (const QItemSelectionRange &range : selectionModel()->selection()) {
            count += range.height();
        }
    }
    return count;
}

void ConsoleTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Delete) && chosenCount() > 0) {
        Q_EMIT deletePressed();
        return;
    }
    QTableView::keyPressEvent(event);
}

void ConsoleTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
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

void ConsoleTable::takePlace()
{
    m_place = {};
    if (chosenCount() <= mostChosenKept) {
        for (const int row : chosenRows(mostChosenKept)) {
            m_place.chosen.insert(m_paged->keyAt(row));
        }
    }
    m_place.current = m_paged->keyAt(currentRow());
    m_place.currentColumn = std::max(currentIndex().column(), 0);
    m_place.topRow = std::max(rowAt(0), 0);
    m_place.top = m_paged->keyAt(m_place.topRow);
    m_place.atTop = verticalScrollBar()->value() == 0;
    m_place.across = horizontalScrollBar()->value();
}

int ConsoleTable::rowOfKey(qint64 key) const
{
    const std::vector<int> rows = key == 0 ? std::vector<int>() : m_paged->rowsOf({key});
    return rows.empty() ? -1 : rows.front();
}

void ConsoleTable::putPlaceBack()
{
    QItemSelection chosen;
    for (const int row : m_place.chosen.empty() ? std::vector<int>() : m_paged->rowsOf(m_place.chosen)) {
        chosen.select(model()->index(row, 0), model()->index(row, model()->columnCount() - 1));
    }
    if (const int current = rowOfKey(m_place.current); current >= 0) {
        selectionModel()->setCurrentIndex(model()->index(current, m_place.currentColumn),
                                          QItemSelectionModel::NoUpdate);
    } else if (m_place.current != 0) {
        Q_EMIT currentRowChanged(-1);
    }
    selectionModel()->select(chosen, QItemSelectionModel::Select);
    // A table at its very top follows the newest row; further down, the row that is being read stays where it is.
    if (!m_place.atTop) {
        doItemsLayout();
        const int top = rowOfKey(m_place.top);
        verticalScrollBar()->setValue(top >= 0 ? top : m_place.topRow);
    }
    horizontalScrollBar()->setValue(m_place.across);
}

} // namespace campanile
