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
    void theDoNotCallListIsTheWorkspaces();
};

void LimitStoreTest::theLedgerKnowsTheLastWeek()
{
    TestDatabase world;
    LimitStore limits(world.db);
    const E164 number{14155550142};
    const ScheduledCallId own{1};
    const ScheduledCallId other{2};
    const WallTime now = startOfTest;
    limits.recordDial(number, now - day * 7, AttemptId{1}, other);                   // forgotten
    limits.recordDial(number, now - day * 7 + Milliseconds(1), AttemptId{2}, other); // just not
    limits.recordDial(number, now - day, AttemptId{3}, own);
    limits.recordDial(number, now - day + Milliseconds(1), AttemptId{4}, other);
    limits.recordDial(number, now - minute, AttemptId{5}, own);
    limits.recordDial(E164{14155550143}, now, AttemptId{6}, other); // somebody else
    const NumberHistory history = limits.history(number, own, now);
    QCOMPARE(history.lastWeek, 4);
    QCOMPARE(history.lastDay, 2);
    QCOMPARE(history.oldestOfWeek, now - day * 7 + Milliseconds(1));
    QCOMPARE(history.oldestOfDay, now - day + Milliseconds(1));
    QCOMPARE(history.lastOtherAt, now - day + Milliseconds(1));
    QCOMPARE(history.lastOwnAt, now - minute);
    limits.forgetDial(number, AttemptId{5});
    QCOMPARE(limits.history(number, own, now).lastDay, 1);
    QCOMPARE(limits.history(number, other, now).lastOtherAt, now - day); // whose call it is depends on who asks
    QCOMPARE(limits.history(E164{14155550199}, own, now).lastOtherAt, WallTime{});
}

void LimitStoreTest::theTimeThatTheMachineWasOffPasses()
{
    TestDatabase world;
    LimitStore limits(world.db);
    const E164 number{14155550142};
    limits.recordDial(number, startOfTest, AttemptId{1}, ScheduledCallId{1});
    const WallTime later = startOfTest + hour * 30;
    limits.machineWasOff(later);
    QCOMPARE(limits.history(number, ScheduledCallId{2}, later).lastDay, 0);
    QCOMPARE(limits.history(number, ScheduledCallId{2}, later).lastWeek, 1);
    QCOMPARE(limits.history(number, ScheduledCallId{2}, later).lastOtherAt, startOfTest);
    // A clock that stands before the last dial cannot be right: that dial was made at this moment at the latest.
    const WallTime earlier = startOfTest - hour * 3;
    limits.machineWasOff(earlier);
    QCOMPARE(limits.history(number, ScheduledCallId{2}, earlier).lastOtherAt, earlier);
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
