#pragma once

#include "core/event_loop.h"
#include "engine/calls/settlement.h"
#include "storage/writer.h"

#include <functional>
#include <map>

namespace campanile {

/// Collects what the wire reports and has it settled in groups: reports that come while a group is being written form
/// the next one. A group that cannot be written is kept and tried again until it is; no outcome is ever dropped.
/// Thread: the engine's.
class Settler {
public:
    struct Listener {
        std::function<void(const Settled &)> settled;
        /// Writing outcomes fails: nothing new may be dialled until `recovered`.
        std::function<void(const Error &)> failed;
        std::function<void()> recovered;
    };

    /// Borrows loop and writer.
    Settler(EventLoop &loop, Writer &writer, Listener listener);

    void report(AttemptReport report);
    /// Nothing waits to be written.
    [[nodiscard]] bool isIdle() const { return m_waiting.empty() && !m_writing; }

private:
    void schedule();
    void write();
    void written(std::vector<AttemptReport> reports, const Result<Settled> &result);

    EventLoop &m_loop;
    Writer &m_writer;
    Listener m_listener;
    std::map<AttemptId, AttemptReport> m_waiting; // at most one a live call
    bool m_scheduled = false;
    bool m_writing = false;
    bool m_failing = false;
};

} // namespace campanile
