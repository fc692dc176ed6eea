// The simulated disk under SQLite: what was synced survives a power cut, what was not need not, and errors are errors.

#include "simulation/disk/disk_vfs.h"
#include "storage/connection.h"

#include <QTest>

#include <memory>

using namespace campanile;
using namespace campanile::simulation;

namespace {

/// A database on a disk that can lose power.
class Machine {
public:
    Machine()
        : mount("disk-test", disk)
        , path(QString::fromStdString(mount.path("test.sqlite")))
    {
        open();
        db->script("PRAGMA journal_mode=WAL; CREATE TABLE t (n INTEGER PRIMARY KEY, text TEXT)");
    }

    void open() { db = std::make_unique<Connection>(path, Connection::Access::ReadWrite); }
    void add(int n) { db->execute("INSERT INTO t VALUES (?, ?)", n, QString(300, QLatin1Char('x'))); }
    [[nodiscard]] std::int64_t rows() const { return db->integer("SELECT count(*) FROM t").value(); }
    [[nodiscard]] bool isWhole() const
    {
        Rows answer = db->query("PRAGMA integrity_check");
        return answer.next() && answer.text(0) == QLatin1String("ok");
    }
    void crash(std::optional<std::uint64_t> powerCut)
    {
        disk.die();
        db.reset();
        if (powerCut) {
            Random dice(*powerCut);
            disk.losePower(dice);
        }
        disk.revive();
        open();
    }

    MemoryDisk disk{true};
    MountedDisk mount;
    const QString path;
    std::unique_ptr<Connection> db;
};

} // namespace

class SimulationDiskTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aProcessThatDiesLosesNothingCommitted();
    void aPowerCutLosesNothingThatWasSynced();
    void aPowerCutLosesCommitsThatWereNotSynced();
    void aDiskThatDiesInTheMiddleLeavesAWholeDatabase();
    void aFailedWriteFailsTheCommitAndNothingElse();
    void otherPathsLieOnTheMachinesOwnDisk();
};

void SimulationDiskTest::aProcessThatDiesLosesNothingCommitted()
{
    Machine machine;
    machine.add(1);
    machine.crash(std::nullopt);
    QCOMPARE(machine.rows(), 1);
}

void SimulationDiskTest::aPowerCutLosesNothingThatWasSynced()
{
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        Machine machine;
        for (int n = 0; n < 40; ++n) {
            machine.add(n);
            if (n == 20) {
                machine.db->checkpoint();
            }
        }
        machine.crash(seed);
        QCOMPARE(machine.rows(), 40);
        QVERIFY(machine.isWhole());
    }
}

void SimulationDiskTest::aPowerCutLosesCommitsThatWereNotSynced()
{
    std::int64_t lost = 0;
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        Machine machine;
        machine.db->script("PRAGMA synchronous=NORMAL");
        for (int n = 0; n < 40; ++n) {
            machine.add(n);
        }
        machine.crash(seed);
        QVERIFY(machine.isWhole());
        lost += 40 - machine.rows();
    }
    QVERIFY(lost > 0);
}

void SimulationDiskTest::aDiskThatDiesInTheMiddleLeavesAWholeDatabase()
{
    for (int operations = 1; operations < 120; ++operations) {
        Machine machine;
        int left = operations;
        machine.disk.judge = [&](DiskWork) {
            if (--left == 0) {
                machine.disk.die();
            }
            return DiskAnswer::Works;
        };
        int committed = 0;
        try {
            for (int n = 0; n < 30; ++n) {
                machine.add(n);
                ++committed;
                if (n % 10 == 9) {
                    machine.db->checkpoint();
                }
            }
        } catch (const StorageError &) {
        }
        machine.disk.judge = nullptr;
        machine.crash(static_cast<std::uint64_t>(operations));
        QVERIFY(machine.isWhole());
        QVERIFY(machine.rows() == committed || machine.rows() == committed + 1); // the one whose answer was lost
    }
}

void SimulationDiskTest::aFailedWriteFailsTheCommitAndNothingElse()
{
    Machine machine;
    machine.add(1);
    machine.disk.judge = [](DiskWork work) { return work == DiskWork::Write ? DiskAnswer::Full : DiskAnswer::Works; };
    QVERIFY_EXCEPTION_THROWN(machine.add(2), StorageError);
    machine.disk.judge = [](DiskWork work) { return work == DiskWork::Sync ? DiskAnswer::Fails : DiskAnswer::Works; };
    QVERIFY_EXCEPTION_THROWN(machine.add(3), StorageError);
    machine.disk.judge = nullptr;
    machine.add(4);
    machine.crash(1);
    QCOMPARE(machine.rows(), 2);
    QVERIFY(machine.isWhole());
}

void SimulationDiskTest::otherPathsLieOnTheMachinesOwnDisk()
{
    const Machine machine;
    Connection elsewhere(QStringLiteral(":memory:"), Connection::Access::ReadWrite);
    elsewhere.script("CREATE TABLE t (n INTEGER)");
    QCOMPARE(elsewhere.integer("SELECT count(*) FROM t"), std::optional<std::int64_t>(0));
}

QTEST_GUILESS_MAIN(SimulationDiskTest)
#include "simulation_disk_test.moc"
