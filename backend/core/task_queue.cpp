#include "core/task_queue.h"

#include <QCoreApplication>
#include <QEvent>

namespace campanile {

void TaskQueue::post(Task task)
{
    const std::scoped_lock lock(m_mutex);
    m_tasks.push_back(std::move(task));
    QCoreApplication::postEvent(this, new QEvent(QEvent::User)); // one for each, so that none runs before its turn
}

bool TaskQueue::event(QEvent *event)
{
    Task task;
    {
        const std::scoped_lock lock(m_mutex);
        if (event->type() == QEvent::User) {
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
