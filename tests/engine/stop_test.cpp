// What ends dialling, and what ends calls: Stop all, another process, hanging up, the end of the program.

#include "support/durations.h"
#include "support/manual_world.h"
#include "support/most_in_a_minute.h"
#include "support/simulated_world.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

class StopTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stopAllStopsAtOnceAndReleaseGoesOn();
    void stopAllHoldsOverARestart();
    void permitsOnTheirWayWhenStopAllComesAreNotUsed();
    void anotherProcessThatTookOverEndsAllDialling();
    void hangUpEndsACall();
    void drainWaitsForCallsThenHangsUp();
};

void StopTest::stopAllStopsAtOnceAndReleaseGoesOn()
{
    SimulatedWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 60});
    world.addTargets(campaign.id, 50);
    world.begin();
    QVERIFY(world.life->runUntil([&] { return world.dials.size() == 10; }));
    world.life->engine.stopAll();
    QVERIFY(world.life->engine.isStopped());
    world.life->runFor(hour);
    QCOMPARE(world.dials.size(), 10U);
    QCOMPARE(world.stats(campaign.id).inFlight, 0); // calls in flight have ended by themselves
    QCOMPARE(world.life->holds.of({campaign.id, {}}).reason, HoldReason::Stopped);
    world.life->engine.release();
    QVERIFY(world.runToEnd(campaign.id));
    QCOMPARE(world.dials.size(), 50U);
    QVERIFY(mostInAMinute(world.times()) <= 60);
}

void StopTest::stopAllHoldsOverARestart()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 3);
    ManualCarrier::Script script;
    EngineLife life(world, script, true);
    life.runFor(hour);
    QVERIFY(script.dials.empty());
    life.engine.release();
    life.runFor(second);
    QCOMPARE(script.dials.size(), 3U);
}

void StopTest::permitsOnTheirWayWhenStopAllComesAreNotUsed()
{
    ManualWorld world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 2);
    world.life->engine.campaignChanged(campaign.id);
    // The intents are committed; the permits lie in the loop.
    QVERIFY(world.life->runUntil([&] { return world.stats(campaign.id).inFlight == 2; }));
    QVERIFY(world.script.dials.empty());
    world.life->engine.stopAll();
    world.life->runFor(minute);
    QVERIFY(world.script.dials.empty());
    for (const TargetId target : targets) {
        QCOMPARE(world.callOf(target).status, ScheduledCallStatus::Pending);
        QCOMPARE(world.callOf(target).attempt, 0);
    }
    world.life->engine.release();
    world.life->runFor(minute);
    QCOMPARE(world.script.dials.size(), 2U);
}

void StopTest::anotherProcessThatTookOverEndsAllDialling()
{
    SimulatedWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 60});
    world.addTargets(campaign.id, 50);
    world.begin();
    QVERIFY(world.life->runUntil([&] { return world.dials.size() == 5; }));
    ProcessStore(world.db).enrolAlone(world.clock.wall());
    world.life->runFor(hour);
    QCOMPARE(world.dials.size(), 5U);
    QCOMPARE(world.life->engine.problem().code, EngineProblem::Code::TakenOver);
    world.life->engine.release(); // nothing brings it back
    world.life->engine.campaignChanged(campaign.id);
    world.life->runFor(hour);
    QCOMPARE(world.dials.size(), 5U);
}

void StopTest::hangUpEndsACall()
{
    ManualWorld world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 1);
    world.begin(campaign.id);
    const AttemptId attempt = world.script.dials.at(0).attempt;
    world.life->engine.hangUp(attempt);
    world.life->runFor(second);
    QCOMPARE(world.attempt(attempt).endReason, std::optional(EndReason::Cancelled));
    world.life->engine.hangUp(attempt); // and once more does no harm
    world.life->runFor(second);
    QCOMPARE(world.status(campaign.id), CampaignStatus::Completed);
}

void StopTest::drainWaitsForCallsThenHangsUp()
{
    ManualWorld world;
    const Campaign campaign = world.addCampaign({.maxConcurrent = 2});
    world.addTargets(campaign.id, 4);
    world.begin(campaign.id);
    QCOMPARE(world.script.dials.size(), 2U);
    bool drained = false;
    const WallTime begun = world.clock.wall();
    world.life->engine.drain(second * 2, [&drained] { drained = true; });
    world.life->runFor(second);
    QVERIFY(!drained);
    world.carrier().answer(world.script.dials[0].attempt);
    world.carrier().end(world.script.dials[0].attempt, EndReason::CalleeHangup); // this one made it
    QVERIFY(world.life->runUntil([&drained] { return drained; }));
    QVERIFY(world.clock.wall() >= begun + second * 2);
    QVERIFY(world.clock.wall() < begun + second * 4);
    QCOMPARE(world.attempt(world.script.dials[0].attempt).endReason, std::optional(EndReason::CalleeHangup));
    QCOMPARE(world.attempt(world.script.dials[1].attempt).endReason, std::optional(EndReason::Cancelled));
    QCOMPARE(world.script.dials.size(), 2U);
}

QTEST_GUILESS_MAIN(StopTest)
#include "stop_test.moc"
