// The circuit breaker's rule: which outcomes are failures, and how many of them are too many.

#include "core/random.h"
#include "domain/circuit_breaker.h"

#include <QTest>

#include <deque>

using namespace campanile;

namespace {

/// Outcomes in their order, a 1 for each failure.
BreakerHistory historyOf(const char *outcomes)
{
    BreakerHistory history;
    for (; *outcomes != '\0'; ++outcomes) {
        history.add(*outcomes == '1');
    }
    return history;
}

} // namespace

class CircuitBreakerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNewHistoryHasNothing();
    void aHistoryCountsRunAndShare();
    void aHistoryForgetsTheOldest();
    void aRunTrips();
    void moreThanTheShareOfTheWindowTrips();
    void whatIsSwitchedOffDoesNotTrip();
    void failuresAreWhatTellsOfCarrierCallerIdOrList();
};

void CircuitBreakerTest::aNewHistoryHasNothing()
{
    const BreakerHistory history;
    QCOMPARE(history.count, 0);
    QCOMPARE(history.run(), 0);
    QCOMPARE(history.failuresIn(50), 0);
    QVERIFY(!trips({}, history));
}

void CircuitBreakerTest::aHistoryCountsRunAndShare()
{
    QCOMPARE(historyOf("111").run(), 3);
    QCOMPARE(historyOf("1110").run(), 0);
    QCOMPARE(historyOf("011011").run(), 2);
    QCOMPARE(historyOf("011011").failuresIn(6), 4);
    QCOMPARE(historyOf("011011").failuresIn(3), 2);
    QCOMPARE(historyOf("11").failuresIn(50), 2);
}

void CircuitBreakerTest::aHistoryForgetsTheOldest()
{
    Random random(7);
    BreakerHistory history;
    std::deque<bool> all;
    for (int i = 0; i < 1'000; ++i) {
        const bool failed = random.below(4) != 0;
        history.add(failed);
        all.push_front(failed);
        for (const int window : {1, 2, 20, 50, 63}) {
            const auto end = all.begin() + std::min<std::ptrdiff_t>(window, static_cast<std::ptrdiff_t>(all.size()));
            QCOMPARE(history.failuresIn(window), static_cast<int>(std::count(all.begin(), end, true)));
        }
        const auto run = std::find(all.begin(), all.end(), false) - all.begin();
        QCOMPARE(history.run(), static_cast<int>(std::min<std::ptrdiff_t>(run, 63)));
    }
    QCOMPARE(history.count, 63);
}

void CircuitBreakerTest::aRunTrips()
{
    const CircuitBreaker breaker{.run = 3, .percent = 100, .window = 50};
    QVERIFY(!trips(breaker, historyOf("11")));
    QVERIFY(trips(breaker, historyOf("111")));
    QVERIFY(trips(breaker, historyOf("0111")));
    QVERIFY(!trips(breaker, historyOf("11011")));
    BreakerHistory usual;
    for (int i = 1; i <= 20; ++i) {
        QVERIFY(!trips({}, usual));
        usual.add(true);
    }
    QVERIFY(trips({}, usual)); // 20 in a row
}

void CircuitBreakerTest::moreThanTheShareOfTheWindowTrips()
{
    const CircuitBreaker breaker{.run = 0, .percent = 50, .window = 4};
    QVERIFY(!trips(breaker, historyOf("11")));
    QVERIFY(trips(breaker, historyOf("111"))); // whatever the fourth is
    QVERIFY(!trips(breaker, historyOf("0101")));
    QVERIFY(trips(breaker, historyOf("1101")));
    QVERIFY(trips(breaker, historyOf("01101"))); // the last four
    QVERIFY(!trips(breaker, historyOf("11100100")));
    const CircuitBreaker widest{.run = 0, .percent = 50, .window = 63};
    BreakerHistory history;
    for (int i = 0; i < 31; ++i) {
        history.add(true);
        history.add(false);
        QVERIFY(!trips(widest, history));
    }
    history.add(true);
    QVERIFY(trips(widest, history)); // 32 of 63
}

void CircuitBreakerTest::whatIsSwitchedOffDoesNotTrip()
{
    BreakerHistory history;
    for (int i = 0; i < 200; ++i) {
        history.add(true);
        QVERIFY(!trips({.run = 0, .percent = 100, .window = 50}, history));
    }
}

void CircuitBreakerTest::failuresAreWhatTellsOfCarrierCallerIdOrList()
{
    for (const EndReason reason : allEndReasons) {
        const bool failure = reason == EndReason::CarrierError || reason == EndReason::InvalidNumber ||
                             reason == EndReason::Declined || reason == EndReason::TrunkRefused ||
                             reason == EndReason::TrunkAuthentication || reason == EndReason::MediaMismatch;
        QCOMPARE(isFailure(reason), failure);
        QVERIFY(!failure || tellsOfTheCarrier(reason));
        QVERIFY(!wasAnswered(reason) || tellsOfTheCarrier(reason));
    }
    QVERIFY(tellsOfTheCarrier(EndReason::Busy));
    QVERIFY(tellsOfTheCarrier(EndReason::NoAnswer));
    for (const EndReason reason :
         {EndReason::NotSent, EndReason::Cancelled, EndReason::OutcomeUnknown, EndReason::Blocked, EndReason::Missed,
          EndReason::InsufficientCredits, EndReason::TrunkThrottled, EndReason::VariablesMissing}) {
        QVERIFY(!tellsOfTheCarrier(reason));
    }
}

QTEST_GUILESS_MAIN(CircuitBreakerTest)

#include "circuit_breaker_test.moc"
