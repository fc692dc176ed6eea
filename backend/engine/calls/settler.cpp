#include "engine/calls/settler.h"

namespace campanile {

namespace {

constexpr std::size_t reportsPerGroup = 1'000;
constexpr Microseconds retryAfterFailure{1'000'000};

} // namespace

Settler::Settler(EventLoop &loop, Writer &writer, Listener listener)
    : m_loop(loop)
    , m_writer(writer)
    , m_listener(std::move(listener))
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

void Settler::schedule()
{
    if (m_scheduled || m_writing || m_failing || m_waiting.empty()) {
        return;
    }
    m_scheduled = true;
    m_loop.post([this] { write(); }); // behind the reports that are already on their way
}

void Settler::write()
{
    m_scheduled = false;
    m_writing = true;
    std::vector<AttemptReport> reports;
    while (!m_waiting.empty() && reports.size() < reportsPerGroup) {
        reports.push_back(std::move(m_waiting.begin()->second));
        m_waiting.erase(m_waiting.begin());
    }
    auto shared = std::make_shared<std::vector<AttemptReport>>(std::move(reports));
    m_writer.submit<Settled>(
        WritePriority::Outcomes,
        [shared](WriteTransaction &transaction) -> Result<Settled> { return Settlement(transaction).settle(*shared); },
        [this, shared](Result<Settled> result) {
            m_loop.post([this, shared, result = std::move(result)] { written(std::move(*shared), result); });
        });
}

void Settler::written(std::vector<AttemptReport> reports, const Result<Settled> &result)
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
    for (AttemptReport &report : reports) {
        const auto [place, isNew] = m_waiting.emplace(report.attempt, report);
        if (!isNew) {
            report.merge(place->second);
            place->second = report;
        }
    }
    m_failing = true;
    m_listener.failed(result.error());
    m_loop.after(retryAfterFailure, [this] { write(); });
}

} // namespace campanile
