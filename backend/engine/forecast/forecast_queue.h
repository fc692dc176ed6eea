#pragma once

#include "engine/forecast/forecast_input.h"

#include <optional>
#include <vector>

namespace campanile {

/// The queue of a forecast: rows that wait, by due time, filled up from the campaign's plan as the materializer does.
/// Thread: one at a time.
class ForecastQueue {
public:
    /// Borrows the input, and adds the occurrences of a recurring campaign to its rows.
    explicit ForecastQueue(ForecastInput &input);

    [[nodiscard]] bool isEmpty() const { return m_heap.empty(); }
    /// The row that is due first.
    [[nodiscard]] const ForecastInput::Due &front() const { return m_heap.front(); }
    void push(ForecastInput::Due due);
    ForecastInput::Due pop();
    /// One row was dialled, postponed or refused.
    void served() { --m_untilRefill; }

    /// Materializes what the plan has for `now`. @param onWire calls under way
    void materialize(WallTime now, std::size_t onWire);
    /// When `materialize` has to be called again at the latest; nothing when there is no more to materialize.
    [[nodiscard]] std::optional<WallTime> nextMaterialization(WallTime now) const;
    /// Whether no row waits and none will come.
    [[nodiscard]] bool isOver(WallTime now) const;
    /// Rows that wait, and targets that are not in the queue yet.
    [[nodiscard]] qint64 left() const;

private:
    [[nodiscard]] bool hasFresh() const;
    void materializeTargets(WallTime now, std::size_t onWire);
    void materializeOccurrences(WallTime now);

    ForecastInput &m_input;
    std::vector<ForecastInput::Due> m_heap;
    std::size_t m_nextFresh;
    int m_untilRefill = 0; // how many rows may leave before the queue is filled up again
    WallTime m_recountAt;
    std::optional<WallTime> m_nextOccurrence;
};

} // namespace campanile
