#include "common/wrapping_widget.h"

#include <QLayout>
#include <QResizeEvent>

#include <algorithm>

namespace campanile {

WrappingWidget::WrappingWidget(QWidget *parent)
    : QWidget(parent)
{
}

QSize WrappingWidget::minimumSizeHint() const
{
    const QSize least = QWidget::minimumSizeHint();
    if (!layout() || !testAttribute(Qt::WA_Resized)) { // its width is not known yet
        return least;
    }
    const int wrapped = layout()->minimumHeightForWidth(std::max(width(), least.width()));
    return {least.width(), std::max(least.height(), wrapped)};
}

void WrappingWidget::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width()) {
        updateGeometry();
    }
}

} // namespace campanile
