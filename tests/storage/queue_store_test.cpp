// The store of the queue: rows in their order, and found by each of their ids.

#include "support/durations.h"
#include "support/plans.h"
#include "support/second_workspace.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

class QueueStoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCallIsFoundByItsConversationAndItsShortId();
    void aShortIdIsNeverUsedAgain();
    void dueRowsComeEarliestFirst();
    void aCallThatIsEditedIsNotLate();
    void aRetryIsNotMadeDueEarlierWhenRowsAreReconsidered();
    void theRowsOfOneWorkspaceAreReconsidered();
    void aStepOfTheClockMovesWhatWaitsATime();
};

void QueueStoreTest::aCallIsFoundByItsConversationAndItsShortId()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 3);
    world.materialize(campaign.id);
    QueueStore queue(world.db);
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const ScheduledCall row = world.callOf(targets[i]);
        QCOMPARE(row.conversation, conversationOf(row.id));
        QCOMPARE(row.shortId, static_cast<std::int64_t>(i) + 1);
        QCOMPARE(queue.ofConversation(row.conversation), std::optional(row));
        QCOMPARE(queue.ofShortId(row.shortId), std::optional(row));
    }
    QVERIFY(!queue.ofConversation(ConversationId{7}).has_value());
    QVERIFY(!queue.ofShortId(4).has_value());
}

void QueueStoreTest::aShortIdIsNeverUsedAgain()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 2);
    world.materialize(campaign.id);
    world.db.execute("DELETE FROM scheduled_calls"); // as the plan of an edited campaign is taken back
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 1, E164{14155557000});
    world.materialize(campaign.id);
    QCOMPARE(world.callOf(targets[0]).shortId, 3);
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
    world.write([&](WriteTransaction &tx) {
        RowMoves moves(tx);
        moves.postpone(world.callOf(targets[0]), startOfTest + minute * 3);
        moves.postpone(world.callOf(targets[2]), startOfTest + minute);
        moves.postpone(world.callOf(targets[3]), startOfTest + minute * 9);
    });
    std::vector<TargetId> order;
    for (const ScheduledCall &row : queue.due({campaign.id, {}}, startOfTest + minute * 5, 100)) {
        order.push_back(row.target);
    }
    QCOMPARE(order, (std::vector<TargetId>{targets[1], targets[2], targets[0]}));
    QCOMPARE(queue.due({campaign.id, {}}, startOfTest + minute * 5, 2).size(), 2U);
    QCOMPARE(queue.nextDue({campaign.id, {}}), std::optional(startOfTest));
    QVERIFY(!queue.nextDue({CampaignId{1}, {}}).has_value());
    QCOMPARE(queue.pendingCount(campaign.id, startOfTest + minute * 60, 3), 3);
    QCOMPARE(queue.pendingCount(world.workspace.id), 8);
}

void QueueStoreTest::aCallThatIsEditedIsNotLate()
{
    TestDatabase world;
    QueueStore queue(world.db);
    ScheduledCall call = oneOffCall(world, E164{14155552000});
    QVERIFY(world.write([&](WriteTransaction &tx) { return RowMoves(tx).create(call); }));
    QVERIFY(world.claim(call));
    Attempt attempt;
    attempt.scheduledCall = call.id;
    world.write([&](WriteTransaction &tx) { RowMoves(tx).giveBack(attempt, startOfTest + minute * 50); });
    QCOMPARE(queue.find(call.id)->late, minute * 50);
    call.scheduledAt = call.dueAt = startOfTest + hour;
    QVERIFY(queue.edit(call, QStringLiteral("{}")));
    QCOMPARE(queue.find(call.id)->late, Milliseconds(0));
    QCOMPARE(queue.find(call.id)->dueAt, startOfTest + hour);
}

void QueueStoreTest::aRetryIsNotMadeDueEarlierWhenRowsAreReconsidered()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 3);
    world.materialize(campaign.id);
    ScheduledCall planned = oneOffCall(world, E164{14155557000}, hour);
    QVERIFY(world.write([&](WriteTransaction &tx) { return RowMoves(tx).create(planned); }));
    QVERIFY(world.claim(world.callOf(targets[0])));
    Attempt attempt;
    attempt.scheduledCall = world.callOf(targets[0]).id;
    attempt.campaign = campaign.id;
    attempt.target = targets[0];
    attempt.n = 1;
    world.write([&](WriteTransaction &tx) {
        RowMoves moves(tx);
        moves.retry(attempt, EndReason::Busy, startOfTest + minute * 15);
        moves.postpone(world.callOf(targets[1]), startOfTest + hour);
        moves.postpone(planned, startOfTest + hour * 2);
    });
    QueueStore queue(world.db);
    queue.reconsider(world.workspace.id, startOfTest + minute);
    QCOMPARE(world.callOf(targets[0]).dueAt, startOfTest + minute * 15);
    QCOMPARE(world.callOf(targets[1]).dueAt, startOfTest + minute);
    QCOMPARE(world.callOf(targets[2]).dueAt, startOfTest); // it was not postponed
    QCOMPARE(queue.find(planned.id)->dueAt, startOfTest + hour);
    for (const TargetId target : targets) {
        QCOMPARE(world.target(target).nextAt, world.callOf(target).dueAt);
    }
}

void QueueStoreTest::theRowsOfOneWorkspaceAreReconsidered()
{
    TestDatabase world;
    SecondWorkspace second(world);
    const Campaign own = world.addCampaign();
    const TargetId ours = world.addTargets(own.id, 1).front();
    world.materialize(own.id);
    const Campaign foreign = second.addCampaign(1);
    const TargetId theirs = TargetStore(world.db).ids(foreign.id, {}, {}, {}, -1).front();
    world.write([&](WriteTransaction &tx) {
        RowMoves moves(tx);
        moves.postpone(world.callOf(ours), startOfTest + hour);
        moves.postpone(world.callOf(theirs), startOfTest + hour);
    });
    QueueStore(world.db).reconsider(second.workspace.id, startOfTest + minute);
    QCOMPARE(world.callOf(theirs).dueAt, startOfTest + minute);
    QCOMPARE(world.target(theirs).nextAt, startOfTest + minute);
    QCOMPARE(world.callOf(ours).dueAt, startOfTest + hour); // what holds the calls of this workspace was not changed
    QCOMPARE(world.target(ours).nextAt, startOfTest + hour);
}

/// A row that waits a time waits it on, and so does one that may be given back to such a wait. A row that waits for an
/// instant is left alone, and so is one that was dialled at its instant, because it waits for it again when it is given
/// back.
void QueueStoreTest::aStepOfTheClockMovesWhatWaitsATime()
{
    TestDatabase world;
    QueueStore queue(world.db);
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 3);
    world.materialize(campaign.id);
    const auto placed = [&world](E164 to, Milliseconds in) {
        ScheduledCall call = oneOffCall(world, to, in);
        world.write([&](WriteTransaction &tx) { return RowMoves(tx).create(call); });
        return call.id;
    };
    const auto dial = [&](ScheduledCallId id) {
        const ScheduledCall row = queue.find(id).value();
        Attempt attempt;
        attempt.id = world.ids.next<AttemptId>();
        attempt.scheduledCall = id;
        attempt.campaign = row.campaign;
        attempt.target = row.target;
        attempt.workspace = row.workspace;
        attempt.n = row.attempt + 1;
        attempt.epoch = row.epoch + 1;
        if (!world.claim(row)) {
            qFatal("The test dials a call that is not due.");
        }
        AttemptStore(world.db).insert(attempt);
        return attempt;
    };
    const auto fail = [&world](const Attempt &attempt, WallTime next) {
        QVERIFY(AttemptStore(world.db).setEnded(attempt.id, AttemptState::Intent, {startOfTest, EndReason::Busy}));
        world.write([&](WriteTransaction &tx) { RowMoves(tx).retry(attempt, EndReason::Busy, next); });
    };
    const ScheduledCallId postponed = world.callOf(targets[0]).id;
    const ScheduledCallId retry = world.callOf(targets[1]).id;
    const ScheduledCallId dialled = world.callOf(targets[2]).id;
    const ScheduledCallId planned = placed(E164{14155557000}, hour * 2);
    const ScheduledCallId dialledAtItsInstant = placed(E164{14155557001}, Milliseconds(0));
    const ScheduledCallId dialledAgain = placed(E164{14155557002}, Milliseconds(0));
    world.write(
        [&](WriteTransaction &tx) { RowMoves(tx).postpone(world.callOf(targets[0]), startOfTest + hour * 10); });
    fail(dial(retry), startOfTest + minute * 15);
    dial(dialled);
    dial(dialledAtItsInstant);
    fail(dial(dialledAgain), startOfTest);
    dial(dialledAgain);

    queue.clockWasSet(hour, startOfTest + hour);
    const auto due = [&queue](ScheduledCallId id) { return queue.find(id)->dueAt; };
    QCOMPARE(due(postponed), startOfTest + hour); // now: the gate says anew until when it waits
    QCOMPARE(due(retry), startOfTest + hour + minute * 15);
    QCOMPARE(due(dialled), startOfTest + hour);
    QCOMPARE(due(planned), startOfTest + hour * 2);
    QCOMPARE(due(dialledAtItsInstant), startOfTest);
    QCOMPARE(due(dialledAgain), startOfTest + hour);
}

QTEST_GUILESS_MAIN(QueueStoreTest)
#include "queue_store_test.moc"
