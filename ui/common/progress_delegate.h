#pragma once

#include "common/row_delegate.h"

namespace campanile {

/// Draws a share of 1 (Qt::UserRole) as a thin bar; the text of the cell says it to screen readers.
class ProgressDelegate final : public RowDelegate {
    Q_OBJECT

public:
    using RowDelegate::RowDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace campanile
