#include "simulation/checker/timeline.h"

#include <algorithm>

namespace campanile::simulation {

namespace {

/// What is left of the spans when the hole is taken out.
std::vector<Span> without(const std::vector<Span> &spans, const Span &hole)
{
    std::vector<Span> left;
    for (const Span &span : spans) {
        for (const Span &part : {common(span, {span.from, hole.from}), common(span, {hole.until, span.until})}) {
            if (part.from < part.until) {
                left.push_back(part);
            }
        }
    }
    return left;
}

} // namespace

Timeline::Timeline(const Plan &plan)
    : m_plan(plan)
{
    for (const LifeSpan &life : plan.lives) {
        std::vector<Span> spans = {{life.from, life.until.value_or(plan.end)}};
        for (const Span &trouble : plan.troubles) {
            spans = without(spans, trouble);
        }
        for (const Suspend &sleep : plan.suspends) {
            spans = without(spans, {sleep.from, sleep.until});
        }
        for (const ClockStep &step : plan.steps) {
            spans = without(spans, {step.at, step.at});
        }
        for (const Span &span : spans) {
            m_stretches.push_back({span, wallAt(span.from), highestBefore(span.from)});
        }
    }
}

WallTime Timeline::wallAt(BootTime at) const
{
    WallTime wall = m_plan.start + Milliseconds(at.us / 1'000);
    for (const ClockStep &step : m_plan.steps) {
        wall = step.at <= at ? wall + step.by : wall;
    }
    return wall;
}

WallTime Timeline::earliest() const
{
    WallTime earliest = m_plan.start;
    for (const ClockStep &step : m_plan.steps) {
        earliest = std::min(earliest, wallAt(step.at));
    }
    return earliest;
}

WallTime Timeline::highestBefore(BootTime at) const
{
    WallTime highest = wallAt(at);
    for (const ClockStep &step : m_plan.steps) {
        if (step.at <= at) {
            const WallTime justBefore = wallAt(step.at) - step.by;
            highest = std::max(highest, justBefore);
        }
    }
    return highest;
}

} // namespace campanile::simulation
