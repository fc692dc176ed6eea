#include "frame/window_size.h"

#include <QScreen>
#include <QWidget>

namespace campanile {

namespace {

// A window does not know its frame before it is shown. This is the room of the widest among the usual desktops.
constexpr QSize frame(12, 40);

} // namespace

QSize fittingIn(QSize wanted, QSize available)
{
    return wanted.boundedTo(available - frame);
}

QSize fittingOnScreen(QSize wanted, const QWidget &window)
{
    const QScreen *screen = window.screen();
    return screen ? fittingIn(wanted, screen->availableGeometry().size()) : wanted;
}

} // namespace campanile
