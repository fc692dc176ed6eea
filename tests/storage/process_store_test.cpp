// Enrolment, heartbeats, the fence, and leases.

#include "storage/lease_store.h"
#include "storage/process_store.h"
#include "support/durations.h"
#include "support/test_database.h"

#include <QTest>

#include <set>

using namespace campanile;
using namespace campanile::test;

class ProcessStoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void numbersGrowAndSlotsDiffer();
    void slotsAreUsedInTurn();
    void idsGrowFromOneProcessToTheNext();
    void moreProcessesThanSlotsAreRefused();
    void whoOwnsTheDatabaseIsAlone();
    void aHeartbeatIsWrittenWhenTheLastIsOld();
    void aDeadProcessIsFenced();
    void onlyTheHeartbeatThatWasSeenCondemns();
    void aLeaseLastsAsLongAsItsHolder();
    void anOlderDatabaseKeepsItsNumbers();
};

void ProcessStoreTest::numbersGrowAndSlotsDiffer()
{
    TestDatabase world;
    ProcessStore processes(world.db);
    std::set<int> slots;
    ProcessId last = processes.newest();
    for (int i = 0; i < 20; ++i) {
        const Enrolment enrolment = processes.enrol(startOfTest);
        QCOMPARE(enrolment.id.value, last.value + 1);
        QVERIFY(slots.insert(enrolment.idSlot).second);
        last = enrolment.id;
    }
    QCOMPARE(processes.living().size(), 21U); // with the one that furnished the database
    QCOMPARE(processes.newest(), last);
}

void ProcessStoreTest::slotsAreUsedInTurn()
{
    TestDatabase world;
    ProcessStore processes(world.db);
    const Enrolment lasting = processes.enrol(startOfTest);
    int before = lasting.idSlot;
    for (int i = 0; i < 2'500; ++i) {
        const Enrolment brief = processes.enrol(startOfTest);
        QVERIFY(brief.idSlot != lasting.idSlot && brief.idSlot != before);
        processes.end(brief.id, startOfTest);
        before = brief.idSlot;
    }
    QVERIFY(world.db.integer("SELECT count(*) FROM processes").value() <= 1'010); // old rows go
    QVERIFY(processes.beat(lasting.id, startOfTest));                             // living ones do not
}

/// The process before had a clock that was a day ahead.
void ProcessStoreTest::idsGrowFromOneProcessToTheNext()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    ProcessStore processes(world.db);
    QCOMPARE(processes.enrolAlone(startOfTest).newestId, campaign.id.value);
    world.clock.stepWall(day);
    const TargetId target = world.addTargets(campaign.id, 1).front();
    world.clock.stepWall(-day);
    const Enrolment enrolment = processes.enrolAlone(startOfTest);
    QCOMPARE(enrolment.newestId, target.value);
    IdSource ids(world.clock, enrolment.idSlot, enrolment.newestId);
    QVERIFY(ids.next<TargetId>() > target);
    world.write([](WriteTransaction &tx) { EventStore(tx).add({.type = EventType::CampaignEdited}); });
    const std::int64_t event = world.db.integer("SELECT id FROM events").value();
    QVERIFY(event > target.value);
    QCOMPARE(processes.enrolAlone(startOfTest).newestId, event);
}

void ProcessStoreTest::moreProcessesThanSlotsAreRefused()
{
    TestDatabase world;
    ProcessStore processes(world.db);
    std::set<int> slots;
    while (processes.living().size() < static_cast<std::size_t>(IdSource::slots)) {
        QVERIFY(slots.insert(processes.enrol(startOfTest).idSlot).second);
    }
    try {
        processes.enrol(startOfTest);
        QFAIL("It was enrolled.");
    } catch (const StorageError &error) {
        QCOMPARE(error.error().code, ErrorCode::StorageBusy);
    }
}

void ProcessStoreTest::whoOwnsTheDatabaseIsAlone()
{
    TestDatabase world;
    ProcessStore processes(world.db);
    processes.enrol(startOfTest);
    const Enrolment owner = processes.enrolAlone(startOfTest + second);
    QCOMPARE(processes.living(), (std::vector<LivingProcess>{{owner.id, startOfTest + second}}));
    QVERIFY(!processes.beat(world.process, startOfTest + second));
}

void ProcessStoreTest::aHeartbeatIsWrittenWhenTheLastIsOld()
{
    TestDatabase world;
    ProcessStore processes(world.db);
    const auto heartbeat = [&] { return processes.living().at(0).heartbeatAt; };
    const WallTime old = startOfTest + ProcessStore::heartbeatGrain;
    QVERIFY(processes.beat(world.process, old - Milliseconds(1)));
    QCOMPARE(heartbeat(), startOfTest);
    QVERIFY(processes.beat(world.process, old));
    QCOMPARE(heartbeat(), old);
    QVERIFY(processes.beat(world.process, startOfTest - hour)); // the clock was set back
    QCOMPARE(heartbeat(), startOfTest - hour);
}

void ProcessStoreTest::aDeadProcessIsFenced()
{
    TestDatabase world;
    ProcessStore processes(world.db);
    QVERIFY(processes.beat(world.process, startOfTest + hour)); // late, and yet nobody has taken over
    processes.end(world.process, startOfTest + hour);
    QVERIFY(!processes.beat(world.process, startOfTest + hour));
    QVERIFY(!processes.beat(ProcessId{77}, startOfTest)); // and so is one that nobody knows
}

void ProcessStoreTest::onlyTheHeartbeatThatWasSeenCondemns()
{
    TestDatabase world;
    ProcessStore processes(world.db);
    const LivingProcess seen = processes.living().at(0);
    QVERIFY(processes.beat(world.process, startOfTest + minute));
    QVERIFY(!processes.declareDead(seen, startOfTest + minute));
    QVERIFY(processes.beat(world.process, startOfTest + minute));
    QVERIFY(processes.declareDead(processes.living().at(0), startOfTest + hour));
    QVERIFY(!processes.beat(world.process, startOfTest + hour));
}

void ProcessStoreTest::aLeaseLastsAsLongAsItsHolder()
{
    TestDatabase world;
    ProcessStore processes(world.db);
    LeaseStore leases(world.db);
    const ProcessId other = processes.enrol(startOfTest).id;
    QVERIFY(leases.holder("work").isNull());
    QVERIFY(leases.take("work", world.process, startOfTest));
    QVERIFY(leases.take("work", world.process, startOfTest)); // again
    QVERIFY(!leases.take("work", other, startOfTest));
    QVERIFY(leases.isHeldBy("work", world.process));
    QVERIFY(leases.take("other work", other, startOfTest));
    processes.end(world.process, startOfTest);
    QVERIFY(!leases.isHeldBy("work", world.process));
    QVERIFY(leases.take("work", other, startOfTest + second));
    QCOMPARE(leases.holder("work"), other);
}

/// Attempts of a database of an earlier version belong to a process that is dead, and the next process has a higher
/// number.
void ProcessStoreTest::anOlderDatabaseKeepsItsNumbers()
{
    TestDatabase world;
    QFile steps(QStringLiteral(":/storage/0010_processes.sql"));
    QVERIFY(steps.open(QIODevice::ReadOnly));
    world.db.script("DROP TABLE processes; DROP TABLE leases;"
                    "ALTER TABLE engine ADD COLUMN generation INTEGER NOT NULL DEFAULT 41;"
                    "ALTER TABLE attempts RENAME COLUMN process_id TO generation;"
                    "ALTER TABLE clock_readings RENAME COLUMN process_id TO generation;"
                    "ALTER TABLE imports DROP COLUMN process_id");
    world.db.script(steps.readAll());
    ProcessStore processes(world.db);
    QCOMPARE(processes.newest(), ProcessId{41});
    QVERIFY(processes.living().empty());
    QCOMPARE(processes.enrolAlone(startOfTest).id, ProcessId{42});
}

QTEST_GUILESS_MAIN(ProcessStoreTest)
#include "process_store_test.moc"
