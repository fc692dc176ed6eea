// The store of limits: the ledger of numbers and the do-not-call list.

#include "support/durations.h"
#include "support/test_database.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

class LimitStoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theLedgerKnowsTheLastWeek();
    void theTimeThatTheMachineWasOffPasses();
    void aNumbersCallsCountInOneWorkspaceAlone();
    void theDoNotCallListIsTheWorkspaces();
    void theCallsOfAMinuteAreFoundByTheirNumber();
    void theCallsOfAMinuteLieOnTheClockThatNobodySets();
};

void LimitStoreTest::theLedgerKnowsTheLastWeek()
{
    TestDatabase world;
    LimitStore limits(world.db);
    const E164 number{14155550142};
    const ScheduledCallId own{1};
    const ScheduledCallId other{2};
    const WallTime now = startOfTest;
    limits.recordDial(world.workspace.id, number, now - day * 7, AttemptId{1}, other);                   // forgotten
    limits.recordDial(world.workspace.id, number, now - day * 7 + Milliseconds(1), AttemptId{2}, other); // just not
    limits.recordDial(world.workspace.id, number, now - day, AttemptId{3}, own);
    limits.recordDial(world.workspace.id, number, now - day + Milliseconds(1), AttemptId{4}, other);
    limits.recordDial(world.workspace.id, number, now - minute, AttemptId{5}, own);
    limits.recordDial(world.workspace.id, E164{14155550143}, now, AttemptId{6}, other); // somebody else
    const NumberHistory history = limits.history(world.workspace.id, number, own, now);
    QCOMPARE(history.lastWeek, 4);
    QCOMPARE(history.lastDay, 2);
    QCOMPARE(history.oldestOfWeek, now - day * 7 + Milliseconds(1));
    QCOMPARE(history.oldestOfDay, now - day + Milliseconds(1));
    QCOMPARE(history.lastOtherAt, now - day + Milliseconds(1));
    QCOMPARE(history.lastOwnAt, now - minute);
    limits.forgetDial(number, AttemptId{5});
    QCOMPARE(limits.history(world.workspace.id, number, own, now).lastDay, 1);
    QCOMPARE(limits.history(world.workspace.id, number, other, now).lastOtherAt,
             now - day); // whose call it is depends on who asks
    QCOMPARE(limits.history(world.workspace.id, E164{14155550199}, own, now).lastOtherAt, WallTime{});
}

void LimitStoreTest::aNumbersCallsCountInOneWorkspaceAlone()
{
    TestDatabase world;
    LimitStore limits(world.db);
    const E164 number{14155550142};
    const WorkspaceId other{world.workspace.id.value + 1};
    limits.recordDial(world.workspace.id, number, startOfTest, AttemptId{1}, ScheduledCallId{1});
    limits.recordDial(world.workspace.id, number, startOfTest, AttemptId{2}, ScheduledCallId{2});
    limits.recordDial(other, number, startOfTest, AttemptId{3}, ScheduledCallId{3});
    QCOMPARE(limits.history(world.workspace.id, number, {}, startOfTest + minute).lastDay, 2);
    QCOMPARE(limits.history(other, number, {}, startOfTest + minute).lastDay, 1);
    QCOMPARE(limits.history(WorkspaceId{7}, number, {}, startOfTest + minute).lastDay, 0);
    QVERIFY(limits.hasDial(number, AttemptId{3}));
    limits.forgetDial(number, AttemptId{3});
    QCOMPARE(limits.history(other, number, {}, startOfTest + minute).lastDay, 0);
    QCOMPARE(limits.history(world.workspace.id, number, {}, startOfTest + minute).lastDay, 2);
}

void LimitStoreTest::theCallsOfAMinuteAreFoundByTheirNumber()
{
    TestDatabase world;
    LimitStore limits(world.db);
    const auto begunAt = [&limits](std::int64_t call) { return limits.begunAt(BucketScope::Campaign, 5, call); };
    limits.recordBegun(BucketScope::Campaign, 5, 3, 3, startOfTest, 0);          // 1 to 3
    limits.recordBegun(BucketScope::Campaign, 5, 4, 1, startOfTest + second, 0); // 4
    limits.recordBegun(BucketScope::PhoneNumber, 5, 9, 9, startOfTest + minute, 0);
    QCOMPARE(begunAt(1), std::optional(startOfTest));
    QCOMPARE(begunAt(3), std::optional(startOfTest));
    QCOMPARE(begunAt(4), std::optional(startOfTest + second));
    QCOMPARE(begunAt(5), std::nullopt);
    limits.recordBegun(BucketScope::Campaign, 5, 6, 2, startOfTest + minute, 3);
    QCOMPARE(begunAt(3), std::nullopt); // forgotten, and not taken for a later one
    QCOMPARE(begunAt(4), std::optional(startOfTest + second));
    QCOMPARE(begunAt(6), std::optional(startOfTest + minute));
    QCOMPARE(limits.begunAt(BucketScope::PhoneNumber, 5, 1), std::optional(startOfTest + minute));
}

void LimitStoreTest::theCallsOfAMinuteLieOnTheClockThatNobodySets()
{
    TestDatabase world;
    LimitStore limits(world.db);
    limits.recordBegun(BucketScope::Workspace, 1, 1, 1, startOfTest, 0);
    limits.clockWasSet(hour);
    QCOMPARE(limits.begunAt(BucketScope::Workspace, 1, 1), std::optional(startOfTest + hour));
    limits.clockWasSet(-hour);
    QCOMPARE(limits.begunAt(BucketScope::Workspace, 1, 1), std::optional(startOfTest));
}

void LimitStoreTest::theTimeThatTheMachineWasOffPasses()
{
    TestDatabase world;
    LimitStore limits(world.db);
    const E164 number{14155550142};
    limits.recordDial(world.workspace.id, number, startOfTest, AttemptId{1}, ScheduledCallId{1});
    const WallTime later = startOfTest + hour * 30;
    limits.machineWasOff(later);
    QCOMPARE(limits.history(world.workspace.id, number, ScheduledCallId{2}, later).lastDay, 0);
    QCOMPARE(limits.history(world.workspace.id, number, ScheduledCallId{2}, later).lastWeek, 1);
    QCOMPARE(limits.history(world.workspace.id, number, ScheduledCallId{2}, later).lastOtherAt, startOfTest);
    // A clock that stands before the last dial cannot be right: that dial was made at this moment at the latest.
    const WallTime earlier = startOfTest - hour * 3;
    limits.machineWasOff(earlier);
    QCOMPARE(limits.history(world.workspace.id, number, ScheduledCallId{2}, earlier).lastOtherAt, earlier);
}

void LimitStoreTest::theDoNotCallListIsTheWorkspaces()
{
    TestDatabase world;
    LimitStore limits(world.db);
    limits.block(world.workspace.id, E164{14155550142}, QStringLiteral("test"), startOfTest);
    limits.block(world.workspace.id, E164{14155550142}, QStringLiteral("again"), startOfTest);
    QVERIFY(limits.isBlocked(world.workspace.id, E164{14155550142}));
    QVERIFY(!limits.isBlocked(world.workspace.id, E164{14155550143}));
    QVERIFY(!limits.isBlocked(WorkspaceId{77}, E164{14155550142}));
}

QTEST_GUILESS_MAIN(LimitStoreTest)
#include "limit_store_test.moc"
