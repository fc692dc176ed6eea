// The store of the queue: rows in their order, and each claimed once.

#include "support/durations.h"
#include "support/test_database.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

class QueueStoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRowIsClaimedOnceAnEpoch();
    void onlyDueRowsAreClaimed();
    void aTargetHasOneRowInTheQueue();
    void dueRowsComeEarliestFirst();
    void aRowThatIsInFlightIsNotPostponed();
};

void QueueStoreTest::aRowIsClaimedOnceAnEpoch()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 1);
    world.materialize(campaign.id);
    const ScheduledCall row = world.callOf(targets[0]);
    QueueStore queue(world.db);
    QVERIFY(!queue.claim(row.id, row.epoch + 1, startOfTest));
    QVERIFY(queue.claim(row.id, row.epoch, startOfTest));
    QVERIFY(!queue.claim(row.id, row.epoch, startOfTest));
    QVERIFY(!queue.claim(row.id, row.epoch + 1, startOfTest)); // it is in flight
    QCOMPARE(queue.find(row.id)->epoch, row.epoch + 1);
    QCOMPARE(queue.find(row.id)->attempt, 1);
    queue.retryAt(row.id, startOfTest);
    QVERIFY(!queue.claim(row.id, row.epoch, startOfTest)); // who read it before its retry comes too late
    QVERIFY(queue.claim(row.id, row.epoch + 1, startOfTest));
    queue.takeBack(row.id, startOfTest);
    QCOMPARE(queue.find(row.id)->attempt, 1); // the second was taken back
    QCOMPARE(queue.find(row.id)->epoch, row.epoch + 2);
    queue.finish(row.id, ScheduledCallStatus::Cancelled, EndReason::Cancelled);
    QVERIFY(!queue.claim(row.id, row.epoch + 2, startOfTest));
}

void QueueStoreTest::onlyDueRowsAreClaimed()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 1);
    world.materialize(campaign.id);
    const ScheduledCall row = world.callOf(targets[0]);
    QueueStore queue(world.db);
    queue.postpone(row.id, startOfTest + minute);
    QVERIFY(!queue.claim(row.id, row.epoch, startOfTest + minute - Milliseconds(1)));
    QVERIFY(queue.claim(row.id, row.epoch, startOfTest + minute));
}

void QueueStoreTest::aTargetHasOneRowInTheQueue()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 1);
    world.materialize(campaign.id);
    ScheduledCall row = world.callOf(targets[0]);
    QueueStore queue(world.db);
    row.id = world.ids.next<ScheduledCallId>();
    QVERIFY(!queue.insert(row));
    row.target = {}; // one-off calls have none, and any number of them may be
    QVERIFY(queue.insert(row));
    row.id = world.ids.next<ScheduledCallId>();
    QVERIFY(queue.insert(row));
    QCOMPARE(queue.pendingCount(), 3);
}

void QueueStoreTest::dueRowsComeEarliestFirst()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    const Campaign other = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 4);
    world.addTargets(other.id, 4);
    world.materialize(campaign.id);
    world.materialize(other.id);
    QueueStore queue(world.db);
    queue.postpone(world.callOf(targets[0]).id, startOfTest + minute * 3);
    queue.postpone(world.callOf(targets[2]).id, startOfTest + minute);
    queue.postpone(world.callOf(targets[3]).id, startOfTest + minute * 9);
    std::vector<TargetId> order;
    for (const ScheduledCall &row : queue.due({campaign.id, {}}, startOfTest + minute * 5, 100)) {
        order.push_back(row.target);
    }
    QCOMPARE(order, (std::vector<TargetId>{targets[1], targets[2], targets[0]}));
    QCOMPARE(queue.due({campaign.id, {}}, startOfTest + minute * 5, 2).size(), 2U);
    QCOMPARE(queue.nextDue({campaign.id, {}}), std::optional(startOfTest));
    QVERIFY(!queue.nextDue({CampaignId{1}, {}}).has_value());
    QCOMPARE(queue.pendingCount(campaign.id, startOfTest + minute * 60, 3), 3);
    QCOMPARE(queue.pendingCount(), 8);
}

void QueueStoreTest::aRowThatIsInFlightIsNotPostponed()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 1);
    world.materialize(campaign.id);
    const ScheduledCall row = world.callOf(targets[0]);
    QueueStore queue(world.db);
    QVERIFY(queue.claim(row.id, row.epoch, startOfTest));
    queue.postpone(row.id, startOfTest + minute);
    QCOMPARE(queue.find(row.id)->dueAt, row.dueAt);
    QCOMPARE(queue.find(row.id)->status, ScheduledCallStatus::InFlight);
}

QTEST_GUILESS_MAIN(QueueStoreTest)
#include "queue_store_test.moc"
