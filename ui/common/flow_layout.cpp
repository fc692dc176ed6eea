#include "common/flow_layout.h"

#include "theme/spacing.h"

#include <QStyle>
#include <QWidget>

#include <algorithm>
#include <limits>

namespace campanile {

FlowLayout::FlowLayout(QWidget *parent, Qt::Alignment alignment)
    : QLayout(parent)
    , m_alignment(alignment)
{
    setContentsMargins(0, 0, 0, 0);
    setSpacing(space::control);
}

FlowLayout::~FlowLayout()
{
    for (const QLayoutItem *item : m_items) {
        delete item;
    }
}

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items.push_back(item);
    invalidate();
}

QLayoutItem *FlowLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[static_cast<std::size_t>(index)] : nullptr;
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    QLayoutItem *item = itemAt(index);
    if (item) {
        m_items.erase(m_items.begin() + index);
        invalidate();
    }
    return item;
}

std::vector<FlowLayout::Line> FlowLayout::linesIn(int width) const
{
    std::vector<Line> lines;
    for (QLayoutItem *item : m_items) {
        if (item->isEmpty()) { // hidden
            continue;
        }
        const QSize size = item->sizeHint();
        if (lines.empty() || lines.back().width + spacing() + size.width() > width) {
            lines.emplace_back();
        }
        Line &line = lines.back();
        line.width += (line.items.empty() ? 0 : spacing()) + size.width();
        line.height = std::max(line.height, size.height());
        line.items.push_back(item);
    }
    return lines;
}

int FlowLayout::heightForWidth(int width) const
{
    const QMargins around = contentsMargins();
    int height = around.top() + around.bottom();
    const std::vector<Line> lines = linesIn(width - around.left() - around.right());
    for (const Line &line : lines) {
        height += line.height;
    }
    return height + std::max(static_cast<int>(lines.size()) - 1, 0) * spacing();
}

QSize FlowLayout::sizeHint() const
{
    const std::vector<Line> lines = linesIn(std::numeric_limits<int>::max() / 2);
    const QSize all = lines.empty() ? QSize(0, 0) : QSize(lines.front().width, lines.front().height);
    return all.grownBy(contentsMargins());
}

QSize FlowLayout::minimumSize() const
{
    QSize widest(0, 0);
    for (const QLayoutItem *item : m_items) {
        if (!item->isEmpty()) {
            widest = widest.expandedTo(item->minimumSize());
        }
    }
    return widest.grownBy(contentsMargins());
}

void FlowLayout::place(const Line &line, const QRect &area, int top) const
{
    const Qt::LayoutDirection direction = parentWidget() ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    const int rest = std::max(area.width() - line.width, 0);
    int from = area.left();
    if (m_alignment.testFlag(Qt::AlignTrailing)) {
        from += rest;
    } else if (m_alignment.testFlag(Qt::AlignHCenter)) {
        from += rest / 2;
    }
    for (QLayoutItem *item : line.items) {
        const QSize size = item->sizeHint().boundedTo({area.width(), line.height});
        const QRect at(QPoint(from, top + (line.height - size.height()) / 2), size);
        item->setGeometry(QStyle::visualRect(direction, area, at));
        from += size.width() + spacing();
    }
}

void FlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    const QRect area = rect.marginsRemoved(contentsMargins());
    int top = area.top();
    for (const Line &line : linesIn(area.width())) {
        place(line, area, top);
        top += line.height + spacing();
    }
}

} // namespace campanile
