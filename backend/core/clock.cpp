#include "core/clock.h"

#include <ctime>

namespace campanile {

namespace {

std::int64_t readMicroseconds(clockid_t id)
{
    timespec time{};
    clock_gettime(id, &time);
    return static_cast<std::int64_t>(time.tv_sec) * 1'000'000 + time.tv_nsec / 1'000;
}

} // namespace

WallTime SystemClock::wall() const
{
    return {readMicroseconds(CLOCK_REALTIME) / 1'000};
}

MonoTime SystemClock::mono() const
{
    return {readMicroseconds(CLOCK_MONOTONIC)};
}

BootTime SystemClock::boot() const
{
    return {readMicroseconds(CLOCK_BOOTTIME)};
}

void VirtualClock::advance(Microseconds by)
{
    m_mono.us += by.count();
    m_boot.us += by.count();
    m_fraction += by;
    m_wall.ms += m_fraction.count() / 1000;
    m_fraction %= 1000;
}

void VirtualClock::suspend(Milliseconds duration)
{
    m_wall.ms += duration.count();
    m_boot.us += Microseconds(duration).count();
}

} // namespace campanile
