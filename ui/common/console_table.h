#pragma once

#include <QTableView>

#include <unordered_set>

namespace campanile {

class PagedTableModel;

/// The table of every list: whole rows are chosen, rows have one fixed height (so that a million cost nothing to lay
/// out), columns can be moved, sized and hidden, and are kept in QSettings under the table's object name.
/// When a PagedTableModel lists anew, chosen rows and the row at the top stay what they were.
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
    /// Makes it the current and only chosen row. (QTableView::selectRow finds no column when laid out from right to
    /// left.)
    void chooseRow(int row);
    /// Chosen rows, ascending; read from selection ranges, so "select all" of a million stays cheap to ask about.
    [[nodiscard]] std::vector<int> chosenRows(int atMost) const;
    [[nodiscard]] qint64 chosenCount() const;
    /// -1 when there is none.
    [[nodiscard]] int currentRow() const { return currentIndex().row(); }

Q_SIGNALS:
    /// Another row has become the current one, or none is.
    void currentRowChanged(int row);
    /// Delete was pressed on chosen rows.
    void deletePressed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    struct Place {
        std::unordered_set<qint64> chosen;
        qint64 current = 0;
        int currentColumn = 0;
        qint64 top = 0;
        int topRow = 0;
        bool atTop = true;
        int across = 0;
    };

    void setUpHeaders();
    void offerColumns(const QPoint &where);
    void saveColumns();
    void takePlace();
    void putPlaceBack();
    [[nodiscard]] int rowOfKey(qint64 key) const;

    PagedTableModel *m_paged = nullptr;
    Place m_place;
    bool m_restoring = false;
};

} // namespace campanile
