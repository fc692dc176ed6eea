#include "core/task_queue.h"

#include <QCoreApplication>
#include <QEvent>

namespace campanile {

void TaskQueue::post(Task task)
{
    const std::scoped_lock lock(m_mutex);
    if (m_closed) {
        return;
    }
    m_tasks.push_back(std::move(task));
    // One event for each task, so that no task runs before its turn.
    QCoreApplication::postEvent(this, new QEvent(QEvent::User));
}

void TaskQueue::close()
{
    std::deque<Task> dropped; // destroying what the tasks hold may post new tasks, so this happens without the lock
    const std::scoped_lock lock(m_mutex);
    m_closed = true;
    dropped.swap(m_tasks);
}

bool TaskQueue::event(QEvent *event)
{
    Task task;
    {
        const std::scoped_lock lock(m_mutex);
        if (event->type() == QEvent::User && !m_tasks.empty()) {
            task = std::move(m_tasks.front());
            m_tasks.pop_front();
        }
    }
    if (!task) {
        return QObject::event(event);
    }
    task();
    return true;
}

} // namespace campanile
