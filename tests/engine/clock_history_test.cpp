#include "engine/time/clock_history.h"
#include "support/durations.h"

#include <QTest>

#include <algorithm>

using namespace campanile;
using namespace campanile::test;

namespace {

constexpr WallTime nine{1'767'603'600'000};

BootTime up(Milliseconds time)
{
    return BootTime{} + time;
}

bool covered(const std::vector<ClockHistory::Window> &windows, WallTime at)
{
    return std::ranges::any_of(windows, [at](const auto &window) { return window.from <= at && at <= window.to; });
}

} // namespace

class ClockHistoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutReadingsTheWallClockIsAllThereIs();
    void aClockPutForwardMakesNothingOlder();
    void aClockSetBackMakesNothingYoung();
    void whatWasWrittenBeforeThisBootGoesByTheWallClock();
    void anHourThatCameTwiceIsTheSecondOne();
    void whatNoReadingKnowsIsNow();
    void slewingIsNoStep();
};

void ClockHistoryTest::withoutReadingsTheWallClockIsAllThereIs()
{
    const ClockHistory history({}, nine, up(hour));
    QCOMPARE(history.age(nine - second * 5, ProcessId{1}), Microseconds(second * 5));
    QCOMPARE(history.age(nine + hour, ProcessId{1}), Microseconds(0));
    QVERIFY(covered(history.last(minute), nine - minute));
    QVERIFY(covered(history.last(minute), nine + hour));
    QVERIFY(!covered(history.last(minute), nine - minute - Milliseconds(1)));
    QVERIFY(history.hasMoved());
}

void ClockHistoryTest::aClockPutForwardMakesNothingOlder()
{
    const std::vector<ClockReading> readings{{up(hour), nine, ProcessId{1}}};
    const ClockHistory history(readings, nine + second * 30 + hour, up(hour + second * 30));
    const WallTime call = nine + second * 10;
    QVERIFY(covered(history.last(minute), call));
    QCOMPARE(history.age(call, ProcessId{1}), Microseconds(second * 20));
    QVERIFY(history.hasMoved());
}

void ClockHistoryTest::aClockSetBackMakesNothingYoung()
{
    const std::vector<ClockReading> readings{{up(hour), nine, ProcessId{1}},
                                             {up(hour * 2), nine - hour * 2, ProcessId{1}}};
    const ClockHistory history(readings, nine - hour, up(hour * 3));
    QCOMPARE(history.age(nine + second, ProcessId{1}),
             Microseconds(hour * 2 - second)); // it seems to lie an hour ahead
    QVERIFY(!history.hasMoved());
    QCOMPARE(history.last(minute).size(), 2U); // by the wall clock, and within the second reading
}

void ClockHistoryTest::whatWasWrittenBeforeThisBootGoesByTheWallClock()
{
    const std::vector<ClockReading> readings{{up(second), nine, ProcessId{4}}};
    const ClockHistory history(readings, nine + second * 9, up(second * 10));
    QCOMPARE(history.age(nine - second * 11, ProcessId{3}), Microseconds(second * 20));
    QCOMPARE(history.age(nine + second * 4, ProcessId{4}), Microseconds(second * 5));
}

void ClockHistoryTest::anHourThatCameTwiceIsTheSecondOne()
{
    const std::vector<ClockReading> readings{{up(hour), nine, ProcessId{1}}, {up(hour * 2), nine, ProcessId{1}}};
    const ClockHistory history(readings, nine + second * 30, up(hour * 2 + second * 30));
    QCOMPARE(history.age(nine + second * 10, ProcessId{1}),
             Microseconds(second * 20)); // it may also have been an hour before
}

void ClockHistoryTest::whatNoReadingKnowsIsNow()
{
    const std::vector<ClockReading> readings{{up(hour), nine, ProcessId{1}}};
    const ClockHistory history(readings, nine + minute, up(hour + minute));
    QCOMPARE(history.age(nine - hour, ProcessId{1}), Microseconds(0));
    QCOMPARE(history.age(nine + hour, ProcessId{1}), Microseconds(0));
}

void ClockHistoryTest::slewingIsNoStep()
{
    const std::vector<ClockReading> readings{{up(hour), nine, ProcessId{1}}};
    QVERIFY(!ClockHistory(readings, nine + minute + Milliseconds(100), up(hour + minute)).hasMoved());
    QVERIFY(ClockHistory(readings, nine + minute + Milliseconds(101), up(hour + minute)).hasMoved());
    QVERIFY(ClockHistory(readings, nine + minute - Milliseconds(101), up(hour + minute)).hasMoved());
}

QTEST_GUILESS_MAIN(ClockHistoryTest)
#include "clock_history_test.moc"
