#pragma once

#include <QStyledItemDelegate>

namespace campanile {

/// Draws the rows of every table: a thin line below each, icons of 16 px, a cell's own colour also when it is selected,
/// and a frame around the row, not the cell, on which the keyboard acts while the table has the focus.
class RowDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
    /// The first column begins where the page's texts do.
    static void indentFirst(QStyleOptionViewItem *option, const QModelIndex &index);
    static void drawLine(QPainter *painter, const QStyleOptionViewItem &option);
    /// This cell's part of the frame around the current row; nothing in other rows and without the focus.
    static void drawFocus(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index);
};

} // namespace campanile
