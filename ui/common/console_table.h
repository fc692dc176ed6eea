#pragma once

#include "common/row_range.h"
#include "core/result.h"

#include <QAccessible>
#include <QTableView>

#include <unordered_set>
#include <vector>

class QMenu;

namespace campanile {

class PagedTableModel;

/// The table of every list: whole rows are chosen, rows have one fixed height (so that a million cost nothing to lay
/// out), columns can be moved, sized and hidden, and are kept in QSettings under the table's object name.
/// When a PagedTableModel lists anew, also in another order, chosen rows and the row at the top stay what they were.
class ConsoleTable final : public QTableView {
    Q_OBJECT

public:
    /// @param objectName      the settings key; unique in the program.
    /// @param accessibleName  what a screen reader calls the table.
    ConsoleTable(const QString &objectName, const QString &accessibleName, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    /// Widths for a first start, in characters; the last visible column takes what is left.
    void setColumnWidths(std::initializer_list<int> characters);
    void restoreColumns();
    /// Lets a click on a head put the rows in order by that column: ascending, then descending, then as the list is by
    /// itself. The model's `sort` does it, and -1 means the list's own order.
    void setSortable();
    /// Adds what can be done at the head by mouse, for whoever works with the keyboard: the order of the rows and the
    /// columns that are shown. A table without a menu of its own has one with these and with copying.
    void addHeadMenus(QMenu &menu);
    /// Makes it the current and only chosen row. (QTableView::selectRow finds no column when laid out from right to
    /// left.)
    void chooseRow(int row);
    /// Chosen rows, ascending; read from selection ranges, so "select all" of a million stays cheap to ask about.
    [[nodiscard]] std::vector<int> chosenRows(int atMost) const;
    [[nodiscard]] qint64 chosenCount() const;
    /// The same as ranges, ascending and apart from each other.
    [[nodiscard]] std::vector<RowRange> chosenRanges() const;
    [[nodiscard]] bool areAllChosen() const;
    /// Puts the chosen rows on the clipboard, at most mostCopied of them: a line of heads and a line for each row, with
    /// the columns as they are shown. Ctrl+C does the same.
    void copyChosen();
    static constexpr qint64 mostCopied = 100'000;
    /// -1 when there is none.
    [[nodiscard]] int currentRow() const { return currentIndex().row(); }

Q_SIGNALS:
    /// Another row has become the current one, or none is.
    void currentRowChanged(int row);
    /// Delete was pressed on chosen rows.
    void deletePressed();
    /// Rows are on the clipboard, fewer than were chosen when there were too many.
    void copied(qint64 rows, qint64 chosen);
    void copyFailed(const campanile::Error &error);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;

private:
    struct Place {
        std::unordered_set<qint64> chosen;
        bool isAllChosen = false;
        qint64 current = 0;
        int currentColumn = 0;
        qint64 top = 0;
        int topRow = 0;
        bool atTop = true;
        int across = 0;
    };

    void setUpHeaders();
    void offerColumns(const QPoint &where);
    void addColumns(QMenu &menu);
    void addSortMenu(QMenu &menu);
    void tellReaders(const QItemSelection &cells, QAccessible::Event what);
    void saveColumns();
    void takePlace();
    void takeChoice();
    void putPlaceBack();
    void putChoiceBack();
    [[nodiscard]] int rowOfKey(qint64 key) const;
    [[nodiscard]] std::vector<int> shownColumns() const;
    [[nodiscard]] QString textOf(const std::vector<RowRange> &rows, const std::vector<int> &columns) const;

    PagedTableModel *m_paged = nullptr;
    Place m_place;
    /// The list in a new order is shown with its first rows only, and nobody has chosen others meanwhile: who was
    /// chosen before and is not among them is still looked for.
    bool m_isChoiceOpen = false;
    bool m_restoring = false;
    bool m_isSortable = false;
};

} // namespace campanile
