#include "common/segmented_bar.h"

#include "common/filter_chip.h"
#include "common/filter_chips.h"
#include "theme/spacing.h"

#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace campanile {

namespace {

constexpr int barHeight = 8;

} // namespace

SegmentedBar::SegmentedBar(const QString &accessibleName, QWidget *parent)
    : QWidget(parent)
    , m_segments(targetSegments())
    , m_chips(new FilterChips(accessibleName, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, barHeight + space::control, 0, 0);
    column->addWidget(m_chips);
    m_chips->add(FilterChips::all, {tr("All"), ColourRole::Neutral, {}});
    for (std::size_t i = 0; i < m_segments.size(); ++i) {
        m_chips->add(static_cast<int>(i), m_segments[i].look);
    }
    connect(m_chips, &FilterChips::chosenChanged, this, &SegmentedBar::chosenChanged);
    showCounts();
}

void SegmentedBar::setCounts(const TargetStateCounts &counts)
{
    if (counts != m_counts) {
        m_counts = counts;
        showCounts();
        update();
    }
}

void SegmentedBar::showCounts()
{
    m_chips->setCount(FilterChips::all, m_counts.total());
    for (std::size_t i = 0; i < m_segments.size(); ++i) {
        const int key = static_cast<int>(i);
        const qint64 count = m_counts.of(m_segments[i].states);
        m_chips->setCount(key, count);
        if (m_segments[i].states.contains(TargetState::OutcomeUnknown)) { // rare, and then somebody has to decide
            m_chips->chip(key)->setVisible(count > 0 || m_chips->chosen() == key);
        }
    }
}

TargetStates SegmentedBar::chosen() const
{
    const int key = m_chips->chosen();
    return key == FilterChips::all ? TargetStates() : m_segments.at(static_cast<std::size_t>(key)).states;
}

void SegmentedBar::chooseAll()
{
    m_chips->choose(FilterChips::all);
    showCounts();
}

QRect SegmentedBar::bar() const
{
    return {0, 0, width(), barHeight};
}

void SegmentedBar::mousePressEvent(QMouseEvent *event)
{
    const auto found = segmentAt(event->position().toPoint(), bar(), layoutDirection(), m_counts);
    if (event->button() == Qt::LeftButton && found) {
        m_chips->chip(static_cast<int>(*found))->click();
    }
}

void SegmentedBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawSegments(painter, bar(), layoutDirection(), palette(), m_counts);
}

} // namespace campanile
