#include "engine/forecast/forecast_queue.h"

#include "domain/gcra.h"
#include "engine/plan/materializer.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace campanile {

namespace {

constexpr Milliseconds hour{3'600'000};
// How often the engine counts its queues anew (engine.cpp, plan/scheduler.cpp).
constexpr Milliseconds recountEvery{300'000};

/// A heap of the standard library keeps the greatest in front.
bool isLater(const ForecastInput::Due &a, const ForecastInput::Due &b)
{
    return a.at != b.at ? a.at > b.at : a.row > b.row;
}

int windowFor(const Campaign &campaign)
{
    return campaign.ratePerMinute > 0 ? std::min(campaign.ratePerMinute * 60, Materializer::windowRows)
                                      : Materializer::windowRows;
}

} // namespace

ForecastQueue::ForecastQueue(ForecastInput &input)
    : m_input(input)
    , m_heap(std::move(input.due))
    , m_nextFresh(static_cast<std::size_t>(input.firstFresh))
    , m_recountAt(input.start + recountEvery)
{
    std::ranges::make_heap(m_heap, isLater);
    if (input.occurrences) {
        m_nextOccurrence = input.occurrences->cron.next(input.occurrences->cursor, input.occurrences->zone).at;
    }
}

void ForecastQueue::push(ForecastInput::Due due)
{
    m_heap.push_back(due);
    std::ranges::push_heap(m_heap, isLater);
}

ForecastInput::Due ForecastQueue::pop()
{
    std::ranges::pop_heap(m_heap, isLater);
    const ForecastInput::Due due = m_heap.back();
    m_heap.pop_back();
    return due;
}

bool ForecastQueue::hasFresh() const
{
    return !m_input.occurrences && m_nextFresh < m_input.rows.size();
}

void ForecastQueue::materialize(WallTime now, std::size_t onWire)
{
    if (m_input.occurrences) {
        materializeOccurrences(now);
    } else if (hasFresh() && (m_untilRefill <= 0 || m_heap.empty() || now >= m_recountAt)) {
        materializeTargets(now, onWire);
    }
}

/// Materializes targets as Materializer::fanOut does: as far ahead as the window reaches, behind the rows that wait
/// already.
void ForecastQueue::materializeTargets(WallTime now, std::size_t onWire)
{
    m_recountAt = now >= m_recountAt ? now + recountEvery : m_recountAt;
    const Campaign &campaign = *m_input.facts.campaign;
    const int window = windowFor(campaign);
    const WallTime soon = now + hour;
    const auto within = std::ranges::count_if(m_heap, [soon](const ForecastInput::Due &due) { return due.at < soon; });
    const int waiting = static_cast<int>(std::min<std::ptrdiff_t>(within, window));
    const int left = static_cast<int>(m_input.rows.size() - m_nextFresh);
    const bool hasRoom = m_heap.size() + onWire < static_cast<std::size_t>(Materializer::mostScheduled);
    const int created = hasRoom ? std::min(window - waiting, left) : 0;
    const Gcra pace = Gcra::perMinute(campaign.ratePerMinute);
    WallTime due = now + pace.interval * waiting;
    for (int i = 0; i < created; ++i) {
        m_input.rows[m_nextFresh].scheduledAt = due;
        push({due, static_cast<int>(m_nextFresh++)});
        due = due + pace.interval;
    }
    m_untilRefill = created > 0 ? waiting + created - window / 2 : std::numeric_limits<int>::max();
}

void ForecastQueue::materializeOccurrences(WallTime now)
{
    const ForecastInput::Occurrences &plan = *m_input.occurrences;
    while (m_nextOccurrence && *m_nextOccurrence <= now) {
        if (plan.endAt.ms > 0 && *m_nextOccurrence >= plan.endAt) {
            m_nextOccurrence.reset();
            return;
        }
        ForecastRow row;
        row.to = m_input.facts.campaign->recurrence.to;
        row.call = -static_cast<std::int64_t>(m_input.rows.size()) - 1;
        row.scheduledAt = *m_nextOccurrence;
        row.refusal = plan.refusal;
        m_input.rows.push_back(std::move(row));
        push({*m_nextOccurrence, static_cast<int>(m_input.rows.size()) - 1});
        m_nextOccurrence = plan.cron.next(*m_nextOccurrence, plan.zone).at;
    }
}

std::optional<WallTime> ForecastQueue::nextMaterialization(WallTime now) const
{
    if (m_nextOccurrence) {
        return m_nextOccurrence;
    }
    if (m_input.occurrences) { // a plan is not over before its end
        const WallTime end = m_input.occurrences->endAt;
        return end > now ? std::optional(end) : std::nullopt;
    }
    if (!hasFresh()) {
        return std::nullopt;
    }
    return m_untilRefill <= 0 || m_heap.empty() ? now : std::max(m_recountAt, now);
}

bool ForecastQueue::isOver(WallTime now) const
{
    if (!m_heap.empty()) {
        return false;
    }
    return m_input.occurrences ? !m_nextOccurrence && now >= m_input.occurrences->endAt : !hasFresh();
}

qint64 ForecastQueue::left() const
{
    const std::size_t fresh = hasFresh() ? m_input.rows.size() - m_nextFresh : 0;
    return static_cast<qint64>(m_heap.size()) + static_cast<qint64>(fresh);
}

} // namespace campanile
