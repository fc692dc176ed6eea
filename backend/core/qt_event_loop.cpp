#include "core/qt_event_loop.h"

#include <QTimerEvent>

#include <algorithm>

namespace campanile {

namespace {

// Between two rounds of the thread's event queue, so that posted tasks never wait long behind a flood of timers.
constexpr int timersPerRound = 1'000;
// QBasicTimer counts whole milliseconds in an int.
constexpr std::int64_t longestWaitMs = 3'600'000;

} // namespace

QtEventLoop::QtEventLoop(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
}

void QtEventLoop::post(Task task)
{
    m_tasks.post(std::move(task));
}

EventLoop::TimerId QtEventLoop::after(Microseconds delay, Task task)
{
    const TimerId id = m_timers.add(m_clock.mono() + std::max(delay, Microseconds(0)), std::move(task));
    arm();
    return id;
}

void QtEventLoop::cancel(TimerId timer)
{
    m_timers.remove(timer);
}

void QtEventLoop::close()
{
    m_tasks.close();
    m_timer.stop();
    m_timers = {};
    m_closed = true;
}

void QtEventLoop::timerEvent(QTimerEvent *)
{
    m_timer.stop();
    const MonoTime now = m_clock.mono();
    for (int i = 0; i < timersPerRound && !m_timers.isEmpty() && m_timers.nextDue() <= now; ++i) {
        m_timers.takeFirst()();
    }
    arm();
}

void QtEventLoop::arm()
{
    if (m_timers.isEmpty() || m_closed) {
        return;
    }
    if (m_timer.isActive() && m_armedFor <= m_timers.nextDue()) {
        return;
    }
    m_armedFor = m_timers.nextDue();
    const std::int64_t waitUs = std::max((m_timers.nextDue() - m_clock.mono()).count(), std::int64_t{0});
    const auto waitMs = static_cast<int>(std::min((waitUs + 999) / 1000, longestWaitMs));
    m_timer.start(waitMs, Qt::PreciseTimer, this);
}

} // namespace campanile
