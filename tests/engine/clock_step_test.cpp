// Somebody sets the clock while people wait to be called: nobody waits longer for it, and nobody is called sooner.

#include "support/durations.h"
#include "support/manual_world.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

namespace {

constexpr E164 alice{14155552000};

/// Alice is on the line. Her campaign tries her twice, half an hour apart, and a row of it may be an hour late.
class SteppedWorld : public ManualWorld {
public:
    SteppedWorld()
    {
        Campaign plan = bulkPlan(*this);
        plan.misfireGrace = hour;
        plan.retry = {.maxAttempts = 2, .delay = minute * 30};
        added(*this, plan);
        addTargets(plan.id, 1, alice);
        begin(plan.id);
        if (dialsTo(alice) != 1) {
            qFatal("The test expected one call.");
        }
    }
    [[nodiscard]] AttemptId call() const { return script.dials.front().attempt; }
    /// Whether she is called again after half an hour, and not earlier.
    bool isTriedAgainInTime()
    {
        life->runFor(minute * 29);
        return dialsTo(alice) == 1 && life->runUntil([this] { return dialsTo(alice) == 2; }, minute * 3);
    }
};

} // namespace

class ClockStepTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aListGoesOnAfterTheClockWasSetBack();
    void aRetryWaitsAsLongAsItWasTo_data();
    void aRetryWaitsAsLongAsItWasTo();
    void aRetryOfACallThatEndsAfterTheStepWaitsNoLonger_data() { aRetryWaitsAsLongAsItWasTo_data(); }
    void aRetryOfACallThatEndsAfterTheStepWaitsNoLonger();
    void aRetryOfACallThatEndedBeforeTheStepWaitsNoLonger_data() { aRetryWaitsAsLongAsItWasTo_data(); }
    void aRetryOfACallThatEndedBeforeTheStepWaitsNoLonger();
    void aCallThatEndsInATimeThatIsShownTwiceEndsNow();
    void aCallForAnInstantIsMadeWhenTheClockSaysSo();
    void aCallForAnInstantThatIsGivenBackWaitsForItAgain();
    void aCallOfWhichNobodyHeardIsNotLateForTheClock();
    void aCallThatIsGivenBackAfterTheStepIsNotLateForTheClock();
    void anEditLeavesATriedOccurrenceAloneThatTheClockHasPutAhead();
};

void ClockStepTest::aListGoesOnAfterTheClockWasSetBack()
{
    ManualWorld world;
    const CampaignId id = world.addCampaign({.ratePerMinute = 6}).id;
    world.addTargets(id, 30);
    world.begin(id);
    world.life->runFor(minute);
    const int before = world.dials();
    QVERIFY(before >= 5 && before <= 8);
    world.clock.stepWall(-hour * 24 * 365);
    world.life->runFor(minute * 2);
    QVERIFY2(world.dials() >= before + 8, qPrintable(QString::number(world.dials())));
}

void ClockStepTest::aRetryWaitsAsLongAsItWasTo_data()
{
    QTest::addColumn<Milliseconds>("step");
    QTest::newRow("put forward") << hour * 5;
    QTest::newRow("set back") << -hour * 5;
}

void ClockStepTest::aRetryWaitsAsLongAsItWasTo()
{
    QFETCH(const Milliseconds, step);
    ManualWorld world;
    Campaign plan = world.addCampaign();
    world.db.execute("UPDATE campaigns SET max_attempts = 2, retry_delay_ms = ?", minute * 30);
    world.addTargets(plan.id, 1, alice);
    world.begin(plan.id);
    QCOMPARE(world.dialsTo(alice), 1);
    const BootTime ended = world.clock.boot();
    world.endAll(EndReason::Busy);
    world.clock.stepWall(step);
    world.life->runFor(minute * 29);
    QCOMPARE(world.dialsTo(alice), 1);
    QVERIFY(world.life->runUntil([&] { return world.dialsTo(alice) == 2; }, minute * 3));
    QVERIFY(world.clock.boot() - ended >= minute * 30);
}

/// The step is noted with the outcome, or the next pass of the gate would move the new row as if it had waited before.
void ClockStepTest::aRetryOfACallThatEndsAfterTheStepWaitsNoLonger()
{
    QFETCH(const Milliseconds, step);
    SteppedWorld world;
    world.clock.stepWall(step);
    world.endAll(EndReason::Busy);
    QVERIFY(world.isTriedAgainInTime());
}

void ClockStepTest::aRetryOfACallThatEndedBeforeTheStepWaitsNoLonger()
{
    QFETCH(const Milliseconds, step);
    SteppedWorld world;
    const Instant ended = world.clock.now();
    world.clock.stepWall(step); // before the engine hears of it
    world.carrier().end(CarrierEvent::ended(world.call(), ended, EndReason::Busy, EndOrigin::Callee));
    QVERIFY(world.isTriedAgainInTime());
}

/// What ends now is not taken for something that ended ten minutes ago, when the clock showed the same time.
void ClockStepTest::aCallThatEndsInATimeThatIsShownTwiceEndsNow()
{
    SteppedWorld world;
    world.life->runFor(minute * 20);
    world.clock.stepWall(-minute * 10);
    world.endAll(EndReason::Busy);
    QVERIFY(world.isTriedAgainInTime());
}

void ClockStepTest::aCallForAnInstantIsMadeWhenTheClockSaysSo()
{
    ManualWorld world;
    world.place(oneOffCall(world, alice, hour));
    world.life->runFor(minute);
    QCOMPARE(world.dialsTo(alice), 0);
    world.clock.stepWall(hour - minute * 2);
    world.life->runFor(second * 30);
    QCOMPARE(world.dialsTo(alice), 0);
    world.life->runFor(minute);
    QCOMPARE(world.dialsTo(alice), 1);
}

void ClockStepTest::aCallForAnInstantThatIsGivenBackWaitsForItAgain()
{
    ManualWorld world;
    world.script.verdict = [](const Attempt &) { return Inquiry{Inquiry::Answer::Never, {}}; };
    world.place(oneOffCall(world, alice, hour));
    world.life->runFor(hour + second);
    QCOMPARE(world.dialsTo(alice), 1);
    world.clock.stepWall(-minute * 30);
    world.restart(); // nobody heard of the first dial
    world.life->runFor(minute * 29);
    QCOMPARE(world.dialsTo(alice), 1);
    world.life->runFor(minute);
    QCOMPARE(world.dialsTo(alice), 2);
}

/// The clock is put forward by five hours while it is being found out what became of a call: when it turns out that
/// nobody heard of it, it is dialled again, and not five hours late.
void ClockStepTest::aCallOfWhichNobodyHeardIsNotLateForTheClock()
{
    ManualWorld world;
    Campaign plan = bulkPlan(world);
    plan.misfireGrace = hour;
    added(world, plan);
    world.addTargets(plan.id, 1, alice);
    world.begin(plan.id);
    QCOMPARE(world.dialsTo(alice), 1);
    world.restart(); // the carrier cannot say
    world.life->runFor(second * 40);
    world.clock.stepWall(hour * 5);
    world.life->runFor(minute * 2);
    QCOMPARE(world.attempt(world.script.dials[0].attempt).state, AttemptState::Resolving);
    world.script.verdict = [](const Attempt &) { return Inquiry{Inquiry::Answer::Never, {}}; };
    world.life->runFor(minute * 2);
    QCOMPARE(world.dialsTo(alice), 2);
}

void ClockStepTest::aCallThatIsGivenBackAfterTheStepIsNotLateForTheClock()
{
    SteppedWorld world;
    world.clock.stepWall(hour * 5);
    world.carrier().end(CarrierEvent::notSent(world.call(), world.clock.now()));
    world.life->runFor(second * 10);
    QCOMPARE(world.dialsTo(alice), 2); // and was not missed
}

void ClockStepTest::anEditLeavesATriedOccurrenceAloneThatTheClockHasPutAhead()
{
    ManualWorld world;
    liftTheNumberLedger(world);
    Campaign campaign = recurringPlan(world, QStringLiteral("30 * * * *"));
    campaign.retry = {.maxAttempts = 2, .delay = minute * 10};
    added(world, campaign);
    world.begin(campaign.id);
    const ScheduledCallId tried = QueueStore(world.db).pendingOf(campaign.id, 1).front().id;
    world.life->runFor(minute * 31);
    QCOMPARE(world.dials(), 1);
    world.endAll(EndReason::Busy);
    world.clock.stepWall(-hour); // it was planned for an instant that is still to come now
    world.write([&](WriteTransaction &transaction) { Materializer(transaction).materializeAnew(campaign.id); });
    QVERIFY(QueueStore(world.db).find(tried).has_value());
    world.begin(campaign.id);
    world.life->runFor(minute * 11);
    QCOMPARE(world.dials(), 2);
    QCOMPARE(world.script.dials[1].n, 2); // its retry, and no occurrence of the same instant
    world.endAll(EndReason::Busy);
    world.life->runFor(minute * 50);
    QCOMPARE(world.dials(), 2);
}

QTEST_GUILESS_MAIN(ClockStepTest)
#include "clock_step_test.moc"
