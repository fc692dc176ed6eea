#pragma once

#include "csv/column_mapping.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QStandardItemModel;
class QTableView;

namespace campanile {

class ElidedLabel;

/// Stands on the preview's table: above each column what it means, as a drop-down, and why that was guessed. It scrolls
/// with the table, and a drop-down that gets the focus is scrolled into sight. It is no part of the table's own head,
/// since screen readers find no control in there.
class RoleHeader final : public QWidget {
    Q_OBJECT

public:
    /// No column of the table may be narrower, so that the usual reasons are shown as a whole.
    static constexpr int narrowestColumn = 156;

    /// @param table  beneath it, as wide as it; its horizontal head has its final object.
    explicit RoleHeader(QTableView *table, QWidget *parent = nullptr);

    /// Shows these meanings; makes or removes drop-downs where the number of columns changed.
    void setMapping(const ColumnMapping &mapping);
    [[nodiscard]] QComboBox *roleBox(int column) const;
    /// All of them, from the first column on.
    [[nodiscard]] std::vector<QComboBox *> roleBoxes() const;
    /// Why a column has its meaning, as it stands beneath the drop-down.
    [[nodiscard]] QString reason(int column) const;

Q_SIGNALS:
    /// The user gave a column another meaning.
    void roleChosen(int column, campanile::ColumnRole role);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Cell {
        QWidget *place = nullptr;
        QComboBox *box = nullptr;
        ElidedLabel *reason = nullptr;
    };

    Cell makeCell(int column);
    void placeCells();
    void showColumn(int column);

    QTableView *m_table;
    QWidget *m_window;           // over the table's columns, so that nothing shows above the lines beside them
    QStandardItemModel *m_roles; // of all drop-downs: a list may have a thousand columns
    std::vector<Cell> m_cells;
};

} // namespace campanile
