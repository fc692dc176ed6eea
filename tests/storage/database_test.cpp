// Connection, migrations and data directory: a database is made, found again, or refused without a byte being changed.

#include "storage/connection.h"
#include "storage/data_directory.h"
#include "storage/engine_store.h"
#include "storage/migrations.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <chrono>
#include <stop_token>
#include <thread>

#include <sys/stat.h>

using namespace campanile;

namespace {

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

/// Opens as the program does; the error it ends with, if it does.
std::optional<ErrorCode> open(const QString &path)
{
    try {
        Connection db(path, Connection::Access::ReadWrite);
        migrate(db, path);
    } catch (const StorageError &error) {
        return error.error().code;
    }
    return std::nullopt;
}

/// A database made by the plain driver, as another program or version would leave it.
void makeDatabase(const QString &path, const QStringList &statements)
{
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("other program"));
        database.setDatabaseName(path);
        QVERIFY(database.open());
        for (const QString &statement : statements) {
            QVERIFY2(QSqlQuery(database).exec(statement), qPrintable(statement));
        }
    }
    QSqlDatabase::removeDatabase(QStringLiteral("other program"));
}

int modeOf(const QString &path)
{
    struct stat info {};
    return stat(QFile::encodeName(path).constData(), &info) == 0 ? static_cast<int>(info.st_mode & 0777) : -1;
}

} // namespace

class DatabaseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aNewDatabaseGetsTheSchema();
    void aDatabaseIsFoundAgain();
    void aNewerDatabaseIsRefusedUntouched();
    void aDatabaseOfAnotherProgramIsRefusedUntouched_data();
    void aDatabaseOfAnotherProgramIsRefusedUntouched();
    void aFileThatIsNoDatabaseIsRefusedUntouched();
    void aFolderWhereTheDatabaseShouldBeIsRefused();
    void writesAreSafeWhenTheyAreCommitted();
    void aReaderCannotWrite();
    void aTransactionIsWholeOrNothing();
    void aBackupIsWhole();
    void aBackupEndsWhileOthersCommit();
    void aBackupThatFailsLeavesNothing();
    void aStatementThatIsBeingReadIsNotUsedAgain();
    void aStatementNamesTheNumbersOfEnums();
    void zonesOfOlderListsAreFound();
    void theDataDirectoryBelongsToOneProcess();
    void theDataDirectoryIsItsOwnersAlone();
    void aFileWhereTheDataDirectoryShouldBeIsRefused();
    void aDataDirectoryThatCannotBeWrittenIsRefused();
    void aDatabaseKeepsItsName();

private:
    [[nodiscard]] QString path(const char *name) const { return m_folder->filePath(QString::fromLatin1(name)); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void DatabaseTest::aNewDatabaseGetsTheSchema()
{
    Connection db(path("new.sqlite"), Connection::Access::ReadWrite);
    migrate(db, path("new.sqlite"));
    QCOMPARE(db.integer("PRAGMA user_version"), std::optional<std::int64_t>(schemaVersion));
    QCOMPARE(db.integer("PRAGMA application_id"), std::optional<std::int64_t>(0x43414d50));
    QVERIFY(db.integer("SELECT count(*) FROM sqlite_schema WHERE type = 'table'").value() >= 15);
    migrate(db, path("new.sqlite")); // and a second time there is nothing to do
    QCOMPARE(QDir(m_folder->path()).entryList({QStringLiteral("new.sqlite.*")}), QStringList()); // nor to be kept
}

void DatabaseTest::aDatabaseIsFoundAgain()
{
    QCOMPARE(open(path("kept.sqlite")), std::nullopt);
    {
        Connection db(path("kept.sqlite"), Connection::Access::ReadWrite);
        db.execute("INSERT INTO engine (id, instance, stopped) VALUES (1, 'x', 41)");
    }
    QCOMPARE(open(path("kept.sqlite")), std::nullopt);
    Connection db(path("kept.sqlite"), Connection::Access::ReadOnly);
    QCOMPARE(db.integer("SELECT stopped FROM engine"), std::optional<std::int64_t>(41));
}

void DatabaseTest::aNewerDatabaseIsRefusedUntouched()
{
    const QString file = path("newer.sqlite");
    QCOMPARE(open(file), std::nullopt);
    {
        Connection db(file, Connection::Access::ReadWrite);
        db.script(QStringLiteral("PRAGMA user_version=%1").arg(schemaVersion + 1).toLatin1());
        db.checkpoint();
    }
    const QByteArray before = bytesOf(file);
    QCOMPARE(open(file), std::optional(ErrorCode::StorageNewer));
    QVERIFY(bytesOf(file) == before);
    QCOMPARE(QDir(m_folder->path()).entryList({QStringLiteral("newer.sqlite.*")}), QStringList());
}

void DatabaseTest::aDatabaseOfAnotherProgramIsRefusedUntouched_data()
{
    QTest::addColumn<QStringList>("statements");
    QTest::newRow("a table of its own") << QStringList{QStringLiteral("CREATE TABLE music (title TEXT)"),
                                                       QStringLiteral("INSERT INTO music VALUES ('La Campanella')")};
    QTest::newRow("an application id") << QStringList{QStringLiteral("PRAGMA application_id=1196444487")};
    QTest::newRow("a version") << QStringList{QStringLiteral("PRAGMA user_version=1")};
}

void DatabaseTest::aDatabaseOfAnotherProgramIsRefusedUntouched()
{
    QFETCH(const QStringList, statements);
    const QString file = path("other.sqlite");
    makeDatabase(file, statements);
    const QByteArray before = bytesOf(file);
    QVERIFY(before.size() > 100);
    QCOMPARE(open(file), std::optional(ErrorCode::StorageCorrupt));
    QVERIFY(bytesOf(file) == before);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{QStringLiteral("other.sqlite")});
}

void DatabaseTest::aFileThatIsNoDatabaseIsRefusedUntouched()
{
    const QByteArray text("This is a letter, and no database, however one looks at it.\n");
    QFile file(path("letter.sqlite"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text.repeated(100));
    file.close();
    QCOMPARE(open(file.fileName()), std::optional(ErrorCode::StorageCorrupt));
    QVERIFY(bytesOf(file.fileName()) == text.repeated(100));
}

void DatabaseTest::aFolderWhereTheDatabaseShouldBeIsRefused()
{
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("folder.sqlite")));
    QCOMPARE(open(path("folder.sqlite")), std::optional(ErrorCode::StorageReadOnly));
    QVERIFY(QFileInfo(path("folder.sqlite")).isDir());
}

void DatabaseTest::writesAreSafeWhenTheyAreCommitted()
{
    Connection db(path("safe.sqlite"), Connection::Access::ReadWrite);
    migrate(db, path("safe.sqlite"));
    Rows mode = db.query("PRAGMA journal_mode");
    QVERIFY(mode.next());
    QCOMPARE(mode.text(0), QStringLiteral("wal"));
    QCOMPARE(db.integer("PRAGMA synchronous"), std::optional<std::int64_t>(2)); // FULL
    QCOMPARE(db.integer("PRAGMA foreign_keys"), std::optional<std::int64_t>(1));
    QCOMPARE(db.integer("PRAGMA trusted_schema"), std::optional<std::int64_t>(0));
    // Only the writer takes checkpoints, and only when it says so: see the version of the library in Debian 12.
    QCOMPARE(db.integer("PRAGMA wal_autocheckpoint"), std::optional<std::int64_t>(0));
}

void DatabaseTest::aReaderCannotWrite()
{
    QCOMPARE(open(path("read.sqlite")), std::nullopt);
    Connection reader(path("read.sqlite"), Connection::Access::ReadOnly);
    try {
        reader.execute("INSERT INTO engine (id, instance) VALUES (1, 'x')");
        QFAIL("It wrote.");
    } catch (const StorageError &error) {
        QCOMPARE(error.error().code, ErrorCode::StorageReadOnly);
        QVERIFY(!error.error().message.isEmpty());
    }
}

void DatabaseTest::aTransactionIsWholeOrNothing()
{
    Connection db(path("whole.sqlite"), Connection::Access::ReadWrite);
    migrate(db, path("whole.sqlite"));
    const auto rows = [&db] { return db.integer("SELECT count(*) FROM buckets").value(); };
    db.begin();
    QVERIFY(db.inTransaction());
    db.execute("INSERT INTO buckets (scope, scope_id, tat) VALUES (0, 1, 1)");
    QCOMPARE(rows(), 1);
    db.commit();
    QCOMPARE(rows(), 1);
    db.begin();
    db.execute("DELETE FROM buckets");
    db.rollback();
    QVERIFY(!db.inTransaction());
    QCOMPARE(rows(), 1);
}

void DatabaseTest::aBackupIsWhole()
{
    Connection db(path("live.sqlite"), Connection::Access::ReadWrite);
    migrate(db, path("live.sqlite"));
    db.execute("INSERT INTO buckets (scope, scope_id, tat) VALUES (0, 7, 99)"); // still in the log only
    db.backupTo(path("copy.sqlite"));
    Connection copy(path("copy.sqlite"), Connection::Access::ReadOnly);
    QCOMPARE(copy.integer("SELECT tat FROM buckets WHERE scope_id = 7"), std::optional<std::int64_t>(99));
    QCOMPARE(copy.integer("PRAGMA user_version"), std::optional<std::int64_t>(schemaVersion));
    QCOMPARE(modeOf(path("copy.sqlite")), 0600);
}

/// The copy is what was there at one moment: it ends although the database changes all the time, and no transaction is
/// in it by half.
void DatabaseTest::aBackupEndsWhileOthersCommit()
{
    constexpr std::chrono::seconds patience{30}; // then the backup is given up, so that this test ends in any case
    const QString file = path("live.sqlite");
    Connection db(file, Connection::Access::ReadWrite);
    migrate(db, file);
    db.giveUpDurability();
    db.script("CREATE TABLE ballast AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000)"
              " SELECT i, hex(zeroblob(2000)) AS filling FROM n;"
              "INSERT INTO buckets (scope, scope_id, tat) VALUES (0, 1, 0), (0, 2, 0)");
    std::stop_source givenUp;
    std::atomic<bool> isDone = false;
    std::atomic<int> commits = 0;
    std::thread others([&] {
        const auto end = std::chrono::steady_clock::now() + patience;
        Connection writer(file, Connection::Access::ReadWrite);
        while (!isDone && std::chrono::steady_clock::now() < end) {
            writer.begin();
            writer.execute("UPDATE buckets SET tat = tat + 1 WHERE scope_id = 1");
            writer.execute("UPDATE buckets SET tat = tat + 1 WHERE scope_id = 2");
            writer.commit();
            writer.keepLogShort();
            ++commits;
            commits.notify_all();
        }
        givenUp.request_stop();
    });
    commits.wait(0);
    const int before = commits;
    std::optional<ErrorCode> failure;
    try {
        Connection(file, Connection::Access::ReadOnly).backupTo(path("copy.sqlite"), givenUp.get_token());
    } catch (const StorageError &error) {
        failure = error.error().code;
    }
    const int after = commits;
    isDone = true;
    others.join();
    QCOMPARE(failure, std::nullopt);
    QVERIFY(after > before); // and it held nobody up
    Connection copy(path("copy.sqlite"), Connection::Access::ReadOnly);
    QCOMPARE(copy.firstDamage(), QString());
    QCOMPARE(copy.integer("SELECT count(DISTINCT tat) FROM buckets"), std::optional<std::int64_t>(1));
    QVERIFY(copy.integer("SELECT max(tat) FROM buckets").value() >= before);
    QCOMPARE(copy.integer("SELECT count(*) FROM ballast"), std::optional<std::int64_t>(4'000));
}

void DatabaseTest::aBackupThatFailsLeavesNothing()
{
    Connection db(path("live.sqlite"), Connection::Access::ReadWrite);
    migrate(db, path("live.sqlite"));
    const auto codeOf = [&db](const QString &file, const std::stop_token &stop) {
        try {
            db.backupTo(file, stop);
        } catch (const StorageError &error) {
            return std::optional(error.error().code);
        }
        return std::optional<ErrorCode>();
    };
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(codeOf(path("copy.sqlite"), stop.get_token()), std::optional(ErrorCode::Cancelled));
    QVERIFY(!db.inTransaction());
    QCOMPARE(QDir(m_folder->path()).entryList({QStringLiteral("copy*")}, QDir::Files), QStringList());
    QCOMPARE(codeOf(path("no/such/folder/copy.sqlite"), {}), std::optional(ErrorCode::StorageReadOnly));
    QFile other(path("copy.sqlite")); // that is there already is not touched
    QVERIFY(other.open(QIODevice::WriteOnly));
    other.write("A letter.");
    other.close();
    QCOMPARE(codeOf(other.fileName(), {}), std::optional(ErrorCode::StorageFailed));
    QCOMPARE(bytesOf(other.fileName()), QByteArray("A letter."));
    QCOMPARE(QDir(m_folder->path()).entryList({QStringLiteral("copy*")}, QDir::Files),
             QStringList{QStringLiteral("copy.sqlite")});
    QCOMPARE(codeOf(path("another.sqlite"), {}), std::nullopt);
}

void DatabaseTest::aStatementThatIsBeingReadIsNotUsedAgain()
{
    Connection db(path("read.sqlite"), Connection::Access::ReadWrite);
    migrate(db, path("read.sqlite"));
    db.execute("INSERT INTO buckets (scope, scope_id, tat) VALUES (0, 1, 10), (0, 2, 20)");
    const auto read = [&db](std::int64_t above) {
        return db.query("SELECT tat FROM buckets WHERE tat > ? ORDER BY tat", above);
    };
    const auto refused = [&read] {
        try {
            const Rows second = read(15);
            return false;
        } catch (const StorageError &error) {
            return error.error().code == ErrorCode::Internal && error.error().message.contains(u"FROM buckets");
        }
    };
    {
        Rows rows = read(0);
        QVERIFY(refused()); // before its first row, …
        QVERIFY(rows.next());
        QVERIFY(refused()); // … between two of them, …
        QCOMPARE(rows.integer(0), 10);
        QVERIFY(rows.next());
        QCOMPARE(rows.integer(0), 20); // … and the first reader does not notice
        QVERIFY(!rows.next());
        QVERIFY(refused()); // after its last one, too, as long as it is there
    }
    Rows again = read(15);
    QVERIFY(again.next());
    QCOMPARE(again.integer(0), 20);
}

void DatabaseTest::aStatementNamesTheNumbersOfEnums()
{
    QCOMPARE(withNumbers("status = {call.failed} AND state < {attempt.ended}"),
             std::string("status = 3 AND state < 4"));
    QCOMPARE(withNumbers("SELECT '{call.failed}', '{}'"), std::string("SELECT '{call.failed}', '{}'")); // text
    QVERIFY(!onlyKnownNames("status = {call.lost}"));
    QVERIFY(!onlyKnownNames("status = {call.failed"));
}

/// A list of version 4 keeps each person's zone in the variables alone.
void DatabaseTest::zonesOfOlderListsAreFound()
{
    const QString file = path("older.sqlite");
    QCOMPARE(open(path("new.sqlite")), std::nullopt); // and the steps of the schema can be read
    {
        Connection db(file, Connection::Access::ReadWrite);
        for (const char *step : {"0001_initial", "0002_engine", "0003_caps_and_months", "0004_countries"}) {
            QFile sql(QStringLiteral(":/storage/%1.sql").arg(QLatin1StringView(step)));
            QVERIFY(sql.open(QIODevice::ReadOnly));
            db.script(sql.readAll());
        }
        db.script("PRAGMA application_id=0x43414d50; PRAGMA user_version=4; PRAGMA foreign_keys=OFF;"
                  "INSERT INTO targets (id, campaign_id, number, name, variables) VALUES"
                  " (1, 7, 14155550142, '', '{\"timezone\":\"Europe/Berlin\"}'),"
                  " (2, 7, 14155550143, '', '{\"city\":\"Berlin\"}'),"
                  " (3, 7, 14155550144, '', 'no \"timezone\" and no JSON'),"
                  " (4, 7, 14155550145, '', '{\"a\":\"\\\"timezone\\\"\"}')");
    }
    Connection db(file, Connection::Access::ReadWrite);
    migrate(db, file);
    QStringList zones;
    Rows rows = db.query("SELECT timezone FROM targets ORDER BY id");
    while (rows.next()) {
        zones << rows.text(0);
    }
    QCOMPARE(zones, (QStringList{QStringLiteral("Europe/Berlin"), QString(), QString(), QString()}));
}

void DatabaseTest::theDataDirectoryBelongsToOneProcess()
{
    auto first = DataDirectory::take(path("data"));
    QVERIFY(first.ok());
    const auto second = DataDirectory::take(path("data"));
    QVERIFY(!second.ok());
    QCOMPARE(second.error().code, ErrorCode::StorageBusy);
    QVERIFY(second.error().message.contains(path("data")));
    (*first).reset();
    QVERIFY(DataDirectory::take(path("data")).ok()); // free as soon as its owner is gone
}

void DatabaseTest::theDataDirectoryIsItsOwnersAlone()
{
    const mode_t before = umask(0); // the widest of masks: nothing is left to it
    const auto directory = DataDirectory::take(path("deep/er/data"));
    QVERIFY(directory.ok());
    {
        Connection db((*directory)->database().name(), Connection::Access::ReadWrite);
        migrate(db, (*directory)->database().name());
        QCOMPARE(modeOf((*directory)->database().name() + QStringLiteral("-wal")), 0600);
        QCOMPARE(modeOf((*directory)->database().name() + QStringLiteral("-shm")), 0600);
    }
    umask(before);
    for (const char *folder : {"deep", "deep/er", "deep/er/data", "deep/er/data/uploads"}) {
        QCOMPARE(modeOf(path(folder)), 0700);
    }
    QCOMPARE(modeOf((*directory)->database().name()), 0600);
    QCOMPARE(modeOf(path("deep/er/data/lock")), 0600);
}

void DatabaseTest::aFileWhereTheDataDirectoryShouldBeIsRefused()
{
    QFile file(path("data"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto directory = DataDirectory::take(path("data"));
    QVERIFY(!directory.ok());
    QCOMPARE(directory.error().code, ErrorCode::StorageReadOnly);
    QVERIFY(QFileInfo(path("data")).isFile());
}

void DatabaseTest::aDataDirectoryThatCannotBeWrittenIsRefused()
{
    // /proc takes no new folder from anybody, not even from root.
    const auto directory = DataDirectory::take(QStringLiteral("/proc/campanile"));
    QVERIFY(!directory.ok());
    QCOMPARE(directory.error().code, ErrorCode::StorageReadOnly);
}

void DatabaseTest::aDatabaseKeepsItsName()
{
    Connection db(path("engine.sqlite"), Connection::Access::ReadWrite);
    migrate(db, path("engine.sqlite"));
    EngineStore engine(db);
    engine.ensure();
    const std::string instance = engine.instance();
    QVERIFY(!instance.empty());
    engine.ensure();
    QCOMPARE(engine.instance(), instance);
    QVERIFY(!engine.isStopped());
    engine.setStopped(true);
    QVERIFY(engine.isStopped());
}

QTEST_GUILESS_MAIN(DatabaseTest)
#include "database_test.moc"
