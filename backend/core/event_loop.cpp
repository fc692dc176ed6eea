#include "core/event_loop.h"

namespace campanile {

EventLoop::TimerId TimerQueue::add(MonoTime due, EventLoop::Task task)
{
    const EventLoop::TimerId id = ++m_lastId;
    m_byTime.emplace(Key{due, id}, std::move(task));
    m_dueOf.emplace(id, due);
    return id;
}

void TimerQueue::remove(EventLoop::TimerId timer)
{
    const auto due = m_dueOf.find(timer);
    if (due != m_dueOf.end()) {
        m_byTime.erase(Key{due->second, timer});
        m_dueOf.erase(due);
    }
}

EventLoop::Task TimerQueue::takeFirst()
{
    auto first = m_byTime.begin();
    EventLoop::Task task = std::move(first->second);
    m_dueOf.erase(first->first.id);
    m_byTime.erase(first);
    return task;
}

} // namespace campanile
