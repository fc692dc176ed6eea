#pragma once

#include "core/event_loop.h"
#include "core/task_queue.h"

#include <QObject>
#include <QSocketNotifier>

#include <optional>

namespace campanile {

/// An event loop on the QThread it lives on, by the machine's clocks. Its timers are finer than those of Qt, which
/// count whole milliseconds and would send every call out one late. Thread: made for and destroyed on the loop's
/// thread; `post` from any while it lives.
class QtEventLoop final : public QObject, public EventLoop {
    Q_OBJECT

public:
    /// Throws std::system_error when the system has no timer to give.
    explicit QtEventLoop(const Clock &clock, QObject *parent = nullptr);
    ~QtEventLoop() override;
    QtEventLoop(const QtEventLoop &) = delete;
    QtEventLoop &operator=(const QtEventLoop &) = delete;

    void post(Task task) override;
    TimerId after(Microseconds delay, Task task) override;
    void cancel(TimerId timer) override;
    [[nodiscard]] const Clock &clock() const override { return m_clock; }

    /// Nothing runs any more, whether it waits already or comes later: for the moment when those whom tasks and timers
    /// speak of are destroyed. Thread: the loop's.
    void close();

private:
    void runDue();
    void arm();

    const Clock &m_clock;
    TaskQueue m_tasks{this};
    TimerQueue m_timers;
    const int m_alarm; // a timerfd
    QSocketNotifier m_ringing{m_alarm, QSocketNotifier::Read};
    bool m_closed = false;
    std::optional<MonoTime> m_armedFor; // when the alarm rings
};

} // namespace campanile
