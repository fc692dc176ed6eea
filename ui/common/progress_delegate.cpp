#include "common/progress_delegate.h"

#include "common/segments.h"
#include "theme/spacing.h"

#include <QApplication>
#include <QPainter>
#include <QStyle>

namespace campanile {

namespace {

constexpr int barHeight = 8;

void drawGround(QPainter *painter, const QStyleOptionViewItem &option)
{
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
}

} // namespace

void ProgressDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem drawn(option);
    initStyleOption(&drawn, index);
    drawGround(painter, drawn);
    QRect bar = drawn.rect.adjusted(space::control, 0, -space::control, 0);
    bar.setTop(bar.center().y() - barHeight / 2);
    bar.setHeight(barHeight);
    drawSegments(*painter, bar, drawn.direction, drawn.palette, index.data(Qt::UserRole).value<TargetStateCounts>());
    drawLine(painter, drawn);
    drawFocus(painter, drawn, index);
}

} // namespace campanile
