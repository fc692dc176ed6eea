#include "core/qt_event_loop.h"

#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace campanile {

namespace {

// The most timers that run between two rounds of the thread's event queue, so that posted tasks never wait long behind
// many timers.
constexpr int timersPerRound = 1'000;

int makeAlarm()
{
    const int alarm = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    if (alarm < 0) {
        throw std::system_error(errno, std::generic_category(), "the system has no timer left");
    }
    return alarm;
}

} // namespace

QtEventLoop::QtEventLoop(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_alarm(makeAlarm())
{
    connect(&m_ringing, &QSocketNotifier::activated, this, &QtEventLoop::runDue);
}

QtEventLoop::~QtEventLoop()
{
    m_ringing.setEnabled(false); // before the descriptor that it watches is closed
    ::close(m_alarm);
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
    m_ringing.setEnabled(false);
    m_timers = {};
    m_closed = true;
}

void QtEventLoop::runDue()
{
    std::uint64_t rings = 0;
    // The count that it reads does not matter.
    [[maybe_unused]] const ssize_t taken = read(m_alarm, &rings, sizeof rings);
    m_armedFor.reset();
    const MonoTime now = m_clock.mono();
    for (int i = 0; i < timersPerRound && !m_timers.isEmpty() && m_timers.nextDue() <= now; ++i) {
        m_timers.takeFirst()();
    }
    arm();
}

void QtEventLoop::arm()
{
    if (m_timers.isEmpty() || m_closed || (m_armedFor && *m_armedFor <= m_timers.nextDue())) {
        return;
    }
    m_armedFor = m_timers.nextDue();
    // A timer that is already due fires at once; a wait of 0 would turn the alarm off.
    const std::int64_t wait = std::max((m_timers.nextDue() - m_clock.mono()).count(), std::int64_t{1});
    itimerspec setting{};
    setting.it_value.tv_sec = wait / 1'000'000;
    setting.it_value.tv_nsec = wait % 1'000'000 * 1'000;
    timerfd_settime(m_alarm, 0, &setting, nullptr);
}

} // namespace campanile
