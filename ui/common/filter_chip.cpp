#include "common/filter_chip.h"

#include "theme/icons.h"
#include "theme/spacing.h"
#include "theme/text_direction.h"
#include "theme/type_scale.h"

#include <QPainter>
#include <QStyle>

namespace campanile {

namespace {

constexpr int glyphSize = 16;
constexpr int pillHeight = 28;

} // namespace

FilterChip::FilterChip(StateLook look, QWidget *parent)
    : QAbstractButton(parent)
    , m_look(std::move(look))
{
    setText(m_look.word);
    setCheckable(true);
    setAutoExclusive(true); // its group sees to that; screen readers learn it from here
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setFont(tabularFont(TextSize::Body));
    setAccessibleName(m_look.word);
}

void FilterChip::setCount(qint64 count)
{
    if (count == m_count) {
        return;
    }
    m_count = count;
    setAccessibleName(count < 0 ? m_look.word : tr("%1: %2", "name and value").arg(m_look.word, countText()));
    updateGeometry();
    update();
}

int FilterChip::iconSpan() const
{
    return m_look.icon.isEmpty() ? 0 : glyphSize + space::unit;
}

QString FilterChip::countText() const
{
    return m_count < 0 ? QString() : Words::count(m_count);
}

QSize FilterChip::sizeHint() const
{
    const QFontMetrics metrics(font());
    const int gap = m_count < 0 ? 0 : space::control;
    return {2 * space::group + iconSpan() + metrics.horizontalAdvance(m_look.word) + gap +
                metrics.horizontalAdvance(countText()),
            pillHeight};
}

void FilterChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    drawGround(painter);
    drawTexts(painter);
}

void FilterChip::drawGround(QPainter &painter) const
{
    const bool bold = isChecked() || hasFocus();
    QColor ground = palette().color(isChecked() ? QPalette::Highlight : QPalette::Base);
    if (underMouse() && isEnabled() && !isChecked()) {
        ground = palette().color(QPalette::Window);
    }
    const double width = hasFocus() ? 2 : 1;
    painter.setPen(QPen(colour(bold ? ColourRole::Accent : ColourRole::Line, palette()), width));
    painter.setBrush(ground);
    const double inset = width / 2;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), pillHeight / 2.0, pillHeight / 2.0);
}

void FilterChip::drawTexts(QPainter &painter) const
{
    const QRect inner = rect().adjusted(space::group, 0, -space::group, 0);
    if (!m_look.icon.isEmpty()) {
        const QRect icon = QStyle::alignedRect(layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter,
                                               QSize(glyphSize, glyphSize), inner);
        roleIcon(m_look.icon, m_look.role).paint(&painter, icon);
    }
    const QRect texts = QStyle::alignedRect(layoutDirection(), Qt::AlignTrailing | Qt::AlignVCenter,
                                            QSize(inner.width() - iconSpan(), pillHeight), inner);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(texts, textFlags(m_look.word, Qt::AlignLeading | Qt::AlignVCenter, layoutDirection()),
                     m_look.word);
    painter.setPen(colour(ColourRole::Muted, palette()));
    painter.drawText(texts, textFlags(countText(), Qt::AlignTrailing | Qt::AlignVCenter, layoutDirection()),
                     countText());
}

} // namespace campanile
