#include "frame/sidebar_delegate.h"

#include "theme/colours.h"
#include "theme/spacing.h"
#include "theme/text_direction.h"
#include "theme/type_scale.h"

#include <QIcon>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace campanile {

namespace {

constexpr int glyphSize = 18;
constexpr int itemHeight = 36;
constexpr int barWidth = 3;
constexpr int badgeHeight = 18;

} // namespace

QSize SidebarDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {0, itemHeight};
}

void SidebarDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect place = option.rect.adjusted(space::control, 2, -space::control, -2);
    drawGround(painter, option, place);
    const QRect inner = place.adjusted(space::group, 0, -space::control, 0);
    const QRect icon =
        QStyle::alignedRect(option.direction, Qt::AlignLeading | Qt::AlignVCenter, QSize(glyphSize, glyphSize), inner);
    index.data(Qt::DecorationRole).value<QIcon>().paint(painter, icon);
    const QRect title =
        QStyle::alignedRect(option.direction, Qt::AlignTrailing | Qt::AlignVCenter,
                            QSize(inner.width() - glyphSize - space::control - 2, inner.height()), inner);
    const bool chosen = option.state.testFlag(QStyle::State_Selected);
    painter->setFont(scaledFont(TextSize::Body, chosen ? QFont::DemiBold : QFont::Normal));
    painter->setPen(option.palette.color(QPalette::WindowText));
    const QString text = index.data(Qt::DisplayRole).toString();
    painter->drawText(title, textFlags(text, Qt::AlignLeading | Qt::AlignVCenter, option.direction), text);
    drawBadge(painter, option, inner, index.data(badgeRole).toString());
    painter->restore();
}

void SidebarDelegate::drawGround(QPainter *painter, const QStyleOptionViewItem &option, const QRect &place)
{
    const bool chosen = option.state.testFlag(QStyle::State_Selected);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    if (!chosen && !hovered) {
        return;
    }
    painter->setPen(Qt::NoPen);
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(colour(ColourRole::Accent, option.palette), 1.5));
    }
    QColor hoverGround = option.palette.color(QPalette::WindowText);
    hoverGround.setAlphaF(0.06F);
    painter->setBrush(chosen ? option.palette.color(QPalette::Highlight) : hoverGround);
    painter->drawRoundedRect(place, space::radius, space::radius);
    if (chosen) {
        const QRect bar = QStyle::alignedRect(option.direction, Qt::AlignLeading | Qt::AlignVCenter,
                                              QSize(barWidth, place.height() - 2 * space::control), place);
        painter->setPen(Qt::NoPen);
        painter->setBrush(colour(ColourRole::Accent, option.palette));
        painter->drawRoundedRect(bar, barWidth / 2.0, barWidth / 2.0);
    }
}

void SidebarDelegate::drawBadge(QPainter *painter, const QStyleOptionViewItem &option, const QRect &inner,
                                const QString &badge)
{
    if (badge.isEmpty()) {
        return;
    }
    painter->setFont(tabularFont(TextSize::Caption, QFont::DemiBold));
    const int width = std::max(badgeHeight, painter->fontMetrics().horizontalAdvance(badge) + 2 * space::control - 4);
    const QRect pill =
        QStyle::alignedRect(option.direction, Qt::AlignTrailing | Qt::AlignVCenter, QSize(width, badgeHeight), inner);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colour(ColourRole::Accent, option.palette));
    painter->drawRoundedRect(pill, badgeHeight / 2.0, badgeHeight / 2.0);
    painter->setPen(colour(ColourRole::OnAccent, option.palette));
    painter->drawText(pill, textFlags(badge, Qt::AlignCenter, option.direction), badge);
}

} // namespace campanile
