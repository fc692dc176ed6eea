#pragma once

#include "core/event_loop.h"
#include "core/task_queue.h"

#include <QObject>
#include <QSocketNotifier>

#include <optional>

namespace campanile {

/// An event loop on the QThread it lives on, which follows the machine's clocks. Its timers are finer than those of Qt,
/// which count whole milliseconds and would send every call out one millisecond late. Thread: it lives and is destroyed
/// on the loop's thread; `post` may be called from any thread while it lives.
class QtEventLoop final : public QObject, public EventLoop {
    Q_OBJECT

public:
    /// Throws std::system_error when the system has no timer left.
    explicit QtEventLoop(const Clock &clock, QObject *parent = nullptr);
    ~QtEventLoop() override;
    QtEventLoop(const QtEventLoop &) = delete;
    QtEventLoop &operator=(const QtEventLoop &) = delete;

    void post(Task task) override;
    TimerId after(Microseconds delay, Task task) override;
    void cancel(TimerId timer) override;
    [[nodiscard]] const Clock &clock() const override { return m_clock; }

    /// Drops all tasks and timers, those that wait and those that come later. It is called before the objects that they
    /// refer to are destroyed. Thread: the loop's.
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
    std::optional<MonoTime> m_armedFor; // the instant that the alarm is set to
};

} // namespace campanile
