#pragma once

#include <QObject>

#include <deque>
#include <functional>
#include <mutex>

namespace campanile {

/// Tasks for the thread that the queue lives on. Each task runs in its turn among that thread's events, in the order of
/// posting; tasks that still wait when the queue is destroyed are dropped. Everything that passes between threads
/// through Qt uses this queue and its own lock, so that the thread sanitizer, which cannot see the locks of Qt, checks
/// what the tasks carry.
/// Thread: `post` may be called from any thread while the queue lives.
class TaskQueue final : public QObject {
public:
    using Task = std::function<void()>;

    explicit TaskQueue(QObject *parent = nullptr)
        : QObject(parent)
    {
    }
    /// Waits for the lock, because the last call of post may still hold it.
    ~TaskQueue() override { const std::scoped_lock lock(m_mutex); }
    TaskQueue(const TaskQueue &) = delete;
    TaskQueue &operator=(const TaskQueue &) = delete;

    void post(Task task);
    /// Drops the tasks that wait and all tasks that are posted from now on. Thread: the queue's.
    void close();

protected:
    bool event(QEvent *event) override;

private:
    std::mutex m_mutex; // guards both below
    std::deque<Task> m_tasks;
    bool m_closed = false;
};

} // namespace campanile
