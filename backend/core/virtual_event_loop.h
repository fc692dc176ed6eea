#pragma once

#include "core/event_loop.h"

#include <deque>

namespace campanile {

/// An event loop on virtual time: when no task waits, time jumps to the next timer. The same seed gives the same order
/// of events.
/// Thread: one.
class VirtualEventLoop final : public EventLoop {
public:
    /// Borrows the clock and moves it.
    explicit VirtualEventLoop(VirtualClock &clock)
        : m_clock(clock)
    {
    }

    void post(Task task) override { m_tasks.push_back(std::move(task)); }
    TimerId after(Microseconds delay, Task task) override;
    void cancel(TimerId timer) override { m_timers.remove(timer); }
    [[nodiscard]] const Clock &clock() const override { return m_clock; }

    /// Runs until `done` returns true, until no task and no timer is left, or until `limit` of virtual time has passed.
    /// Returns whether `done` returned true.
    bool runUntil(const std::function<bool()> &done, Microseconds limit);

private:
    VirtualClock &m_clock;
    std::deque<Task> m_tasks;
    TimerQueue m_timers;
};

} // namespace campanile
