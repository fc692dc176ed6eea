// The journal as a power cut finds it: a permit counts once its line and the name of its file are on the disk.

#include "storage/dial_journal.h"
#include "support/durations.h"
#include "support/scratch_folder.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <set>

#include <sys/syscall.h>
#include <unistd.h>

using namespace campanile;
using namespace campanile::test;

namespace {

/// What this process has synced since it was asked last, by path; and which path cannot be synced.
struct Syncs {
    std::set<QString> paths;
    QString broken;

    std::set<QString> taken() { return std::exchange(paths, {}); }
    /// Whether the sync of this file may go on.
    bool note(int file)
    {
        const QString path = QFile::symLinkTarget(QStringLiteral("/proc/self/fd/%1").arg(file));
        paths.insert(path);
        errno = EIO;
        return path != broken;
    }
};

Syncs &syncs()
{
    static Syncs all;
    return all;
}

} // namespace

// In place of the C library's, for everything in this program.
extern "C" int fsync(int file)
{
    return syncs().note(file) ? static_cast<int>(syscall(SYS_fsync, file)) : -1;
}
extern "C" int fdatasync(int file)
{
    return syncs().note(file) ? static_cast<int>(syscall(SYS_fdatasync, file)) : -1;
}

namespace {

constexpr WallTime monday{1'767'603'600'000}; // 5 January 2026, 09:00Z

Attempt attempt(int i)
{
    Attempt made;
    made.id = AttemptId{1'000 + i};
    made.scheduledCall = ScheduledCallId{500'000 + i};
    made.from = E164{14155550100};
    made.to = E164{14155560000 + i};
    made.n = 1;
    made.intentAt = monday;
    return made;
}

} // namespace

class DialJournalSyncTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPermitIsSynced();
    void theNameOfANewFileIsSynced();
    void aResultIsSyncedWithTheNextPermit();
    void aSyncThatFailsIsTold_data();
    void aSyncThatFailsIsTold();

private:
    Result<void> permit(DialJournal &journal, WallTime at = monday)
    {
        journal.addPermit(attempt(++m_attempts));
        return journal.sync(at);
    }

    QTemporaryDir m_scratch{test::scratchFolder(QLatin1StringView("journal"))};
    QString m_parent;
    QString m_folder;
    int m_attempts = 0;

private Q_SLOTS:
    void init()
    {
        static int n = 0;
        m_parent = QDir(m_scratch.path()).canonicalPath() + QStringLiteral("/%1").arg(++n);
        QVERIFY(QDir().mkpath(m_parent));
        m_folder = m_parent + QStringLiteral("/journal");
        syncs() = {};
    }
};

void DialJournalSyncTest::aPermitIsSynced()
{
    DialJournal journal(m_folder);
    for (int i = 0; i < 3; ++i) {
        syncs() = {};
        QVERIFY(permit(journal).ok());
        QVERIFY(syncs().taken().contains(m_folder + QStringLiteral("/2026-01-05.log")));
    }
    QVERIFY(journal.sync(monday).ok()); // nothing has been added
    QVERIFY(syncs().taken().empty());
}

void DialJournalSyncTest::theNameOfANewFileIsSynced()
{
    DialJournal journal(m_folder);
    QVERIFY(permit(journal).ok());
    std::set<QString> synced = syncs().taken();
    QVERIFY(synced.contains(m_folder));
    QVERIFY(synced.contains(m_parent)); // the folder may be new, too
    QVERIFY(permit(journal, monday + day).ok());
    synced = syncs().taken();
    QVERIFY(synced.contains(m_folder + QStringLiteral("/2026-01-06.log")));
    QVERIFY(synced.contains(m_folder));
}

void DialJournalSyncTest::aResultIsSyncedWithTheNextPermit()
{
    DialJournal journal(m_folder);
    QVERIFY(permit(journal).ok());
    syncs() = {};
    journal.addResult(monday, attempt(1).id, EndReason::Busy, std::nullopt);
    journal.write(monday);
    QVERIFY(syncs().taken().empty()); // nobody waits for it
    QVERIFY(permit(journal).ok());
    QVERIFY(!syncs().taken().empty());
}

void DialJournalSyncTest::aSyncThatFailsIsTold_data()
{
    QTest::addColumn<QString>("broken");
    QTest::newRow("of the file") << QStringLiteral("/journal/2026-01-05.log");
    QTest::newRow("of its folder") << QStringLiteral("/journal");
    QTest::newRow("of the folder above") << QString();
}

void DialJournalSyncTest::aSyncThatFailsIsTold()
{
    QFETCH(const QString, broken);
    DialJournal journal(m_folder);
    syncs().broken = m_parent + broken;
    QVERIFY(!permit(journal).ok());
    QVERIFY(!permit(journal).ok());
    syncs() = {};
    QVERIFY(permit(journal).ok());
}

QTEST_GUILESS_MAIN(DialJournalSyncTest)
#include "dial_journal_sync_test.moc"
