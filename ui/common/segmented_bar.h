#pragma once

#include "common/segments.h"

#include <QWidget>

namespace campanile {

class FilterChips;

/// How the targets of a campaign stand, as one bar with a segment for each group of states. Below it each segment has
/// its word and its count, and filters when it is chosen; exactly one filter holds, and the first stands for all.
/// Mouse, keyboard and screen readers use it as they use FilterChips; a click on the bar chooses, too.
class SegmentedBar final : public QWidget {
    Q_OBJECT

public:
    explicit SegmentedBar(const QString &accessibleName, QWidget *parent = nullptr);

    void setCounts(const TargetStateCounts &counts);
    /// The states that are filtered by; empty: all.
    [[nodiscard]] TargetStates chosen() const;
    /// Chooses all without a signal.
    void chooseAll();

Q_SIGNALS:
    void chosenChanged();

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QRect bar() const;
    void showCounts();

    const std::vector<Segment> m_segments;
    TargetStateCounts m_counts;
    FilterChips *m_chips;
};

} // namespace campanile
