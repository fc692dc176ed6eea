#pragma once

#include <QStyledItemDelegate>

namespace campanile {

/// Draws one destination of the sidebar: icon, title and badge. The current one stands on a tint with a bar of the
/// accent colour.
class SidebarDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    static constexpr int badgeRole = Qt::UserRole;
    static constexpr int titleRole = Qt::UserRole + 1;

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    static void drawGround(QPainter *painter, const QStyleOptionViewItem &option, const QRect &place);
    static void drawBadge(QPainter *painter, const QStyleOptionViewItem &option, const QRect &inner,
                          const QString &badge);
};

} // namespace campanile
