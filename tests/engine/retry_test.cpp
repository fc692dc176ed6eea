// Retries: each goes out when it is due, however late the attempt before was, and none is lost.

#include "support/durations.h"
#include "support/manual_world.h"
#include "support/reports.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

namespace {

constexpr E164 alice{14155552000};

/// A one-off call to Alice that was given back 50 minutes after it was due, and is on again.
class LateWorld : public ManualWorld {
public:
    LateWorld()
    {
        script.verdict = [](const Attempt &) { return Inquiry{Inquiry::Answer::Never, {}}; };
        ScheduledCall call = oneOffCall(*this, alice);
        call.maxAttempts = 2;
        id = place(call);
        life->runFor(second);
        restart(minute * 50);
        life->runFor(minute);
        if (dials() != 2) {
            qFatal("The test expected the call to be dialled again.");
        }
        script.verdict = {};
    }

    ScheduledCallId id;
};

} // namespace

class RetryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRetryThatTheCapOfTheDayHoldsGoesOutADayLater();
    void aRetryIsNotAsLateAsTheAttemptBefore();
    void whatAPersonHasDialledAgainIsNotAsLateAsItWas();
    void ofTwoThatEndTogetherTheEarlierRetryWakesTheLane_data();
    void ofTwoThatEndTogetherTheEarlierRetryWakesTheLane();
};

void RetryTest::aRetryThatTheCapOfTheDayHoldsGoesOutADayLater()
{
    ManualWorld world;
    Workspace limits = world.workspace;
    limits.maxPerDay = 1;
    world.save(limits);
    Campaign campaign = bulkPlan(world);
    campaign.misfireGrace = hour;
    campaign.retry = {.maxAttempts = 2};
    added(world, campaign);
    const TargetId target = world.addTargets(campaign.id, 1, alice).front();
    world.begin(campaign.id);
    world.endAll(EndReason::Busy);
    world.life->runFor(hour);
    QCOMPARE(world.dialsTo(alice), 1);
    QCOMPARE(world.callOf(target).status, ScheduledCallStatus::Pending); // it waits, and is not missed
    world.life->runFor(day);
    QCOMPARE(world.dialsTo(alice), 2);
    QVERIFY(world.dialTimes()[1] - world.dialTimes()[0] >= day);
}

void RetryTest::aRetryIsNotAsLateAsTheAttemptBefore()
{
    LateWorld world;
    QVERIFY(world.row(world.id).late >= minute * 50);
    world.endAll(EndReason::Busy);
    QCOMPARE(world.row(world.id).late, Milliseconds(0));
    world.restart(minute * 30); // it comes a quarter of an hour late; an hour is its grace
    world.life->runFor(second);
    QCOMPARE(world.dials(), 3);
}

void RetryTest::whatAPersonHasDialledAgainIsNotAsLateAsItWas()
{
    LateWorld world;
    world.restart(); // the carrier cannot say
    world.life->runFor(minute * 16);
    QVERIFY(world.row(world.id).undecided);
    const auto decided = world.write([&](WriteTransaction &transaction) {
        return Settlement(transaction).decide(world.id, UnknownDecision::DialAgain);
    });
    QVERIFY(decided.ok());
    QCOMPARE(world.row(world.id).late, Milliseconds(0));
    world.restart(minute * 30);
    world.life->runFor(second);
    QCOMPARE(world.dials(), 3);
}

void RetryTest::ofTwoThatEndTogetherTheEarlierRetryWakesTheLane_data()
{
    QTest::addColumn<bool>("earlierFirst");
    QTest::newRow("the earlier one is settled first") << true;
    QTest::newRow("the later one is settled first") << false;
}

void RetryTest::ofTwoThatEndTogetherTheEarlierRetryWakesTheLane()
{
    QFETCH(const bool, earlierFirst);
    ManualWorld world;
    const Campaign campaign = world.addCampaign({.retry = {.maxAttempts = 2, .delay = minute}});
    world.addTargets(campaign.id, 2);
    world.begin(campaign.id);
    QCOMPARE(world.dials(), 2);
    const WallTime now = world.clock.wall();
    std::vector<AttemptReport> reports{ended(world.script.dials[0].attempt, EndReason::Busy, now),
                                       ended(world.script.dials[1].attempt, EndReason::Busy, now + second * 30)};
    if (!earlierFirst) {
        std::swap(reports[0], reports[1]);
    }
    const Settled settled = world.settle(reports);
    QCOMPARE(settled.lanes.at({campaign.id, {}}), std::optional(now + minute));
}

QTEST_GUILESS_MAIN(RetryTest)
#include "retry_test.moc"
