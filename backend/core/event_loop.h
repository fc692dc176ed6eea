#pragma once

#include "core/clock.h"

#include <functional>
#include <map>

namespace campanile {

/// One thread's order of events, as the engine and the carriers see it: tasks one after the other, and timers. Run on a
/// real thread it follows the machine's clocks (core/qt_event_loop.h); run on virtual time it is exact and repeatable
/// (VirtualEventLoop). The code on top is the same.
class EventLoop {
public:
    using Task = std::function<void()>;
    using TimerId = std::uint64_t; ///< 0 is no timer

    virtual ~EventLoop() = default;

    /// Runs the task after those that wait already. Thread: any.
    virtual void post(Task task) = 0;
    /// Runs the task once, not before `delay` has passed. Thread: the loop's.
    virtual TimerId after(Microseconds delay, Task task) = 0;
    /// Without effect for a timer that has run or was never made. Thread: the loop's.
    virtual void cancel(TimerId timer) = 0;
    [[nodiscard]] virtual const Clock &clock() const = 0;
};

/// Timers in the order in which they are due; equal ones in the order in which they were made.
/// Thread: one.
class TimerQueue {
public:
    EventLoop::TimerId add(MonoTime due, EventLoop::Task task);
    void remove(EventLoop::TimerId timer);
    [[nodiscard]] bool isEmpty() const { return m_byTime.empty(); }
    /// When the first one is due; only if there is one.
    [[nodiscard]] MonoTime nextDue() const { return m_byTime.begin()->first.due; }
    /// Takes the first one out; only if there is one.
    EventLoop::Task takeFirst();

private:
    struct Key {
        MonoTime due;
        EventLoop::TimerId id;
        friend auto operator<=>(const Key &, const Key &) = default;
    };
    std::map<Key, EventLoop::Task> m_byTime;
    std::map<EventLoop::TimerId, MonoTime> m_dueOf;
    EventLoop::TimerId m_lastId = 0;
};

} // namespace campanile
