#pragma once

#include <QSize>

class QWidget;

namespace campanile {

/// The size that a window may have at most on a screen with that much room, as wide and high as `wanted` where it can
/// be: with a title bar and a frame around it, all of it is on the screen.
QSize fittingIn(QSize wanted, QSize available);
/// The same on the screen of that window. The room is counted in the pixels that widgets count in: at a scale of 200 %
/// a screen has a quarter of them.
QSize fittingOnScreen(QSize wanted, const QWidget &window);

} // namespace campanile
