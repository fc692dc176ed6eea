#pragma once

#include "core/event_loop.h"
#include "core/task_queue.h"

#include <QBasicTimer>
#include <QObject>

namespace campanile {

/// An event loop on the QThread it lives on, by the machine's clocks.
/// Thread: made for and destroyed on the loop's thread; `post` from any while it lives.
class QtEventLoop final : public QObject, public EventLoop {
    Q_OBJECT

public:
    explicit QtEventLoop(const Clock &clock, QObject *parent = nullptr);

    void post(Task task) override;
    TimerId after(Microseconds delay, Task task) override;
    void cancel(TimerId timer) override;
    [[nodiscard]] const Clock &clock() const override { return m_clock; }

    /// Nothing runs any more, whether it waits already or comes later: for the moment when those whom tasks and timers
    /// speak of are destroyed. Thread: the loop's.
    void close();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void arm();

    const Clock &m_clock;
    TaskQueue m_tasks{this};
    TimerQueue m_timers;
    QBasicTimer m_timer;
    bool m_closed = false;
    MonoTime m_armedFor; // when m_timer fires, while it is active
};

} // namespace campanile
