#pragma once

#include "core/event_loop.h"
#include "domain/media_fact.h"
#include "engine/calls/settlement.h"
#include "storage/writer.h"

#include <functional>
#include <map>
#include <string>

namespace campanile {

/// Collects what the wire and the media side report and has it written in groups: what comes while a group is being
/// written forms the next one. A group that cannot be written is kept and tried again until it is; no outcome and no
/// opt-out is ever dropped.
/// Thread: the engine's.
class Settler {
public:
    struct Listener {
        std::function<void(const Settled &)> settled;
        /// Outcomes cannot be written, so nothing new may be dialled until `recovered`.
        std::function<void(const Error &)> failed;
        std::function<void()> recovered;
    };

    /// Borrows loop and writer.
    Settler(EventLoop &loop, Writer &writer, Listener listener);

    void report(AttemptReport report);
    /// Takes in a fact that the media side reports of a call. It is written with or after the reports that came before
    /// it.
    void note(MediaFact fact);
    /// Whether nothing waits to be written.
    [[nodiscard]] bool isIdle() const { return m_waiting.empty() && m_facts.empty() && !m_writing; }

private:
    /// What is written in one transaction.
    struct Group {
        std::vector<AttemptReport> reports;
        std::vector<MediaFact> facts;
    };

    void schedule();
    void write();
    void written(Group group, const Result<Settled> &result);
    void keep(Group group);

    EventLoop &m_loop;
    Writer &m_writer;
    Listener m_listener;
    const std::string m_bootId;
    std::map<AttemptId, AttemptReport> m_waiting; // at most one for each live call
    std::vector<MediaFact> m_facts;
    bool m_scheduled = false;
    bool m_writing = false;
    bool m_failing = false;
};

} // namespace campanile
