#include "common/state_chip.h"

#include "common/spoken_role.h"
#include "theme/icons.h"
#include "theme/spacing.h"
#include "theme/text_direction.h"

#include <QPainter>
#include <QStyle>

namespace campanile {

namespace {

constexpr int glyphSize = 16;
constexpr int pillHeight = 24;

} // namespace

StateChip::StateChip(QWidget *parent)
    : QWidget(parent)
{
    setSpokenRole(this, QAccessible::StaticText);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StateChip::setLook(const StateLook &look)
{
    m_look = look;
    setAccessibleName(look.word);
    updateGeometry();
    update();
}

QSize StateChip::sizeHint() const
{
    return {3 * space::control + glyphSize + fontMetrics().horizontalAdvance(m_look.word), pillHeight};
}

void StateChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tint(m_look.role, palette()));
    painter.drawRoundedRect(rect(), pillHeight / 2.0, pillHeight / 2.0);
    const QRect inner = rect().adjusted(space::control, 0, -space::control, 0);
    const QRect icon =
        QStyle::alignedRect(layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter, QSize(glyphSize, glyphSize), inner);
    const QRect word = QStyle::alignedRect(layoutDirection(), Qt::AlignTrailing | Qt::AlignVCenter,
                                           QSize(inner.width() - glyphSize - space::control, pillHeight), inner);
    roleIcon(m_look.icon, m_look.role).paint(&painter, icon);
    painter.setPen(colour(m_look.role, palette()));
    painter.drawText(word, textFlags(m_look.word, Qt::AlignCenter, layoutDirection()), m_look.word);
}

} // namespace campanile
