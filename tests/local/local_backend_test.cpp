// A data directory: who may open it, what is left behind, and what is there again the next time.

#include "local/maintenance.h"
#include "support/calling_desk.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace campanile;
using namespace campanile::test;

class LocalBackendTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void theDirectoryBelongsToOneBackend();
    void anEndLeavesNothingBesideTheDatabase();
    void aDatabaseOfANewerVersionIsRefused();
    void aDatabaseOfAnotherProgramIsLeftAlone();
    void stopAllIsKeptOverARestart();
    void stopAllOfAnotherProcessIsShownAndReleased();
    void callsThatWereCutOffAreTold();
    void aReopenedBackendFindsEverythingAndGoesOn();
    void idsGrowAlthoughTheClockWasSetBack();
    void theKeyOpensAndNothingElseDoes();
    void aBackupCanBeOpened();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("data")); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void LocalBackendTest::theDirectoryBelongsToOneBackend()
{
    auto first = std::make_unique<CallingDesk>(path());
    const auto second = LocalBackend::open({.dataDirectory = path(), .simulatedWire = {}});
    QVERIFY(!second.ok());
    QCOMPARE(second.error().code, ErrorCode::StorageBusy);
    QVERIFY(first->createCampaign().ok()); // the first does not suffer
    first.reset();
    QVERIFY(LocalBackend::open({.dataDirectory = path(), .simulatedWire = {}}).ok());
}

void LocalBackendTest::anEndLeavesNothingBesideTheDatabase()
{
    {
        CallingDesk desk(path());
        desk.hurry();
        const CampaignId campaign = desk.createCampaign()->id;
        QVERIFY(desk.import(campaign, listOf(people(20))).ok());
        QVERIFY(desk.move(&CampaignService::start, campaign).ok());
        QTRY_VERIFY_WITH_TIMEOUT(desk.stats(campaign).attempts > 5, 60'000);
    }
    // Whoever copies the one file has all of it.
    QCOMPARE(QDir(path()).entryList({QStringLiteral("campanile.sqlite*")}, QDir::Files),
             QStringList{QStringLiteral("campanile.sqlite")});
}

void LocalBackendTest::aDatabaseOfANewerVersionIsRefused()
{
    {
        CallingDesk desk(path());
    }
    const QString database = path() + QStringLiteral("/campanile.sqlite");
    QFile file(database);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(60)); // user_version in the header of the file
    file.write(QByteArray("\x00\x00\x7f\xff", 4));
    file.close();
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll();
    file.close();
    const auto opened = LocalBackend::open({.dataDirectory = path(), .simulatedWire = {}});
    QVERIFY(!opened.ok());
    QCOMPARE(opened.error().code, ErrorCode::StorageNewer);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll() == before);
}

void LocalBackendTest::aDatabaseOfAnotherProgramIsLeftAlone()
{
    QVERIFY(QDir().mkpath(path()));
    QFile file(path() + QStringLiteral("/campanile.sqlite"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray("Not a database. ").repeated(512));
    file.close();
    const auto opened = LocalBackend::open({.dataDirectory = path(), .simulatedWire = {}});
    QVERIFY(!opened.ok());
    QCOMPARE(opened.error().code, ErrorCode::StorageCorrupt);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll() == QByteArray("Not a database. ").repeated(512));
}

void LocalBackendTest::stopAllIsKeptOverARestart()
{
    CampaignId campaign;
    {
        CallingDesk desk(path());
        desk.hurry();
        campaign = desk.createCampaign()->id;
        QVERIFY(desk.append(campaign, people(5)).ok());
        desk.stopAll();
        QVERIFY(desk.move(&CampaignService::start, campaign).ok());
        QVERIFY(desk.engine().stoppedByHand);
    }
    CallingDesk desk(path());
    QVERIFY(desk.engine().stoppedByHand);
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(campaign).hold.reason, HoldReason::Stopped, 30'000);
    QCOMPARE(desk.stats(campaign).attempts, 0);
    desk.release();
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(campaign).campaign.status, CampaignStatus::Completed, 30'000);
}

/// Stop all of another process on the same database stops this one, too, so that its people must be able to see and to
/// end it.
void LocalBackendTest::stopAllOfAnotherProcessIsShownAndReleased()
{
    CallingDesk desk(path());
    desk.hurry();
    QVERIFY(!desk.engine().stoppedByHand);
    Connection(desk.databasePath(), Connection::Access::ReadWrite).execute("UPDATE engine SET stopped = 1");
    QVERIFY(desk.engine().stoppedByHand);
    const ScheduledCallId call = desk.place(desk.newCall())->id;
    QCOMPARE(desk.statusOf(call), ScheduledCallStatus::Pending);
    desk.release();
    QVERIFY(!desk.engine().stoppedByHand);
    QTRY_COMPARE_WITH_TIMEOUT(desk.statusOf(call), ScheduledCallStatus::Dispatched, 30'000);
}

void LocalBackendTest::callsThatWereCutOffAreTold()
{
    AttemptId attempt;
    QString database;
    {
        CallingDesk desk(path());
        desk.hurry();
        QVERIFY(desk.engine().cutOff.empty());
        QVERIFY(desk.place(desk.newCall()).ok());
        QTRY_VERIFY_WITH_TIMEOUT(!desk.calls().empty() && desk.calls().front().endedAt.ms > 0, 30'000);
        attempt = desk.calls().front().id;
        database = desk.databasePath();
    }
    // As a process leaves a call that dies during it.
    Connection(database, Connection::Access::ReadWrite).execute("UPDATE scheduled_calls SET status = 1");
    Connection(database, Connection::Access::ReadWrite).execute("UPDATE attempts SET state = 1, ended_at = 0");
    CallingDesk desk(path());
    QCOMPARE(desk.engine().cutOff, std::vector<AttemptId>{attempt});
}

void LocalBackendTest::aReopenedBackendFindsEverythingAndGoesOn()
{
    CampaignId campaign;
    Campaign before;
    {
        CallingDesk desk(path());
        desk.hurry();
        campaign = desk.createCampaign()->id;
        QVERIFY(desk.import(campaign, listOf(people(50))).ok());
        desk.stopAll();
        QVERIFY(desk.move(&CampaignService::start, campaign).ok());
        QTRY_COMPARE_WITH_TIMEOUT(desk.stats(campaign).of(TargetStatus::Scheduled), 50, 30'000); // all in the queue
        before = desk.overview(campaign).campaign;
    }
    CallingDesk desk(path());
    QCOMPARE(desk.overview(campaign).campaign, before);
    QCOMPARE(desk.stats(campaign).total(), 50);
    QCOMPARE(desk.setup.agents.size(), 1U);
    QCOMPARE(desk.setup.trunks.front().simulation.speed, 10'000);
    desk.release();
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(campaign).campaign.status, CampaignStatus::Completed, 30'000);
    QCOMPARE(desk.stats(campaign).attempts, 50);
}

/// The clock of the program before was a day ahead, and so are the ids of the people that it added.
void LocalBackendTest::idsGrowAlthoughTheClockWasSetBack()
{
    CampaignId campaign;
    TargetId before;
    {
        CallingDesk desk(path());
        campaign = desk.createCampaign()->id;
        QVERIFY(desk.append(campaign, people(1)).ok());
        before = desk.targets(campaign).front().id;
    }
    const std::int64_t ahead = putTargetsADayAhead(path() + QStringLiteral("/campanile.sqlite"));
    CallingDesk desk(path());
    QVERIFY(desk.append(campaign, people(1, E164{14155553000})).ok());
    const std::vector<TargetRow> targets = desk.targets(campaign);
    QCOMPARE(targets.size(), 2U);
    QCOMPARE(targets.front().id.value, before.value + ahead);
    QVERIFY(targets.back().id > targets.front().id);
    QCOMPARE(targets.back().number, E164{14155553000});
}

void LocalBackendTest::theKeyOpensAndNothingElseDoes()
{
    QByteArray key;
    {
        CallingDesk desk(path());
        QFile file(desk.backend->apiKeyPath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
                 QFile::Permissions());
        key = file.readAll().trimmed();
        QVERIFY(key.size() >= 32);
        const auto accepts = [&](const QByteArray &text) {
            return desk.backend->apiKeys().find({text.constData(), static_cast<std::size_t>(text.size())}).has_value();
        };
        QVERIFY(accepts(key));
        QVERIFY(!accepts(QByteArray()));
        QVERIFY(!accepts(key + 'x'));
        QVERIFY(!accepts(key.chopped(1)));
        QVERIFY(!accepts(QByteArray(1'000'000, 'x')));
        QFile database(desk.backend->dataDirectory() + QStringLiteral("/campanile.sqlite"));
        QVERIFY(database.open(QIODevice::ReadOnly));
        QVERIFY(!database.readAll().contains(key)); // only its hash is kept
    }
    CallingDesk desk(path());
    QVERIFY(desk.backend->apiKeys().find({key.constData(), static_cast<std::size_t>(key.size())}).has_value());
}

void LocalBackendTest::aBackupCanBeOpened()
{
    const QString copyFolder = m_folder->filePath(QStringLiteral("copy"));
    CampaignId campaign;
    {
        CallingDesk desk(path());
        campaign = desk.createCampaign()->id;
        QVERIFY(desk.append(campaign, people(5)).ok());
        QVERIFY(QDir().mkpath(copyFolder));
        const QString target = copyFolder + QStringLiteral("/campanile.sqlite");
        const Result<QString> backedUp = backUp(path(), target); // while the owner is at work
        QVERIFY2(backedUp.ok(), backedUp.ok() ? "" : qPrintable(backedUp.error().message));
        QCOMPARE(backUp(path(), target).error().code, ErrorCode::InvalidInput); // it never overwrites
        QVERIFY(checkStorage(path()).ok());
    }
    QCOMPARE(checkStorage(m_folder->filePath(QStringLiteral("nowhere"))).error().code, ErrorCode::FileNotReadable);
    CallingDesk copy(copyFolder);
    QCOMPARE(copy.stats(campaign).total(), 5);
}

QTEST_GUILESS_MAIN(LocalBackendTest)
#include "local_backend_test.moc"
