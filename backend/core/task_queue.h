#pragma once

#include <QObject>

#include <deque>
#include <functional>
#include <mutex>

namespace campanile {

/// Tasks for the thread it lives on. Each runs in its turn among that thread's events, in the order of posting; those
/// that still wait when the queue is destroyed are dropped. What travels between threads through Qt goes this way: past
/// a lock of our own, so that the thread sanitizer, which cannot see those of Qt, watches over what the tasks carry.
/// Thread: `post` from any while it lives.
class TaskQueue final : public QObject {
public:
    using Task = std::function<void()>;

    explicit TaskQueue(QObject *parent = nullptr)
        : QObject(parent)
    {
    }
    /// Whoever posted last may have let go of the lock only now.
    ~TaskQueue() override { const std::scoped_lock lock(m_mutex); }
    TaskQueue(const TaskQueue &) = delete;
    TaskQueue &operator=(const TaskQueue &) = delete;

    void post(Task task);
    /// Drops what waits and whatever is posted from now on. Thread: the queue's.
    void close();

protected:
    bool event(QEvent *event) override;

private:
    std::mutex m_mutex; // guards both below
    std::deque<Task> m_tasks;
    bool m_closed = false;
};

} // namespace campanile
