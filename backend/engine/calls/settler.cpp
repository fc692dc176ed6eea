#include "engine/calls/settler.h"

#include "engine/calls/media_notes.h"
#include "engine/time/clock_notes.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

namespace campanile {

namespace {

constexpr std::size_t reportsPerGroup = 1'000;
constexpr Microseconds retryAfterFailure{1'000'000};

} // namespace

Settler::Settler(EventLoop &loop, Writer &writer, Listener listener)
    : m_loop(loop)
    , m_writer(writer)
    , m_listener(std::move(listener))
    , m_bootId(loop.clock().bootId())
{
}

void Settler::report(AttemptReport report)
{
    const auto waiting = m_waiting.find(report.attempt);
    if (waiting != m_waiting.end()) {
        waiting->second.merge(report);
    } else {
        m_waiting.emplace(report.attempt, std::move(report));
    }
    schedule();
}

void Settler::note(MediaFact fact)
{
    m_facts.push_back(std::move(fact));
    schedule();
}

void Settler::schedule()
{
    if (m_scheduled || m_writing || m_failing || (m_waiting.empty() && m_facts.empty())) {
        return;
    }
    m_scheduled = true;
    m_loop.post([this] { write(); }); // behind the reports that are already on their way
}

void Settler::write()
{
    m_scheduled = false;
    m_writing = true;
    Group group;
    while (!m_waiting.empty() && group.reports.size() < reportsPerGroup) {
        group.reports.push_back(std::move(m_waiting.begin()->second));
        m_waiting.erase(m_waiting.begin());
    }
    // A fact must not overtake the report that its call was answered, and has to be known when its call is told of.
    const auto later = std::ranges::stable_partition(
        m_facts, [this](const MediaFact &fact) { return !m_waiting.contains(fact.attempt); });
    group.facts.assign(std::make_move_iterator(m_facts.begin()), std::make_move_iterator(later.begin()));
    m_facts.erase(m_facts.begin(), later.begin());
    auto shared = std::make_shared<Group>(std::move(group));
    m_writer.submit<Settled>(
        WritePriority::Outcomes,
        [shared, &clock = m_loop.clock(), bootId = m_bootId](WriteTransaction &transaction) -> Result<Settled> {
            // A step of the clock that nobody has noted yet would move the rows that are made to wait from here on.
            const ClockHistory clocks = noteClocks(transaction, clock, bootId);
            Settled settled = Settlement(transaction, &clocks).settle(shared->reports, dispositionsIn(shared->facts));
            writeFacts(transaction, shared->facts);
            return settled;
        },
        [this, shared](Result<Settled> result) {
            m_loop.post([this, shared, result = std::move(result)] { written(std::move(*shared), result); });
        });
}

void Settler::written(Group group, const Result<Settled> &result)
{
    m_writing = false;
    if (result) {
        if (std::exchange(m_failing, false)) {
            m_listener.recovered();
        }
        m_listener.settled(*result);
        schedule();
        return;
    }
    keep(std::move(group));
    m_failing = true;
    m_listener.failed(result.error());
    m_loop.after(retryAfterFailure, [this] { write(); });
}

/// Puts back the group that could not be written, before everything that has come since.
void Settler::keep(Group group)
{
    for (AttemptReport &report : group.reports) {
        const auto [place, isNew] = m_waiting.emplace(report.attempt, report);
        if (!isNew) {
            report.merge(place->second);
            place->second = report;
        }
    }
    group.facts.insert(group.facts.end(), m_facts.begin(), m_facts.end());
    m_facts = std::move(group.facts);
}

} // namespace campanile
