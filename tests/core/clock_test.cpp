// Clocks: what moves when somebody sets the time, and when the machine sleeps.

#include "core/clock.h"

#include <QTest>

using namespace campanile;

namespace {

constexpr WallTime start{1'767'603'600'000};

} // namespace

class ClockTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void timePassesOnAllThree();
    void partsOfAMillisecondAreNotLost();
    void settingTheWallClockMovesNothingElse();
    void suspendMovesBootTimeButNotMonotonicTime();
    void theMachinesClocksDoNotRunBackwards();
};

void ClockTest::timePassesOnAllThree()
{
    VirtualClock clock(start);
    const MonoTime mono = clock.mono();
    const BootTime boot = clock.boot();
    clock.advance(Milliseconds(1'500));
    QCOMPARE(clock.wall(), start + Milliseconds(1'500));
    QCOMPARE(clock.mono() - mono, Microseconds(1'500'000));
    QCOMPARE(clock.boot() - boot, Microseconds(1'500'000));
}

void ClockTest::partsOfAMillisecondAreNotLost()
{
    VirtualClock clock(start);
    for (int i = 0; i < 10'000; ++i) {
        clock.advance(Microseconds(100));
    }
    QCOMPARE(clock.wall(), start + Milliseconds(1'000));
    QCOMPARE(clock.mono() - MonoTime{}, Microseconds(1'000'000));
}

void ClockTest::settingTheWallClockMovesNothingElse()
{
    VirtualClock clock(start);
    clock.advance(Milliseconds(10));
    const MonoTime mono = clock.mono();
    const BootTime boot = clock.boot();
    for (const std::int64_t step : {std::int64_t{3'600'000}, std::int64_t{-7'200'000}}) {
        const WallTime before = clock.wall();
        clock.stepWall(Milliseconds(step));
        QCOMPARE(clock.wall(), before + Milliseconds(step));
        QCOMPARE(clock.mono(), mono);
        QCOMPARE(clock.boot(), boot);
    }
}

void ClockTest::suspendMovesBootTimeButNotMonotonicTime()
{
    VirtualClock clock(start);
    const MonoTime mono = clock.mono();
    const BootTime boot = clock.boot();
    clock.suspend(Milliseconds(60'000));
    QCOMPARE(clock.wall(), start + Milliseconds(60'000));
    QCOMPARE(clock.mono(), mono);
    QCOMPARE(clock.boot() - boot, Microseconds(60'000'000));
}

void ClockTest::theMachinesClocksDoNotRunBackwards()
{
    const SystemClock clock;
    MonoTime mono = clock.mono();
    BootTime boot = clock.boot();
    for (int i = 0; i < 10'000; ++i) {
        QVERIFY(clock.mono() >= mono);
        QVERIFY(clock.boot() >= boot);
        mono = clock.mono();
        boot = clock.boot();
    }
    QVERIFY(boot.us >= mono.us); // it has slept, or it has not
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    QVERIFY(std::abs(clock.wall().ms - now) < 60'000);
}

QTEST_GUILESS_MAIN(ClockTest)
#include "clock_test.moc"
