#include "common/page_scroll.h"

#include "theme/spacing.h"

#include <QEvent>
#include <QScrollBar>

#include <algorithm>

namespace campanile {

PageScroll::PageScroll(QWidget *content, Across across, QWidget *parent)
    : QScrollArea(parent)
    , m_across(across)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus); // its fields have it
    if (across == Across::Never) {
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    }
    setWidget(content);
    content->setAutoFillBackground(false); // setWidget turns it on, and the ground is the window's
    viewport()->setAutoFillBackground(false);
}

/// QScrollArea's own hint stops at a size that has nothing to do with its content.
QSize PageScroll::sizeHint() const
{
    return widget() ? widget()->sizeHint() : QScrollArea::sizeHint();
}

QSize PageScroll::minimumSizeHint() const
{
    const int height = 3 * space::rowHeight;
    return {m_across == Across::Never ? leastOfContent().width() + verticalScrollBar()->sizeHint().width() : height,
            height};
}

QSize PageScroll::leastOfContent() const
{
    return widget() ? widget()->minimumSizeHint().expandedTo(widget()->minimumSize()) : QSize(0, 0);
}

/// QScrollArea would scroll as soon as a content that has lines to wrap gets less than it would like to have. Here it
/// scrolls when it gets less than it can do with.
void PageScroll::fit()
{
    if (!widget()) {
        return;
    }
    const QSize least = leastOfContent();
    QSize room = maximumViewportSize();
    const bool down = least.height() > room.height();
    if (down) {
        room.rwidth() -= verticalScrollBar()->sizeHint().width();
    }
    if (m_across == Across::Never) {
        widget()->resize(room.width(), std::max(least.height(), room.height()));
        return;
    }
    if (least.width() > room.width()) {
        room.rheight() -= horizontalScrollBar()->sizeHint().height();
        if (!down && least.height() > room.height()) {
            room.rwidth() -= verticalScrollBar()->sizeHint().width();
        }
    }
    widget()->resize(least.expandedTo(room));
}

bool PageScroll::eventFilter(QObject *watched, QEvent *event)
{
    const bool isHandled = QScrollArea::eventFilter(watched, event);
    if (watched == widget() && event->type() == QEvent::LayoutRequest) {
        updateGeometry(); // its content is now larger or smaller
        fit();
    }
    return isHandled;
}

/// QScrollArea scrolls only as far as the text cursor, and leaves the edge of a field cut.
bool PageScroll::focusNextPrevChild(bool next)
{
    if (!QScrollArea::focusNextPrevChild(next)) {
        return false;
    }
    if (const QWidget *field = widget() ? widget()->focusWidget() : nullptr) {
        const QPoint middle = field->mapTo(widget(), field->rect().center());
        ensureVisible(middle.x(), middle.y(), field->width() / 2 + 1, field->height() / 2 + 1);
    }
    return true;
}

void PageScroll::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    fit();
}

} // namespace campanile
