// Event loops and replies: the order of events, on virtual time and on the machine's, and replies that come too late.

#include "core/deliver.h"
#include "core/qt_event_loop.h"
#include "core/virtual_event_loop.h"

#include <QTest>
#include <QThread>
#include <QTimer>

#include <thread>

using namespace campanile;

namespace {

constexpr WallTime start{1'767'603'600'000};
constexpr Microseconds second{1'000'000};

} // namespace

class EventLoopTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tasksRunInTheOrderOfPosting();
    void timersRunInTheOrderOfTheirTimes();
    void equalTimesRunInTheOrderOfMaking();
    void tasksRunBeforeTimePasses();
    void timeJumpsToTheNextTimer();
    void aCancelledTimerDoesNotRun();
    void cancellingWhatHasRunDoesNothing();
    void itStopsWhenItIsDone();
    void itStopsAtTheLimit();
    void aTimerOfThePastRunsNow();
    void wallStepsDoNotMoveTimers();
    void theMachinesLoopKeepsTheOrder();
    void theMachinesLoopTakesTasksFromOtherThreads();

    void aClosedLoopRunsNothingMore();
    void aReplyArrivesOnItsReceiversThread();
    void aReplyAfterItsReceiverDiedIsDropped();
    void aReplyThatIsNeverCalledLeavesNothing();
    void aResultIsAValueOrAnError();
};

void EventLoopTest::tasksRunInTheOrderOfPosting()
{
    VirtualClock clock(start);
    VirtualEventLoop loop(clock);
    std::vector<int> order;
    loop.post([&] {
        order.push_back(1);
        loop.post([&] { order.push_back(3); });
    });
    loop.post([&] { order.push_back(2); });
    QVERIFY(order.empty()); // nothing runs before the loop does
    QVERIFY(!loop.runUntil([] { return false; }, second));
    QCOMPARE(order, (std::vector<int>{1, 2, 3}));
}

void EventLoopTest::timersRunInTheOrderOfTheirTimes()
{
    VirtualClock clock(start);
    VirtualEventLoop loop(clock);
    std::vector<int> order;
    for (const int at : {3, 1, 2}) {
        loop.after(second * at, [&order, at] { order.push_back(at); });
    }
    loop.runUntil([] { return false; }, second * 10);
    QCOMPARE(order, (std::vector<int>{1, 2, 3}));
}

void EventLoopTest::equalTimesRunInTheOrderOfMaking()
{
    VirtualClock clock(start);
    VirtualEventLoop loop(clock);
    std::vector<int> order;
    for (int i = 0; i < 100; ++i) {
        loop.after(second, [&order, i] { order.push_back(i); });
    }
    loop.runUntil([] { return false; }, second * 10);
    QCOMPARE(order.size(), 100U);
    QVERIFY(std::is_sorted(order.begin(), order.end()));
}

void EventLoopTest::tasksRunBeforeTimePasses()
{
    VirtualClock clock(start);
    VirtualEventLoop loop(clock);
    std::vector<int> order;
    loop.after(Microseconds(0), [&] { order.push_back(2); });
    loop.post([&] { order.push_back(1); });
    loop.runUntil([] { return false; }, second);
    QCOMPARE(order, (std::vector<int>{1, 2}));
}

void EventLoopTest::timeJumpsToTheNextTimer()
{
    VirtualClock clock(start);
    VirtualEventLoop loop(clock);
    std::vector<WallTime> seen;
    for (const int seconds : {5, 86'400 * 30}) {
        loop.after(second * seconds, [&] { seen.push_back(clock.wall()); });
    }
    loop.runUntil([] { return false; }, second * 86'400 * 31);
    QCOMPARE(seen, (std::vector<WallTime>{start + Milliseconds(5'000), start + Milliseconds(86'400'000LL * 30)}));
}

void EventLoopTest::aCancelledTimerDoesNotRun()
{
    VirtualClock clock(start);
    VirtualEventLoop loop(clock);
    int ran = 0;
    const EventLoop::TimerId first = loop.after(second, [&] { ran += 1; });
    const EventLoop::TimerId second2 = loop.after(second * 2, [&] { ran += 10; });
    loop.after(second, [&] { loop.cancel(second2); });
    loop.cancel(first);
    loop.runUntil([] { return false; }, second * 10);
    QCOMPARE(ran, 0);
}

void EventLoopTest::cancellingWhatHasRunDoesNothing()
{
    VirtualClock clock(start);
    VirtualEventLoop loop(clock);
    int ran = 0;
    const EventLoop::TimerId timer = loop.after(second, [&] { ++ran; });
    loop.runUntil([&] { return ran == 1; }, second * 10);
    loop.after(second, [&] { ++ran; });
    loop.cancel(timer); // it has run: the next one must not suffer
    loop.cancel(0);
    loop.cancel(12'345);
    QVERIFY(loop.runUntil([&] { return ran == 2; }, second * 10));
}

void EventLoopTest::itStopsWhenItIsDone()
{
    VirtualClock clock(start);
    VirtualEventLoop loop(clock);
    int ran = 0;
    for (int i = 1; i <= 10; ++i) {
        loop.after(second * i, [&] { ++ran; });
    }
    QVERIFY(loop.runUntil([&] { return ran == 4; }, second * 60));
    QCOMPARE(ran, 4);
    QCOMPARE(clock.wall(), start + Milliseconds(4'000));
}

void EventLoopTest::itStopsAtTheLimit()
{
    VirtualClock clock(start);
    VirtualEventLoop loop(clock);
    int ran = 0;
    loop.after(second * 2, [&] { ++ran; });
    loop.after(second * 2 + Microseconds(1), [&] { ++ran; });
    QVERIFY(!loop.runUntil([] { return false; }, second * 2));
    QCOMPARE(ran, 1);
}

void EventLoopTest::aTimerOfThePastRunsNow()
{
    VirtualClock clock(start);
    VirtualEventLoop loop(clock);
    bool ran = false;
    loop.after(-second, [&] { ran = true; });
    QVERIFY(loop.runUntil([&] { return ran; }, Microseconds(0)));
    QCOMPARE(clock.wall(), start);
}

void EventLoopTest::wallStepsDoNotMoveTimers()
{
    VirtualClock clock(start);
    VirtualEventLoop loop(clock);
    bool ran = false;
    loop.after(second, [&] { ran = true; });
    clock.stepWall(Milliseconds(-3'600'000));
    QVERIFY(loop.runUntil([&] { return ran; }, second));
    QCOMPARE(clock.mono() - MonoTime{}, second);
}

void EventLoopTest::theMachinesLoopKeepsTheOrder()
{
    const SystemClock clock;
    QtEventLoop loop(clock);
    const MonoTime begun = clock.mono();
    std::vector<int> order;
    MonoTime last;
    loop.after(Milliseconds(30), [&] {
        order.push_back(4);
        last = clock.mono();
    });
    loop.after(Milliseconds(10), [&] { order.push_back(2); });
    const EventLoop::TimerId cancelled = loop.after(Milliseconds(15), [&] { order.push_back(99); });
    loop.after(Milliseconds(10), [&] { order.push_back(3); });
    loop.post([&] { order.push_back(1); });
    loop.cancel(cancelled);
    QTRY_COMPARE(order, (std::vector<int>{1, 2, 3, 4}));
    QVERIFY(last - begun >= Milliseconds(30)); // never too early
}

void EventLoopTest::theMachinesLoopTakesTasksFromOtherThreads()
{
    const SystemClock clock;
    QtEventLoop loop(clock);
    std::vector<int> order;
    QThread *ranOn = nullptr;
    std::thread other([&] {
        for (int i = 0; i < 100; ++i) {
            loop.post([&, i] {
                order.push_back(i);
                ranOn = QThread::currentThread();
            });
        }
    });
    other.join();
    QTRY_COMPARE(order.size(), 100U);
    QVERIFY(std::is_sorted(order.begin(), order.end()));
    QCOMPARE(ranOn, thread());
}

void EventLoopTest::aClosedLoopRunsNothingMore()
{
    const SystemClock clock;
    QtEventLoop loop(clock);
    int ran = 0;
    loop.post([&] {
        ++ran;
        loop.post([&ran] { ran += 10; });
        loop.after(Milliseconds(0), [&ran] { ran += 100; });
        loop.close();
        loop.post([&ran] { ran += 1'000; });
        loop.after(Milliseconds(0), [&ran] { ran += 10'000; });
    });
    loop.post([&ran] { ran += 100'000; });
    bool passed = false;
    QTimer::singleShot(20, this, [&passed] { passed = true; });
    QTRY_VERIFY(passed);
    QCOMPARE(ran, 1);
}

void EventLoopTest::aReplyArrivesOnItsReceiversThread()
{
    QObject receiver;
    int got = 0;
    QThread *arrivedOn = nullptr;
    Reply<int> reply = deliverTo<int>(&receiver, [&](const Result<int> &result) {
        got = *result;
        arrivedOn = QThread::currentThread();
    });
    std::thread worker([reply = std::move(reply)] { reply(42); });
    worker.join();
    QCOMPARE(got, 0); // it waits for the receiver's event loop
    QTRY_COMPARE(got, 42);
    QCOMPARE(arrivedOn, thread());
}

void EventLoopTest::aReplyAfterItsReceiverDiedIsDropped()
{
    auto receiver = std::make_unique<QObject>();
    bool called = false;
    Reply<int> before = deliverTo<int>(receiver.get(), [&](const Result<int> &) { called = true; });
    Reply<int> after = before;
    before(1); // on its way when the receiver dies
    receiver.reset();
    after(2); // sent when it is dead
    bool passed = false;
    QObject living;
    deliverTo<int>(&living, [&](const Result<int> &) { passed = true; })(3); // comes behind both
    QTRY_VERIFY(passed);
    QVERIFY(!called);
}

void EventLoopTest::aReplyThatIsNeverCalledLeavesNothing()
{
    QObject receiver;
    auto held = std::make_shared<int>(1);
    const std::weak_ptr<int> watched = held;
    {
        const Reply<int> reply = deliverTo<int>(&receiver, [held = std::move(held)](const Result<int> &) {});
        QVERIFY(!watched.expired());
    }
    QVERIFY(watched.expired());
}

void EventLoopTest::aResultIsAValueOrAnError()
{
    const Result<int> value(7);
    QVERIFY(value.ok() && static_cast<bool>(value));
    QCOMPARE(*value, 7);
    const Result<int> failed(ErrorCode::Conflict, QStringLiteral("No."), QStringLiteral("#/a"));
    QVERIFY(!failed.ok());
    QCOMPARE(failed.error(), (Error{ErrorCode::Conflict, QStringLiteral("No."), QStringLiteral("#/a")}));
    const Result<void> nothing;
    QVERIFY(nothing.ok());
    const Result<void> refused(ErrorCode::NotFound, QStringLiteral("Gone."));
    QCOMPARE(refused.error().code, ErrorCode::NotFound);
    Result<std::unique_ptr<int>> moves(std::make_unique<int>(3)); // values that cannot be copied pass, too
    QCOMPARE(*std::move(moves).value(), 3);
}

QTEST_GUILESS_MAIN(EventLoopTest)
#include "event_loop_test.moc"
