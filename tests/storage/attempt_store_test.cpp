// The store of attempts: found as calls, and as what an earlier process left open.

#include "storage/attempt_store.h"
#include "support/durations.h"
#include "support/plans.h"

#include <QTest>

#include <algorithm>

using namespace campanile;
using namespace campanile::test;

class AttemptStoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void callsAreFoundByCampaignStatusAndText();
    void openAttemptsOfDeadProcessesAreFound();
    void anAttemptThatHasMovedOnIsNotAnsweredAndEnded();
    void oneOffCallsAreCountedByTheirInstants();
};

void AttemptStoreTest::callsAreFoundByCampaignStatusAndText()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    const Campaign other = world.addCampaign();
    std::vector<AttemptId> ids;
    AttemptStore store(world.db);
    for (const Campaign &each : {campaign, other}) {
        const std::vector<TargetId> targets = world.addTargets(each.id, 3);
        world.materialize(each.id);
        for (const TargetId target : targets) {
            const ScheduledCall row = world.callOf(target);
            Attempt attempt;
            attempt.id = world.ids.next<AttemptId>();
            attempt.workspace = world.workspace.id;
            attempt.scheduledCall = row.id;
            attempt.campaign = each.id;
            attempt.target = target;
            attempt.workspace = world.workspace.id;
            attempt.fromNumberId = world.number.id;
            attempt.trunk = world.trunk.id;
            attempt.agent = world.agent.id;
            attempt.from = world.number.number;
            attempt.to = row.to;
            attempt.process = world.process;
            attempt.intentAt = world.clock.wall();
            store.insert(attempt);
            QCOMPARE(store.find(attempt.id), std::optional(attempt));
            ids.push_back(attempt.id);
        }
    }
    const WallTime now = world.clock.wall();
    using From = AttemptState;
    QVERIFY(store.setProgress(ids[1], From::Intent, AttemptState::Ringing, 180));
    QVERIFY(store.setAnswered(ids[2], From::Intent, now, world.ids.next<ConversationId>(), 200));
    QVERIFY(store.setEnded(ids[2], From::Answered, {now + minute, EndReason::CalleeHangup, EndOrigin::Callee, 200}));
    QVERIFY(store.setEnded(ids[3], From::Intent, {now, EndReason::Busy, EndOrigin::Callee, 486}));
    QVERIFY(store.setAnswered(ids[4], From::Intent, now, world.ids.next<ConversationId>(), 200));
    // A move from any other state than the present one changes nothing.
    QVERIFY(!store.setEnded(ids[4], From::Ringing, {now, EndReason::Busy, EndOrigin::Callee, 486}));
    QVERIFY(!store.setResolving(ids[3], From::Intent));
    const auto found = [&](CampaignId of, std::optional<ConversationStatus> status, const char *text) {
        return store.ids(world.workspace.id, of, status, QString::fromLatin1(text), {}, -1);
    };
    QCOMPARE(found({}, {}, ""), std::vector(ids.rbegin(), ids.rend())); // newest first
    QCOMPARE(found(campaign.id, {}, ""), (std::vector<AttemptId>{ids[2], ids[1], ids[0]}));
    using enum ConversationStatus;
    QCOMPARE(found({}, Processing, ""), (std::vector<AttemptId>{ids[5], ids[0]}));
    QCOMPARE(found({}, Ringing, ""), std::vector<AttemptId>{ids[1]});
    QCOMPARE(found({}, InProgress, ""), std::vector<AttemptId>{ids[4]});
    QCOMPARE(found({}, Completed, ""), std::vector<AttemptId>{ids[2]});
    QCOMPARE(found({}, Failed, ""), std::vector<AttemptId>{ids[3]});
    QCOMPARE(found({}, Queued, ""), std::vector<AttemptId>{});
    QCOMPARE(found(campaign.id, {}, "person 1"), std::vector<AttemptId>{ids[1]});
    QCOMPARE(found(other.id, {}, "(415) 555-2002"), std::vector<AttemptId>{ids[5]});
    QCOMPARE(store.ids(world.workspace.id, {}, {}, {}, ids[4], 2), (std::vector<AttemptId>{ids[3], ids[2]})); // a page
    QCOMPARE(store.openIds(world.workspace.id, 10), (std::vector<AttemptId>{ids[0], ids[1], ids[4], ids[5]}));
    QCOMPARE(store.liveCount(), 4);
    const std::vector<LiveCount> counts = store.liveCounts();
    QCOMPARE(counts.size(), 1U);
    QCOMPARE(counts.front().trunk, world.trunk.id);
    QCOMPARE(counts.front().workspace, world.workspace.id);
    QCOMPARE(counts.front().calls, 4);
    const Call call = store.call(world.workspace.id, ids[2]).value();
    QCOMPARE(call.targetName, QStringLiteral("Person 2"));
    QCOMPARE(call.campaignName, campaign.name);
    QCOMPARE(call.talkSeconds(), 60);
    // The state of a call and the filter for it say the same.
    for (const AttemptId id : ids) {
        const std::vector<AttemptId> same =
            found({}, conversationStatusOf(store.call(world.workspace.id, id).value()), "");
        QVERIFY(std::find(same.begin(), same.end(), id) != same.end());
    }
}

void AttemptStoreTest::openAttemptsOfDeadProcessesAreFound()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 6);
    world.materialize(campaign.id);
    AttemptStore store(world.db);
    std::vector<AttemptId> ids;
    const ProcessId dead = world.process;
    world.takeOver();
    for (std::size_t i = 0; i < targets.size(); ++i) {
        Attempt attempt;
        attempt.id = world.ids.next<AttemptId>();
        attempt.workspace = world.workspace.id;
        attempt.scheduledCall = world.callOf(targets[i]).id;
        attempt.target = targets[i];
        attempt.to = world.target(targets[i]).number;
        attempt.process = i == 0 ? world.process : dead;
        attempt.intentAt = world.clock.wall();
        store.insert(attempt);
        world.db.execute("UPDATE attempts SET state = ? WHERE id = ?",
                         allAttemptStates.at(i == 0 ? 0 : i - 1 + (i == 5 ? 1 : 0)), attempt.id);
        ids.push_back(attempt.id);
    }
    const auto idsOf = [](const std::vector<Attempt> &attempts) {
        std::vector<AttemptId> all;
        for (const Attempt &attempt : attempts) {
            all.push_back(attempt.id);
        }
        return all;
    };
    // Intent, trying, ringing and answered; what is being resolved is found by itself.
    QCOMPARE(idsOf(store.openOfTheDead()), (std::vector<AttemptId>{ids[1], ids[2], ids[3], ids[4]}));
    QCOMPARE(idsOf(store.resolving()), std::vector<AttemptId>{ids[5]});
    QCOMPARE(store.resolvingCount(), 1);
    QCOMPARE(store.intentsBetween(startOfTest, startOfTest).size(), 6U);
    QVERIFY(store.intentsBetween(startOfTest + Milliseconds(1), startOfTest + minute).empty());
    QVERIFY(store.intentsBetween(startOfTest - minute, startOfTest - Milliseconds(1)).empty());
}

void AttemptStoreTest::anAttemptThatHasMovedOnIsNotAnsweredAndEnded()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    const TargetId target = world.addTargets(campaign.id, 1).front();
    world.materialize(campaign.id);
    AttemptStore store(world.db);
    Attempt attempt;
    attempt.id = world.ids.next<AttemptId>();
    attempt.scheduledCall = world.callOf(target).id;
    attempt.process = world.process;
    attempt.intentAt = startOfTest;
    store.insert(attempt);
    const auto end = [&](AttemptState from) {
        return store.setAnsweredAndEnded(attempt.id, from, startOfTest, world.ids.next<ConversationId>(),
                                         {startOfTest + minute, EndReason::CalleeHangup, EndOrigin::Callee, 200});
    };
    QVERIFY(store.setResolving(attempt.id, AttemptState::Intent)); // another process has taken it over
    const std::optional<Attempt> before = store.find(attempt.id);
    QVERIFY(!end(AttemptState::Intent));
    QVERIFY(!end(AttemptState::Ringing));
    QCOMPARE(store.find(attempt.id), before);
    QVERIFY(end(AttemptState::Resolving));
    QVERIFY(!end(AttemptState::Resolving)); // or it would be charged twice
    QCOMPARE(store.find(attempt.id)->state, AttemptState::Ended);
}

/// The clock was a day ahead for a while, so that the ids of later calls are ahead of it, too.
void AttemptStoreTest::oneOffCallsAreCountedByTheirInstants()
{
    TestDatabase world;
    AttemptStore store(world.db);
    const auto dial = [&] {
        ScheduledCall call = oneOffCall(world, E164{14155557000});
        world.write([&](WriteTransaction &tx) { return RowMoves(tx).create(call); });
        Attempt attempt;
        attempt.id = world.ids.next<AttemptId>();
        attempt.workspace = world.workspace.id;
        attempt.scheduledCall = call.id;
        attempt.fromNumberId = world.number.id;
        attempt.trunk = world.trunk.id;
        attempt.agent = world.agent.id;
        attempt.from = world.number.number;
        attempt.to = call.to;
        attempt.process = world.process;
        attempt.intentAt = world.clock.wall();
        store.insert(attempt);
    };
    world.clock.stepWall(day);
    dial();
    world.clock.stepWall(-day);
    dial();
    world.clock.advance(2 * hour);
    dial();
    const WallTime now = world.clock.wall();
    QCOMPARE(store.oneOffsSince(world.workspace.id, now - hour), 2); // the first one is yet to come, by this clock
    QCOMPARE(store.oneOffsSince(world.workspace.id, startOfTest), 3);
    QCOMPARE(store.oneOffsSince(WorkspaceId{7}, startOfTest), 0);
}

QTEST_GUILESS_MAIN(AttemptStoreTest)
#include "attempt_store_test.moc"
