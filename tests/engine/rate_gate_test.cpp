// Gate: no minute sees more calls than allowed, whoever shares the rate, whatever the clock shows and however often the
// program dies.

#include "domain/ceilings.h"
#include "support/durations.h"
#include "support/gate_world.h"
#include "support/most_in_a_minute.h"

#include <QTest>

#include <algorithm>
#include <array>

using namespace campanile;
using namespace campanile::test;

class RateGateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theMostRestrictiveRateWins_data();
    void theMostRestrictiveRateWins();
    void whatRingsAPersonKeepsToTheCeilingWithoutAnyRate();
    void twoCampaignsOnOneNumberTogetherKeepItsRate();
    void aRolledBackPassDoesNotMoveTheBuckets();
    void aRestartDoesNotBurst();
    void theRateHoldsOverARestartAfterTheClockWasPutForward_data();
    void theRateHoldsOverARestartAfterTheClockWasPutForward();
    void theRateHoldsWhereTheClockIsSetAndTheProgramDiesAgainAndAgain();
};

void RateGateTest::theMostRestrictiveRateWins_data()
{
    QTest::addColumn<int>("workspaceRate");
    QTest::addColumn<int>("numberRate");
    QTest::addColumn<int>("campaignRate");
    QTest::newRow("workspace") << 12 << 30 << 60;
    QTest::newRow("number") << 60 << 12 << 30;
    QTest::newRow("campaign") << 30 << 60 << 12;
    QTest::newRow("only the campaign's") << 0 << 0 << 30;
    QTest::newRow("only the number's") << 0 << 7 << 0;
    QTest::newRow("only the workspace's") << 13 << 0 << 0;
}

void RateGateTest::theMostRestrictiveRateWins() // B1-35, B1-36
{
    QFETCH(const int, workspaceRate);
    QFETCH(const int, numberRate);
    QFETCH(const int, campaignRate);
    GateWorld world;
    Workspace workspace = world.workspace;
    workspace.ratePerMinute = workspaceRate;
    world.save(workspace);
    PhoneNumber number = world.number;
    number.ratePerMinute = numberRate;
    world.save(number);
    const Campaign campaign = world.addCampaign({.ratePerMinute = campaignRate});
    world.addTargets(campaign.id, 400);
    world.materialize(campaign.id);
    world.db.execute("UPDATE scheduled_calls SET due_at = ?", world.clock.wall()); // all due: only the rates hold

    std::vector<WallTime> calls;
    const WallTime end = startOfTest + minute * 10;
    while (world.clock.wall() < end) {
        const Result<Passage> admission = world.pass({campaign.id});
        calls.insert(calls.end(), admission->permits.size(), world.clock.wall());
        const WallTime next = admission->lanes.at(0).hold.until;
        QVERIFY(next > world.clock.wall());
        world.clock.advance(Milliseconds(next.ms - world.clock.wall().ms));
    }
    int least = 60'000;
    for (const int rate : {workspaceRate, numberRate, campaignRate}) {
        least = rate > 0 ? std::min(least, rate) : least;
    }
    QVERIFY2(mostInAMinute(calls) <= static_cast<std::size_t>(least),
             qPrintable(QString::number(mostInAMinute(calls))));
    QVERIFY(calls.size() >= static_cast<std::size_t>(least) * 10 - 10); // and it is used
}

void RateGateTest::whatRingsAPersonKeepsToTheCeilingWithoutAnyRate()
{
    GateWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 0});
    world.addTargets(campaign.id, 100);
    world.materialize(campaign.id);
    world.db.execute("UPDATE trunks SET kind = ?", CarrierKind::Sip);
    constexpr Milliseconds interval{60'000 / ceilings::ratePerMinute};
    for (int i = 0; i < 10; ++i) {
        QCOMPARE(world.pass({campaign.id})->permits.size(), 1U);
        const Result<Passage> again = world.pass({campaign.id});
        QCOMPARE(again->permits.size(), 0U);
        QCOMPARE(holdOf(again), HoldReason::WorkspaceRate);
        world.clock.advance(interval);
    }
    world.db.execute("UPDATE trunks SET kind = ?", CarrierKind::Simulated);
    QCOMPARE(world.pass({campaign.id})->permits.size(), 90U);
}

void RateGateTest::twoCampaignsOnOneNumberTogetherKeepItsRate()
{
    GateWorld world;
    PhoneNumber number = world.number;
    number.ratePerMinute = 20;
    world.save(number);
    std::vector<CampaignId> lanes;
    for (int i = 0; i < 2; ++i) {
        const Campaign campaign = world.addCampaign();
        world.addTargets(campaign.id, 100, E164{14155552000 + i * 100});
        world.materialize(campaign.id);
        lanes.push_back(campaign.id);
    }
    std::vector<WallTime> calls;
    for (int i = 0; i < 600; ++i) {
        calls.insert(calls.end(), world.pass(lanes)->permits.size(), world.clock.wall());
        world.clock.advance(Milliseconds(500));
    }
    QVERIFY(mostInAMinute(calls) <= 20);
    QCOMPARE(calls.size(), 100U); // five minutes at 20
}

void RateGateTest::aRolledBackPassDoesNotMoveTheBuckets()
{
    GateWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 2});
    world.addTargets(campaign.id, 3);
    world.materialize(campaign.id);
    world.writer.fault = [](WritePriority) { return std::optional(Error{ErrorCode::StorageFailed, {}, {}}); };
    QVERIFY(!world.pass({campaign.id}).ok());
    world.writer.fault = {};
    QCOMPARE(world.pass({campaign.id})->permits.size(), 1U);
    QCOMPARE(world.pass({campaign.id})->permits.size(), 0U);
}

void RateGateTest::aRestartDoesNotBurst()
{
    GateWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 30});
    world.addTargets(campaign.id, 400);
    world.materialize(campaign.id);
    world.db.execute("UPDATE scheduled_calls SET due_at = ?", world.clock.wall() - hour * 2);
    std::vector<WallTime> calls;
    // A new gate every 900 ms is a program that keeps dying: no window may see more than the rate for all that.
    for (int i = 0; i < 200; ++i) {
        Gate gate(world.writer, world.db, world.clock, world.options());
        for (int j = 0; j < 3; ++j) {
            calls.insert(calls.end(), GateWorld::passOf(gate, {campaign.id})->permits.size(), world.clock.wall());
            world.clock.advance(Milliseconds(300));
        }
    }
    QVERIFY2(mostInAMinute(calls) <= 30, qPrintable(QString::number(mostInAMinute(calls))));
    QVERIFY(calls.size() > 60);
}

void RateGateTest::theRateHoldsOverARestartAfterTheClockWasPutForward_data()
{
    QTest::addColumn<int>("workspaceRate");
    QTest::addColumn<int>("numberRate");
    QTest::addColumn<int>("campaignRate");
    QTest::newRow("workspace") << 30 << 0 << 0;
    QTest::newRow("number") << 0 << 30 << 0;
    QTest::newRow("campaign") << 0 << 0 << 30;
}

void RateGateTest::theRateHoldsOverARestartAfterTheClockWasPutForward()
{
    QFETCH(const int, workspaceRate);
    QFETCH(const int, numberRate);
    QFETCH(const int, campaignRate);
    GateWorld world;
    Workspace workspace = world.workspace;
    workspace.ratePerMinute = workspaceRate;
    world.save(workspace);
    PhoneNumber number = world.number;
    number.ratePerMinute = numberRate;
    world.save(number);
    const Campaign campaign = world.addCampaign({.ratePerMinute = campaignRate});
    world.addTargets(campaign.id, 100);
    world.materialize(campaign.id);
    world.db.execute("UPDATE scheduled_calls SET due_at = ?", world.clock.wall());
    std::size_t calls = 0;
    for (int second = 0; second < 59; second += 2) {
        calls += world.pass({campaign.id})->permits.size();
        world.clock.advance(Milliseconds(second == 58 ? 0 : 2'000));
    }
    QCOMPARE(calls, 30U);
    world.clock.stepWall(hour);
    Gate next(world.writer, world.db, world.clock, world.options());
    calls += GateWorld::passOf(next, {campaign.id})->permits.size();
    QCOMPARE(calls, 30U);
}

void RateGateTest::theRateHoldsWhereTheClockIsSetAndTheProgramDiesAgainAndAgain()
{
    GateWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 6});
    world.addTargets(campaign.id, 400);
    world.materialize(campaign.id);
    const std::array<Milliseconds, 5> steps{hour, -hour * 3, Milliseconds(7'000), -Milliseconds(20'000), hour * 26};
    std::vector<WallTime> calls; // by a clock that nobody sets
    for (int life = 0; life < 60; ++life) {
        Gate gate(world.writer, world.db, world.clock, world.options());
        for (int look = 0; look < 5; ++look) {
            world.db.execute("UPDATE scheduled_calls SET due_at = ? WHERE status = 0", world.clock.wall());
            calls.insert(calls.end(), GateWorld::passOf(gate, {campaign.id})->permits.size(),
                         WallTime{world.clock.boot().us / 1'000});
            world.clock.advance(Milliseconds(1'700));
            if (look == life % 4) {
                world.clock.stepWall(steps.at(static_cast<std::size_t>(life) % steps.size()));
            }
        }
    }
    QVERIFY2(mostInAMinute(calls) <= 6, qPrintable(QString::number(mostInAMinute(calls))));
    QVERIFY2(calls.size() > 25, qPrintable(QString::number(calls.size())));
}

QTEST_GUILESS_MAIN(RateGateTest)
#include "rate_gate_test.moc"
