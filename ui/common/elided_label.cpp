#include "common/elided_label.h"

#include "common/spoken_role.h"
#include "theme/text_direction.h"

#include <QPainter>

namespace campanile {

ElidedLabel::ElidedLabel(QWidget *parent)
    : QWidget(parent)
{
    setSpokenRole(this, QAccessible::StaticText);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLabel::setText(const QString &text)
{
    if (text == m_text) {
        return;
    }
    m_text = text;
    setAccessibleName(text);
    setToolTip(text);
    updateGeometry();
    update();
}

QSize ElidedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_text) + 2, fontMetrics().height() + 4};
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 8, fontMetrics().height() + 4};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(rect(), textFlags(m_text, Qt::AlignLeading | Qt::AlignVCenter, layoutDirection()),
                     fontMetrics().elidedText(m_text, Qt::ElideRight, width()));
}

} // namespace campanile
