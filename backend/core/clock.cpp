#include "core/clock.h"

#include <QFile>
#include <QUuid>

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

Microseconds SystemClock::until(WallTime instant) const
{
    return Microseconds(instant.ms * 1'000 - readMicroseconds(CLOCK_REALTIME));
}

std::string SystemClock::bootId() const
{
    QFile file(QStringLiteral("/proc/sys/kernel/random/boot_id"));
    const QByteArray id = file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
    // When the boot has no id, readings of other processes cannot be compared with ours, so this process makes a unique
    // id.
    return (id.isEmpty() ? QUuid::createUuid().toByteArray(QUuid::WithoutBraces) : id).toStdString();
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
