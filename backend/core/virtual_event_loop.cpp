#include "core/virtual_event_loop.h"

#include <algorithm>

namespace campanile {

EventLoop::TimerId VirtualEventLoop::after(Microseconds delay, Task task)
{
    return m_timers.add(m_clock.mono() + std::max(delay, Microseconds(0)), std::move(task));
}

bool VirtualEventLoop::runUntil(const std::function<bool()> &done, Microseconds limit)
{
    const MonoTime end = m_clock.mono() + limit;
    while (!done()) {
        if (!m_tasks.empty()) {
            const Task task = std::move(m_tasks.front());
            m_tasks.pop_front();
            task();
        } else if (!m_timers.isEmpty() && m_timers.nextDue() <= end) {
            m_clock.advance(std::max(m_timers.nextDue() - m_clock.mono(), Microseconds(0)));
            m_timers.takeFirst()();
        } else {
            return false;
        }
    }
    return true;
}

} // namespace campanile
