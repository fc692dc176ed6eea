#include "common/row_delegate.h"

#include "theme/colours.h"
#include "theme/spacing.h"

#include <QApplication>
#include <QHeaderView>
#include <QPainter>
#include <QTableView>

namespace campanile {

namespace {

constexpr int glyphSize = 16;
constexpr int frameWidth = 2;

/// Whether a column stands at the beginning (step 1) or the end (step -1) of what is shown of a row.
bool isOuter(const QHeaderView &head, int column, int step)
{
    int place = head.visualIndex(column) - step;
    while (place >= 0 && place < head.count() && head.isSectionHidden(head.logicalIndex(place))) {
        place -= step;
    }
    return place < 0 || place >= head.count();
}

} // namespace

void RowDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->decorationSize = QSize(glyphSize, glyphSize);
    option->state &= ~QStyle::State_HasFocus;
    option->palette.setColor(QPalette::HighlightedText, option->palette.color(QPalette::Text));
}

void RowDelegate::indentFirst(QStyleOptionViewItem *option, const QModelIndex &index)
{
    const auto *table = qobject_cast<const QTableView *>(option->widget);
    if (!table || table->horizontalHeader()->visualIndex(index.column()) != 0) {
        return;
    }
    constexpr int by = space::margin - space::control;
    const bool mirrored = option->direction == Qt::RightToLeft;
    option->rect.adjust(mirrored ? 0 : by, 0, mirrored ? -by : 0, 0);
}

void RowDelegate::drawLine(QPainter *painter, const QStyleOptionViewItem &option)
{
    painter->save();
    painter->setPen(colour(ColourRole::Line, option.palette));
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    painter->restore();
}

void RowDelegate::drawFocus(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const auto *table = qobject_cast<const QTableView *>(option.widget);
    if (!table || !table->hasFocus() || index.row() != table->currentIndex().row()) {
        return;
    }
    const QRect cell = option.rect;
    const QColor ink = colour(ColourRole::Accent, option.palette);
    painter->fillRect(QRect(cell.left(), cell.top(), cell.width(), frameWidth), ink);
    painter->fillRect(QRect(cell.left(), cell.bottom() + 1 - frameWidth, cell.width(), frameWidth), ink);
    const bool mirrored = option.direction == Qt::RightToLeft;
    if (isOuter(*table->horizontalHeader(), index.column(), mirrored ? -1 : 1)) {
        painter->fillRect(QRect(cell.left(), cell.top(), frameWidth, cell.height()), ink);
    }
    if (isOuter(*table->horizontalHeader(), index.column(), mirrored ? 1 : -1)) {
        painter->fillRect(QRect(cell.right() + 1 - frameWidth, cell.top(), frameWidth, cell.height()), ink);
    }
}

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem drawn(option);
    initStyleOption(&drawn, index);
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &drawn, painter, option.widget);
    indentFirst(&drawn, index);
    drawn.backgroundBrush = Qt::NoBrush;
    style->drawControl(QStyle::CE_ItemViewItem, &drawn, painter, option.widget);
    drawLine(painter, option);
    drawFocus(painter, option, index);
}

} // namespace campanile
