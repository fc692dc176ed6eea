#pragma once

#include "common/words.h"
#include "domain/target_state.h"

#include <QPoint>
#include <QRect>

#include <cstddef>
#include <optional>
#include <vector>

class QPainter;
class QPalette;

namespace campanile {

/// A part of a bar that stands for one or more states of targets. All segments together have every state once, so that
/// their counts add up to the list.
struct Segment {
    TargetStates states;
    StateLook look;
    double strength = 1.0; ///< of the colour, 0 to 1: tells neighbours of one role apart
};

/// All segments, in the order in which they are drawn: what is over, what is going on, what is to come.
std::vector<Segment> targetSegments();

/// Draws the counts as a bar. Whoever is there at all is seen: a segment that is not empty has at least two pixels.
void drawSegments(QPainter &painter, const QRect &bar, Qt::LayoutDirection direction, const QPalette &palette,
                  const TargetStateCounts &counts);

/// The segment under a point of the bar, by its place in `targetSegments`; nothing beside all of them.
std::optional<std::size_t> segmentAt(QPoint point, const QRect &bar, Qt::LayoutDirection direction,
                                     const TargetStateCounts &counts);

} // namespace campanile
