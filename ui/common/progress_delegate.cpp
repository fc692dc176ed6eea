#include "common/progress_delegate.h"

#include "theme/spacing.h"

#include <QApplication>
#include <QStyle>

namespace campanile {

namespace {

constexpr int steps = 1000;

void drawGround(QPainter *painter, const QStyleOptionViewItem &option)
{
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
}

void drawBar(QPainter *painter, const QStyleOptionViewItem &option, double share)
{
    QStyleOptionProgressBar bar;
    bar.state = option.state | QStyle::State_Horizontal;
    bar.direction = option.direction;
    bar.palette = option.palette;
    bar.rect = option.rect.adjusted(space::control, 0, -space::control, 0);
    bar.minimum = 0;
    bar.maximum = steps;
    bar.progress = qRound(share * steps);
    QApplication::style()->drawControl(QStyle::CE_ProgressBarContents, &bar, painter, nullptr);
}

} // namespace

void ProgressDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem drawn(option);
    initStyleOption(&drawn, index);
    drawGround(painter, drawn);
    drawBar(painter, drawn, index.data(Qt::UserRole).toDouble());
    drawLine(painter, drawn);
    drawFocus(painter, drawn, index);
}

} // namespace campanile
