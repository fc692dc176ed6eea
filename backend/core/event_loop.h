#pragma once

#include "core/clock.h"

#include <functional>
#include <map>

namespace campanile {

/// The order of events on one thread, as the engine and the carriers see it: tasks that run one after the other, and
/// timers. On a real thread it follows the machine's clocks (core/qt_event_loop.h); on virtual time it is exact and
/// repeatable (VirtualEventLoop). The code that uses it is the same for both.
class EventLoop {
public:
    using Task = std::function<void()>;
    using TimerId = std::uint64_t; ///< 0 means no timer

    virtual ~EventLoop() = default;

    /// Runs the task after the tasks that already wait. Thread: any.
    virtual void post(Task task) = 0;
    /// Runs the task once, not before `delay` has passed. Thread: the loop's.
    virtual TimerId after(Microseconds delay, Task task) = 0;
    /// Does nothing for a timer that has run or was never made. Thread: the loop's.
    virtual void cancel(TimerId timer) = 0;
    [[nodiscard]] virtual const Clock &clock() const = 0;
};

/// Timers in the order in which they are due; timers that are due at the same instant keep the order in which they were
/// made.
/// Thread: one.
class TimerQueue {
public:
    EventLoop::TimerId add(MonoTime due, EventLoop::Task task);
    void remove(EventLoop::TimerId timer);
    [[nodiscard]] bool isEmpty() const { return m_byTime.empty(); }
    /// When the first timer is due. The queue must not be empty.
    [[nodiscard]] MonoTime nextDue() const { return m_byTime.begin()->first.due; }
    /// Takes the first timer out. The queue must not be empty.
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
