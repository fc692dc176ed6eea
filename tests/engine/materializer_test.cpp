// Materializer: a campaign's plan becomes rows of the queue, an hour of them, each target at most once.

#include "engine/recovery/import_undo.h"
#include "storage/import_store.h"
#include "support/test_database.h"

#include <QTest>

#include <limits>

using namespace campanile;
using namespace campanile::test;

Q_DECLARE_METATYPE(campanile::CampaignStatus)

namespace {

Materialized step(TestDatabase &world, CampaignId campaign)
{
    return world.write([&](WriteTransaction &transaction) { return Materializer(transaction).step(campaign); });
}

std::int64_t rows(TestDatabase &world, CampaignId campaign)
{
    return QueueStore(world.db).pendingCount(campaign, WallTime{std::numeric_limits<std::int64_t>::max()}, 1'000'000);
}

} // namespace

class MaterializerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTargetBecomesARow();
    void rowsAreSpacedAtTheCampaignsRate();
    void aSecondStepChangesNothing();
    void aTargetHasOneRowWhateverItsStatusSays();
    void itsWindowIsAnHour_data();
    void itsWindowIsAnHour();
    void theWindowFillsAgainBehindTheRowsThatWait();
    void onlyAnActiveCampaignIsExpanded_data();
    void onlyAnActiveCampaignIsExpanded();
    void rowsOfAnUnfinishedImportAreNotScheduled();
    void anUndoneImportLeavesTheCampaignAsItWas();
    void anUndoneImportTakesSkippedRowsWithIt();
    void aCancelledCampaignIsSweptStepByStep();
    void theSweepLeavesCallsInFlightAlone();
    void aCampaignWithNothingLeftCompletes();
    void aCampaignWithoutTargetsDoesNotComplete();
};

void MaterializerTest::aTargetBecomesARow()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 1, E164{14155550142});
    QCOMPARE(step(world, campaign.id).created, 1);
    const ScheduledCall row = world.callOf(targets[0]);
    QCOMPARE(row.to, E164{14155550142});
    QCOMPARE(row.campaign, campaign.id);
    QCOMPARE(row.workspace, world.workspace.id);
    QCOMPARE(row.agent, world.agent.id);
    QCOMPARE(row.fromNumber, world.number.id);
    QCOMPARE(row.status, ScheduledCallStatus::Pending);
    QCOMPARE(row.attempt, 0);
    QCOMPARE(world.target(targets[0]).status, TargetStatus::Scheduled);
    QCOMPARE(world.events(EventType::ScheduledCallCreated, campaign.id), 1); // B1-39
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
}

void MaterializerTest::rowsAreSpacedAtTheCampaignsRate()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 30});
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 50);
    step(world, campaign.id);
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const WallTime due = startOfTest + Milliseconds(2'000 * static_cast<std::int64_t>(i));
        QCOMPARE(world.callOf(targets[i]).dueAt, due);
        QCOMPARE(world.target(targets[i]).nextAt, due);
    }
}

void MaterializerTest::aSecondStepChangesNothing() // B1-05
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 30});
    world.addTargets(campaign.id, 40);
    step(world, campaign.id);
    const std::string before = world.contents();
    world.clock.advance(Milliseconds(30'000));
    QCOMPARE(step(world, campaign.id).created, 0);
    QCOMPARE(world.contents(), before);
}

void MaterializerTest::aTargetHasOneRowWhateverItsStatusSays()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 1);
    step(world, campaign.id);
    // A bug somewhere else: the unique index is the last lock (B1-29).
    world.db.execute("UPDATE targets SET status = 0");
    world.db.execute("UPDATE campaign_counts SET n = CASE key WHEN 0 THEN 1 ELSE 0 END WHERE kind = 0");
    step(world, campaign.id);
    QCOMPARE(rows(world, campaign.id), 1);
    QCOMPARE(world.events(EventType::ScheduledCallCreated, campaign.id), 1);
}

void MaterializerTest::itsWindowIsAnHour_data()
{
    QTest::addColumn<int>("rate");
    QTest::addColumn<int>("window");
    QTest::newRow("one a minute") << 1 << 60;
    QTest::newRow("thirty a minute") << 30 << 1'800;
    QTest::newRow("more than the window holds") << 60'000 << Materializer::windowRows;
    QTest::newRow("without a rate") << 0 << Materializer::windowRows;
}

void MaterializerTest::itsWindowIsAnHour()
{
    QFETCH(const int, rate);
    QFETCH(const int, window);
    TestDatabase world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = rate});
    world.addTargets(campaign.id, window + 500);
    int steps = 0;
    for (bool more = true; more; ++steps) {
        const Materialized made = step(world, campaign.id);
        QVERIFY(made.created <= Materializer::stepRows);
        QVERIFY(made.created > 0);
        more = made.more;
    }
    QCOMPARE(rows(world, campaign.id), window);
    QCOMPARE(world.stats(campaign.id).of(TargetStatus::Pending), 500);
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
}

void MaterializerTest::theWindowFillsAgainBehindTheRowsThatWait()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 1});
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 100);
    step(world, campaign.id);
    world.db.execute("UPDATE scheduled_calls SET status = 3 WHERE due_at < ?", startOfTest + Milliseconds(60'000 * 10));
    world.clock.advance(Milliseconds(60'000 * 10));
    QCOMPARE(step(world, campaign.id).created, 10);
    QCOMPARE(world.callOf(targets[60]).dueAt, world.clock.wall() + Milliseconds(60'000 * 50));
    QCOMPARE(world.callOf(targets[69]).dueAt, world.clock.wall() + Milliseconds(60'000 * 59));
    QVERIFY(world.callOf(targets[70]).id.isNull());
}

void MaterializerTest::onlyAnActiveCampaignIsExpanded_data()
{
    QTest::addColumn<CampaignStatus>("status");
    for (const CampaignStatus status :
         {CampaignStatus::Draft, CampaignStatus::Paused, CampaignStatus::Completed, CampaignStatus::Cancelled}) {
        QTest::addRow("%s", nameOf(status).data()) << status;
    }
}

void MaterializerTest::onlyAnActiveCampaignIsExpanded()
{
    QFETCH(const CampaignStatus, status);
    TestDatabase world;
    const Campaign campaign = world.addCampaign({.status = status});
    world.addTargets(campaign.id, 5);
    const std::string before = world.contents();
    const Materialized made = step(world, campaign.id);
    QCOMPARE(made.created, 0);
    QVERIFY(!made.more);
    QVERIFY(!made.completed);
    QCOMPARE(world.contents(), before);
}

void MaterializerTest::rowsOfAnUnfinishedImportAreNotScheduled()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 2);
    world.write(
        [&](WriteTransaction &tx) { CampaignStore(tx.db).setImportingFrom(campaign.id, tx.ids.next<TargetId>()); });
    world.addTargets(campaign.id, 3, E164{14155553000});
    QCOMPARE(step(world, campaign.id).created, 2);
    QCOMPARE(step(world, campaign.id).created, 0);
    world.write([&](WriteTransaction &tx) { CampaignStore(tx.db).setImportingFrom(campaign.id, {}); });
    QCOMPARE(step(world, campaign.id).created, 3);
}

void MaterializerTest::anUndoneImportLeavesTheCampaignAsItWas()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 20);
    const std::string before = world.contents();
    const auto numbersBefore = TargetStore(world.db).numbers(campaign.id);
    UnfinishedImport import{{}, campaign.id};
    world.write([&](WriteTransaction &tx) {
        import.id = tx.ids.next<ImportId>();
        ImportStore(tx.db).begin(import.id, campaign.workspace, campaign.id, QStringLiteral("list.csv"), tx.now,
                                 ProcessId{});
        ImportStore(tx.db).addReject(import.id, {1, QStringLiteral("x"), QStringLiteral("No number."), {}});
        CampaignStore(tx.db).setImportingFrom(campaign.id, tx.ids.next<TargetId>());
    });
    world.addTargets(campaign.id, 6'000, E164{14165550000});
    int slices = 1;
    while (world.write([&](WriteTransaction &tx) { return undoImportSlice(tx, import); })) {
        ++slices;
    }
    QVERIFY(slices > 1);
    QCOMPARE(world.contents(), before);
    QCOMPARE(TargetStore(world.db).numbers(campaign.id), numbersBefore);
    QVERIFY(!ImportStore(world.db).exists(campaign.workspace, import.id));
    QVERIFY(ImportStore(world.db).rejects(import.id, 0, 10).empty());
}

void MaterializerTest::anUndoneImportTakesSkippedRowsWithIt()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign({.status = CampaignStatus::Draft});
    UnfinishedImport import{{}, campaign.id};
    world.write([&](WriteTransaction &tx) {
        import.id = tx.ids.next<ImportId>();
        ImportStore(tx.db).begin(import.id, campaign.workspace, campaign.id, QStringLiteral("list.csv"), tx.now,
                                 ProcessId{});
        CampaignStore(tx.db).setImportingFrom(campaign.id, tx.ids.next<TargetId>());
    });
    world.addTargets(campaign.id, 10);
    // The campaign is cancelled while the list comes in, and its targets are skipped.
    world.setStatus(campaign.id, CampaignStatus::Cancelled);
    world.write([&](WriteTransaction &tx) { return Materializer(tx).sweepCancelled(campaign.id); });
    while (world.write([&](WriteTransaction &tx) { return undoImportSlice(tx, import); })) {
    }
    QCOMPARE(world.recount(campaign.id).total(), 0); // an import is whole or nothing
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
}

void MaterializerTest::aCancelledCampaignIsSweptStepByStep() // B1-37
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 20}); // 1,200 rows, the rest are targets only
    world.addTargets(campaign.id, 2'500);
    world.materialize(campaign.id);
    world.setStatus(campaign.id, CampaignStatus::Cancelled);
    int steps = 0;
    bool more = true;
    while (more) {
        const qint64 before = world.stats(campaign.id).of(TargetStatus::Skipped);
        more = world.write([&](WriteTransaction &tx) { return Materializer(tx).sweepCancelled(campaign.id); });
        QVERIFY(world.stats(campaign.id).of(TargetStatus::Skipped) - before <= Materializer::stepRows);
        ++steps;
    }
    QCOMPARE(steps, 3);
    QCOMPARE(world.stats(campaign.id).of(TargetStatus::Skipped), 2'500);
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
    QCOMPARE(rows(world, campaign.id), 0);
    QCOMPARE(world.events(EventType::ScheduledCallCancelled, campaign.id), 1'200); // B1-42
    const std::string swept = world.contents();
    QVERIFY(!world.write([&](WriteTransaction &tx) { return Materializer(tx).sweepCancelled(campaign.id); }));
    QCOMPARE(world.contents(), swept);
}

void MaterializerTest::theSweepLeavesCallsInFlightAlone()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 2);
    world.materialize(campaign.id);
    const ScheduledCall row = world.callOf(targets[0]);
    QVERIFY(world.claim(row));
    world.setStatus(campaign.id, CampaignStatus::Cancelled);
    world.write([&](WriteTransaction &tx) { return Materializer(tx).sweepCancelled(campaign.id); });
    QCOMPARE(world.callOf(targets[0]).status, ScheduledCallStatus::InFlight);
    QCOMPARE(world.target(targets[0]).status, TargetStatus::Scheduled);
    QCOMPARE(world.callOf(targets[1]).status, ScheduledCallStatus::Cancelled);
    QCOMPARE(world.target(targets[1]).status, TargetStatus::Skipped);
}

void MaterializerTest::aCampaignWithNothingLeftCompletes()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 1);
    world.skip(targets[0]);
    QVERIFY(step(world, campaign.id).completed);
    QCOMPARE(CampaignStore(world.db).find(campaign.id)->status, CampaignStatus::Completed);
    QVERIFY(!step(world, campaign.id).completed);
    QCOMPARE(world.events(EventType::CampaignCompleted, campaign.id), 1);
}

void MaterializerTest::aCampaignWithoutTargetsDoesNotComplete()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    QVERIFY(!step(world, campaign.id).completed);
    QCOMPARE(CampaignStore(world.db).find(campaign.id)->status, CampaignStatus::Active);
}

QTEST_GUILESS_MAIN(MaterializerTest)
#include "materializer_test.moc"
