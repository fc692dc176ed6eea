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
}

} // namespace campanile
