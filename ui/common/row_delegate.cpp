#include "common/row_delegate.h"

#include "theme/colours.h"

#include <QPainter>

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

void RowDelegate::drawLine(QPainter *painter, const QStyleOptionViewItem &option)
{
    painter->save();
    painter->setPen(colour(ColourRole::Line, option.palette));
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    painter->restore();
}

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    drawLine(painter, option);
}

} // namespace campanile
