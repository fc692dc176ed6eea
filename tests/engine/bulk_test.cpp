// A list of people is called, from the first dial to the last outcome, over pauses, cancelling and changes.

#include "storage/import_store.h"
#include "support/durations.h"
#include "support/most_in_a_minute.h"
#include "support/simulated_world.h"

#include <QTest>

#include <map>
#include <set>

using namespace campanile;
using namespace campanile::test;

class BulkTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCampaignOfTwoThousandCallsEverybodyOnce();
    void retriesGoOutUntilTheBudgetEnds();
    void pauseStopsNewDialsAndCallsInFlightFinish();
    void cancelSkipsTheRestAndCallsInFlightFinish();
    void cancelOfALargeCampaignIsFinishedByTheNextProcess();
    void aSkippedTargetIsNeverDialled();
    void appendedTargetsAreDialled();
    void anEmptyListCompletesWhenItsLastTargetIsSkipped();
    void anUnfinishedImportIsUndoneAtTheStart();
    void theChangeFeedTellsOfEveryCall();
    void theSameSeedGivesTheSameDials();
};

void BulkTest::aCampaignOfTwoThousandCallsEverybodyOnce() // B1-03, B1-24, B1-37
{
    SimulatedWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 300});
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 2'000);
    world.begin();
    QVERIFY(world.runToEnd(campaign.id));
    QCOMPARE(world.status(campaign.id), CampaignStatus::Completed);

    std::set<E164> called;
    for (const Dialled &dial : world.dials) {
        QVERIFY2(called.insert(dial.to).second, qPrintable(dial.to.toString()));
    }
    QCOMPARE(called.size(), 2'000U);
    for (const TargetId id : targets) {
        QVERIFY(isTerminal(world.target(id).status));
        QCOMPARE(world.target(id).attempts, 1);
    }
    const CampaignStats stats = world.stats(campaign.id);
    QCOMPARE(stats, world.recount(campaign.id));
    QCOMPARE(stats.attempts, 2'000);
    QCOMPARE(stats.inFlight, 0);
    QVERIFY(stats.of(TargetStatus::Dispatched) > 1'000); // by the usual rates two thirds answer
    QVERIFY(stats.of(TargetStatus::Failed) > 300);
    QCOMPARE(world.events(EventType::CampaignCompleted, campaign.id), 1);
    QCOMPARE(world.events(EventType::ScheduledCallCreated, campaign.id), 2'000); // B1-39
    QVERIFY(mostInAMinute(world.times()) <= 300);
    // B1-27: 2,000 at 300 a minute take some seven minutes, not more.
    QVERIFY(world.dials.back().at.ms - world.dials.front().at.ms < 7 * minute.count());
}

void BulkTest::retriesGoOutUntilTheBudgetEnds() // B1-25
{
    SimulatedWorld world;
    const Campaign campaign = world.addCampaign({.retry = {.maxAttempts = 3, .delay = minute}});
    world.addTargets(campaign.id, 10, E164{14155550000}); // the reserved endings, each once
    world.begin();
    QVERIFY(world.runToEnd(campaign.id));
    std::map<std::int64_t, int> dials;
    for (const Dialled &dial : world.dials) {
        ++dials[dial.to.digits % 10];
    }
    const std::map<std::int64_t, int> expected = {{0, 1}, {1, 3}, {2, 3}, {3, 1}, {4, 1},
                                                  {5, 2}, {6, 3}, {7, 1}, {8, 1}, {9, 1}};
    QCOMPARE(dials, expected);
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
}

void BulkTest::pauseStopsNewDialsAndCallsInFlightFinish() // B1-37
{
    SimulatedWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 60});
    world.addTargets(campaign.id, 100);
    world.begin();
    QVERIFY(world.life->runUntil([&] { return world.dials.size() == 20; }));
    QVERIFY(world.stats(campaign.id).inFlight > 0);
    world.life->move(campaign.id, CampaignStatus::Paused);
    world.life->runFor(hour);
    QCOMPARE(world.dials.size(), 20U);
    QCOMPARE(world.stats(campaign.id).inFlight, 0);
    QCOMPARE(world.stats(campaign.id).terminal(), 20);
    QCOMPARE(world.status(campaign.id), CampaignStatus::Paused);

    world.life->move(campaign.id, CampaignStatus::Active);
    QVERIFY(world.runToEnd(campaign.id));
    QCOMPARE(world.dials.size(), 100U);
    QVERIFY(mostInAMinute(world.times()) <= 60); // the hour's delay does not come out as a burst
}

void BulkTest::cancelSkipsTheRestAndCallsInFlightFinish() // B1-37, B1-42
{
    SimulatedWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 60});
    world.addTargets(campaign.id, 100);
    world.begin();
    QVERIFY(world.life->runUntil([&] { return world.dials.size() == 20; }));
    world.life->move(campaign.id, CampaignStatus::Cancelled);
    world.life->runFor(hour);
    QCOMPARE(world.dials.size(), 20U);
    QCOMPARE(world.stats(campaign.id).of(TargetStatus::Skipped), 80);
    QCOMPARE(world.stats(campaign.id).terminal(), 100);
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
    QCOMPARE(world.events(EventType::ScheduledCallCancelled, campaign.id), 80);
    QCOMPARE(world.events(EventType::CampaignCompleted, campaign.id), 0);
    QCOMPARE(world.status(campaign.id), CampaignStatus::Cancelled);
}

void BulkTest::cancelOfALargeCampaignIsFinishedByTheNextProcess()
{
    SimulatedWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 1});
    world.addTargets(campaign.id, 3'500);
    world.begin();
    QVERIFY(world.life->runUntil([&] { return world.dials.size() == 1; }));
    // Killed with the cancelling committed, and nothing of the sweep.
    world.setStatus(campaign.id, CampaignStatus::Cancelled);
    world.restart();
    world.life->runFor(minute);
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
    QVERIFY(world.stats(campaign.id).of(TargetStatus::Skipped) >= 3'499);
    QCOMPARE(world.stats(campaign.id).of(TargetStatus::Pending), 0);
    QCOMPARE(world.dials.size(), 1U);
}

void BulkTest::aSkippedTargetIsNeverDialled() // B1-31
{
    SimulatedWorld world;
    const Campaign campaign = world.addCampaign({.status = CampaignStatus::Draft});
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 3);
    world.skip(targets[1]);
    world.begin();
    world.life->move(campaign.id, CampaignStatus::Active);
    QVERIFY(world.runToEnd(campaign.id));
    QCOMPARE(world.dials.size(), 2U);
    QVERIFY(world.callOf(targets[1]).id.isNull()); // no call is ever generated
    QCOMPARE(world.target(targets[1]).status, TargetStatus::Skipped);
}

void BulkTest::appendedTargetsAreDialled() // B1-28
{
    SimulatedWorld world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 3);
    world.begin();
    QVERIFY(world.life->runUntil([&] { return world.dials.size() == 3; }));
    world.addTargets(campaign.id, 2, E164{14155553000});
    world.life->engine.campaignChanged(campaign.id);
    QVERIFY(world.runToEnd(campaign.id));
    QCOMPARE(world.dials.size(), 5U);
}

void BulkTest::anEmptyListCompletesWhenItsLastTargetIsSkipped()
{
    SimulatedWorld world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 1);
    world.skip(targets.front());
    world.begin();
    QVERIFY(world.runToEnd(campaign.id, minute));
    QCOMPARE(world.status(campaign.id), CampaignStatus::Completed);
    QVERIFY(world.dials.empty());
}

void BulkTest::anUnfinishedImportIsUndoneAtTheStart()
{
    SimulatedWorld world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 3);
    const CampaignStats before = world.stats(campaign.id);
    world.write([&](WriteTransaction &tx) {
        ImportStore(tx.db).begin(tx.ids.next<ImportId>(), campaign.workspace, campaign.id, QStringLiteral("list.csv"),
                                 tx.now, ProcessId{});
        CampaignStore(tx.db).setImportingFrom(campaign.id, tx.ids.next<TargetId>());
    });
    world.addTargets(campaign.id, 5'500, E164{14165550000}); // more than one slice
    world.begin();                                           // killed before it was finished
    world.life->runFor(second);
    QVERIFY(CampaignStore(world.db).importingFrom(campaign.id).isNull());
    QVERIFY(ImportStore(world.db).unfinished().empty());
    QCOMPARE(world.stats(campaign.id).total(), before.total());
    QCOMPARE(TargetStore(world.db).numbers(campaign.id).size(), 3U);
    QVERIFY(world.runToEnd(campaign.id));
    QCOMPARE(world.dials.size(), 3U); // nobody of the half list is called
}

void BulkTest::theChangeFeedTellsOfEveryCall()
{
    SimulatedWorld world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 2);
    world.begin();
    world.published.clear();
    QVERIFY(world.runToEnd(campaign.id));
    ChangeSet all;
    for (const ChangeSet &changes : world.published) {
        all.merge(changes);
    }
    QVERIFY(all.calls);
    QVERIFY(all.campaigns.contains(campaign.id));
    QVERIFY(all.targets.contains(campaign.id));
}

void BulkTest::theSameSeedGivesTheSameDials()
{
    std::vector<std::vector<Dialled>> runs;
    std::vector<std::string> contents;
    for (int run = 0; run < 2; ++run) {
        SimulatedWorld world;
        const Campaign campaign =
            world.addCampaign({.ratePerMinute = 100, .retry = {.maxAttempts = 3, .delay = minute}});
        world.addTargets(campaign.id, 300);
        world.begin();
        QVERIFY(world.runToEnd(campaign.id));
        runs.push_back(world.dials);
        contents.push_back(world.contents());
    }
    QVERIFY(runs[0].size() > 300);
    QVERIFY(runs[0] == runs[1]);
    QVERIFY(contents[0] == contents[1]);
}

QTEST_GUILESS_MAIN(BulkTest)
#include "bulk_test.moc"
