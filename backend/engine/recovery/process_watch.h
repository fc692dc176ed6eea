#pragma once

#include "core/event_loop.h"
#include "engine/recovery/standing.h"
#include "storage/writer.h"

#include <functional>
#include <map>

namespace campanile {

/// Shows the other processes that this one is alive, and watches them: it writes heartbeats, takes the scheduler's
/// lease when no living process holds it, and takes over what a dead process left open.
///
/// Another process is judged by its heartbeats alone: when the last one stays the same for a lease, the life of a
/// permit and some margin, measured by this process's own monotonic clock, it is declared dead. No wall clock takes
/// part in that, so no process is declared dead because clocks differ between machines or because somebody sets a
/// clock. Thread: the engine's.
class ProcessWatch {
public:
    struct Pace {
        /// Between two heartbeats of a process that has nothing to do.
        Microseconds heartbeat{5'000'000};
        /// A process that was silent for this long plus `takeoverMargin` is declared dead.
        Microseconds lease{30'000'000};
    };
    /// The pace of a process that owns the whole database: no other process judges it, and the disk may sleep between
    /// heartbeats.
    static constexpr Pace alone{Microseconds(60'000'000), Microseconds(180'000'000)};
    /// The last permit of a process may be committed `ProcessStore::heartbeatGrain` after its last heartbeat, and opens
    /// for DialPermit::lifetime. The rest is for clocks that do not run at the same rate.
    static constexpr Microseconds takeoverMargin{5'000'000};

    struct Listener {
        std::function<void(const Standing &)> stood; ///< after each heartbeat
        std::function<void()> fenced;                ///< this process was declared dead; called once
    };

    /// Borrows loop and writer.
    ProcessWatch(EventLoop &loop, Writer &writer, ProcessId self, Pace pace, Listener listener);

    /// Begins with the standing that the start's own transaction found.
    void start(const Standing &standing);
    /// Writes that this process has ended, so that nothing that it left open has to wait for its lease. `left` is
    /// called on the loop, whether that could be written or not.
    void leave(std::function<void()> left);

private:
    /// The last heartbeat that was seen of another process, and since when it has been the last.
    struct Sight {
        WallTime heartbeatAt;
        MonoTime since;
    };
    void beatLater();
    void beat();
    void stood(const Standing &standing);
    void look(const std::vector<LivingProcess> &others);
    [[nodiscard]] std::vector<LivingProcess> silent() const;

    EventLoop &m_loop;
    Writer &m_writer;
    const ProcessId m_self;
    const Pace m_pace;
    Listener m_listener;
    std::map<ProcessId, Sight> m_others;
    bool m_over = false; // it left, or was declared dead
};

} // namespace campanile
