#pragma once

#include "common/row_delegate.h"

namespace campanile {

/// Draws the counts of a campaign by state (TargetStateCounts in Qt::UserRole) as a thin bar of segments; the text of
/// the cell says how far it is to screen readers.
class ProgressDelegate final : public RowDelegate {
    Q_OBJECT

public:
    using RowDelegate::RowDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace campanile
