#pragma once

#include <QDateTime>

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>

namespace campanile {

using Milliseconds = std::chrono::milliseconds;
using Microseconds = std::chrono::microseconds;

/// An instant on the calendar: milliseconds since 1970-01-01T00:00Z. It is what the program stores and shows. The wall
/// clock may step when somebody sets it, so the program never computes a waiting time from two of these.
struct WallTime {
    std::int64_t ms = 0;

    friend auto operator<=>(WallTime, WallTime) = default;
    friend WallTime operator+(WallTime t, Milliseconds d) { return {t.ms + d.count()}; }
    friend WallTime operator-(WallTime t, Milliseconds d) { return {t.ms - d.count()}; }

    [[nodiscard]] QDateTime toUtc() const { return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC); }
};

/// A reading of the monotonic clock, which never steps and stands still while the machine is suspended. Durations,
/// time-outs and timers are computed from it. A reading has no meaning in another process.
struct MonoTime {
    std::int64_t us = 0;

    friend auto operator<=>(MonoTime, MonoTime) = default;
    friend MonoTime operator+(MonoTime t, Microseconds d) { return {t.us + d.count()}; }
    friend Microseconds operator-(MonoTime a, MonoTime b) { return Microseconds(a.us - b.us); }
};

/// One moment, read from both clocks: the wall clock that people read and the monotonic clock that durations are
/// computed from.
struct Instant {
    WallTime wall;
    MonoTime mono;

    friend bool operator==(const Instant &, const Instant &) = default;
};

/// A reading of the clock since boot, which also runs during suspend; its distance from MonoTime shows a suspend.
struct BootTime {
    std::int64_t us = 0;

    friend auto operator<=>(BootTime, BootTime) = default;
    friend BootTime operator+(BootTime t, Microseconds d) { return {t.us + d.count()}; }
    friend Microseconds operator-(BootTime a, BootTime b) { return Microseconds(a.us - b.us); }
};

/// The only source of time for domain and engine. Thread: `now` functions may be called from any thread.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual WallTime wall() const = 0;
    [[nodiscard]] virtual MonoTime mono() const = 0;
    [[nodiscard]] virtual BootTime boot() const = 0;
    [[nodiscard]] Instant now() const { return {wall(), mono()}; }
    /// How long it is until the wall clock shows `instant`, with a finer resolution than WallTime has; negative when it
    /// is past.
    [[nodiscard]] virtual Microseconds until(WallTime instant) const = 0;
    /// The id of the boot that `boot` counts from. Readings of processes with the same id can be compared.
    [[nodiscard]] virtual std::string bootId() const = 0;
};

/// The machine's clocks.
class SystemClock final : public Clock {
public:
    [[nodiscard]] WallTime wall() const override;
    [[nodiscard]] MonoTime mono() const override;
    [[nodiscard]] BootTime boot() const override;
    [[nodiscard]] Microseconds until(WallTime instant) const override;
    [[nodiscard]] std::string bootId() const override;
};

/// Virtual time: it moves only when it is told to, so that a month runs in seconds and every run is the same.
/// Thread: all calls on one thread.
class VirtualClock final : public Clock {
public:
    explicit VirtualClock(WallTime start)
        : m_wall(start)
    {
    }
    [[nodiscard]] WallTime wall() const override { return {m_wall.ms + m_fraction.count() / 1000}; }
    [[nodiscard]] MonoTime mono() const override { return m_mono; }
    [[nodiscard]] BootTime boot() const override { return m_boot; }
    [[nodiscard]] Microseconds until(WallTime instant) const override
    {
        return Microseconds((instant.ms - m_wall.ms) * 1'000) - m_fraction;
    }
    [[nodiscard]] std::string bootId() const override { return "virtual"; }

    /// Lets time pass on all three clocks.
    void advance(Microseconds by);
    /// Somebody sets the wall clock; the other two do not move.
    void stepWall(Milliseconds by) { m_wall.ms += by.count(); }
    /// The machine sleeps: wall and boot time pass, monotonic time stands still.
    void suspend(Milliseconds duration);

private:
    WallTime m_wall;
    Microseconds m_fraction{0};
    MonoTime m_mono;
    BootTime m_boot;
};

} // namespace campanile
