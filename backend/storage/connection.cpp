#include "storage/connection.h"

#include "core/log.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QTemporaryFile>
#include <QVariant>

#include <sqlite3.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <unordered_map>
#include <utility>

#include <fcntl.h>

namespace campanile {

namespace {

sqlite3_stmt *native(void *statement)
{
    return static_cast<sqlite3_stmt *>(statement);
}

// Pages of 4 KiB. The log stays around 16 MiB, and there are many commits for one checkpoint.
constexpr int checkpointAfterFrames = 4'000;

// Nobody else writes. But the kernel may still be releasing the locks of a process that was killed a moment ago, and
// the first connection that opens the log of a killed process holds a lock while it reads it.
constexpr int busyTimeoutMs = 5'000;

// Some times as many as a connection keeps, so that hardly two of them share a place of the table.
constexpr std::size_t statementsExpected = 2'000;

/// Qt SQL knows its connections by names that are unique over all threads.
QString nextConnectionName()
{
    static std::atomic<int> opened = 0;
    return QStringLiteral("campanile-%1").arg(++opened);
}

/// Has to be called before the first connection. It switches the library's memory statistics off, for which each
/// allocation would take a lock.
void configureLibrary()
{
    static const int configured = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    Q_UNUSED(configured);
}

ErrorCode codeFor(int sqliteCode)
{
    switch (sqliteCode & 0xff) {
    case SQLITE_FULL:
        return ErrorCode::StorageFull;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return ErrorCode::StorageReadOnly;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorCode::StorageBusy;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return ErrorCode::StorageCorrupt;
    case SQLITE_INTERRUPT:
        return ErrorCode::Cancelled;
    default:
        return ErrorCode::StorageFailed;
    }
}

QString adviceFor(ErrorCode code)
{
    switch (code) {
    case ErrorCode::StorageFull:
        return QStringLiteral("The disk is full; nothing of this was kept. Free some space and try again.");
    case ErrorCode::StorageReadOnly:
        return QStringLiteral("The data directory cannot be written. Check its permissions and try again.");
    case ErrorCode::StorageBusy:
        return QStringLiteral("Another program holds the database. Close it and try again.");
    case ErrorCode::StorageCorrupt:
        return QStringLiteral("The database file is damaged or is no Campanile database. Restore a backup.");
    case ErrorCode::Cancelled:
        return QStringLiteral("The query was cancelled.");
    default:
        return QStringLiteral("The database refused to work.");
    }
}

/// Renames a finished file. Unless it may replace another of that name, it never does.
bool giveName(const QString &from, const QString &to, bool mayReplace)
{
    const QByteArray source = QFile::encodeName(from);
    const QByteArray target = QFile::encodeName(to);
    if (!mayReplace) {
        if (renameat2(AT_FDCWD, source.constData(), AT_FDCWD, target.constData(), RENAME_NOREPLACE) == 0) {
            return true;
        }
        if (errno != EINVAL) { // a file system that does not know the flag
            return false;
        }
        if (QFileInfo::exists(to)) {
            errno = EEXIST;
            return false;
        }
    }
    return rename(source.constData(), target.constData()) == 0;
}

} // namespace

struct Rows::Statement {
    sqlite3_stmt *native = nullptr;
    bool beingRead = false; ///< by Rows that still exist
};

struct Connection::Private {
    QString name;
    QString path;
    Access access = Access::ReadOnly;
    QSqlDatabase database;
    sqlite3 *handle = nullptr;
    // The key is the literal's address. The same text at two places may be prepared twice, which does no harm.
    std::unordered_map<const char *, Rows::Statement> statements;
    int logFrames = 0;
    std::stop_token stop;

    static int isStopped(void *self) { return static_cast<Private *>(self)->stop.stop_requested() ? 1 : 0; }
    static int noteLogSize(void *self, sqlite3 *, const char *, int frames)
    {
        static_cast<Private *>(self)->logFrames = frames;
        return SQLITE_OK;
    }
};

Rows::Rows(Connection &connection, Statement &statement)
    : m_connection(&connection)
    , m_statement(&statement)
    , m_native(statement.native)
{
    statement.beingRead = true;
}

Rows::Rows(Rows &&other) noexcept
    : m_connection(other.m_connection)
    , m_statement(std::exchange(other.m_statement, nullptr))
    , m_native(other.m_native)
{
}

Rows::~Rows()
{
    if (m_statement != nullptr) {
        sqlite3_reset(m_statement->native);
        m_statement->beingRead = false;
    }
}

bool Rows::next()
{
    const int code = sqlite3_step(native(m_native));
    if (code == SQLITE_ROW) {
        return true;
    }
    if (code != SQLITE_DONE) {
        m_connection->fail(code, "reading");
    }
    return false;
}

bool Rows::isNull(int column) const
{
    return sqlite3_column_type(native(m_native), column) == SQLITE_NULL;
}

std::int64_t Rows::integer(int column) const
{
    return sqlite3_column_int64(native(m_native), column);
}

double Rows::real(int column) const
{
    return sqlite3_column_double(native(m_native), column);
}

std::string_view Rows::utf8(int column) const
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(native(m_native), column));
    if (text == nullptr) {
        return {};
    }
    return {text, static_cast<std::size_t>(sqlite3_column_bytes(native(m_native), column))};
}

QString Rows::text(int column) const
{
    const std::string_view bytes = utf8(column);
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

Connection::Connection(const QString &path, Access access)
    : m_d(std::make_unique<Private>())
{
    configureLibrary();
    m_d->statements.reserve(statementsExpected);
    m_d->path = path;
    m_d->access = access;
    m_d->name = nextConnectionName();
    m_d->database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_d->name);
    m_d->database.setDatabaseName(path);
    if (access == Access::ReadOnly) {
        m_d->database.setConnectOptions(QStringLiteral("QSQLITE_OPEN_READONLY"));
    }
    const auto giveUp = [this](ErrorCode code, const QString &message) {
        m_d->database = QSqlDatabase();
        QSqlDatabase::removeDatabase(m_d->name);
        throw StorageError({code, message, {}});
    };
    if (!m_d->database.open()) {
        giveUp(ErrorCode::StorageReadOnly,
               QStringLiteral("Cannot open the database %1: %2").arg(path, m_d->database.lastError().databaseText()));
    }
    m_d->handle = *static_cast<sqlite3 *const *>(m_d->database.driver()->handle().constData());
    sqlite3_extended_result_codes(m_d->handle, 1);
    sqlite3_busy_timeout(m_d->handle, busyTimeoutMs);
    sqlite3_db_config(m_d->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    // SQLite keeps a plan once it is made, whatever values are bound later.
    sqlite3_db_config(m_d->handle, SQLITE_DBCONFIG_ENABLE_QPSG, 1, nullptr);
    sqlite3_db_config(m_d->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    // Debian's SQLite 3.40.1 can damage a log that two connections checkpoint, so only the writer does that.
    if (access == Access::ReadOnly) {
        sqlite3_db_config(m_d->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    }
    try {
        script("PRAGMA foreign_keys=ON; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA wal_autocheckpoint=0;"
               "PRAGMA temp_store=MEMORY");
        if (access == Access::ReadWrite) {
            script("PRAGMA synchronous=FULL; PRAGMA cache_size=-32768");
            sqlite3_wal_hook(m_d->handle, &Private::noteLogSize, m_d.get()); // in place of automatic checkpoints
        } else {
            script("PRAGMA query_only=ON; PRAGMA cache_size=-8192");
        }
    } catch (const StorageError &error) {
        giveUp(error.error().code, error.error().message);
    }
}

Connection::~Connection()
{
    if (inTransaction()) {
        rollback();
    }
    for (const auto &[sql, statement] : m_d->statements) {
        sqlite3_finalize(statement.native);
    }
    m_d->database.close();
    m_d->database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_d->name);
}

Rows::Statement &Connection::prepare(const char *sql)
{
    const auto known = m_d->statements.find(sql);
    if (known != m_d->statements.end()) {
        if (known->second.beingRead) {
            throw StorageError({ErrorCode::Internal,
                                QStringLiteral("A statement was used again while its rows were still being read: %1")
                                    .arg(QString::fromUtf8(sql).simplified().left(120)),
                                {}});
        }
        return known->second;
    }
    const std::string text = withNumbers(sql);
    sqlite3_stmt *statement = nullptr;
    const int code = sqlite3_prepare_v3(m_d->handle, text.data(), static_cast<int>(text.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) {
        fail(code, sql);
    }
    return m_d->statements.emplace(sql, Statement{statement}).first->second;
}

std::int64_t Connection::run(Statement &statement)
{
    const int code = sqlite3_step(statement.native);
    if (code != SQLITE_DONE && code != SQLITE_ROW) {
        const QByteArray sql(sqlite3_sql(statement.native));
        sqlite3_reset(statement.native);
        fail(code, sql.constData());
    }
    sqlite3_reset(statement.native);
    return sqlite3_changes64(m_d->handle);
}

void Connection::bindInteger(Statement &statement, int index, std::int64_t value)
{
    sqlite3_bind_int64(statement.native, index, value);
}

void Connection::bindReal(Statement &statement, int index, double value)
{
    sqlite3_bind_double(statement.native, index, value);
}

void Connection::bindText(Statement &statement, int index, std::string_view value, TextBytes bytes)
{
    sqlite3_bind_text64(statement.native, index, value.data() != nullptr ? value.data() : "", value.size(),
                        bytes == TextBytes::Borrowed ? SQLITE_STATIC : SQLITE_TRANSIENT, SQLITE_UTF8);
}

void Connection::bindNull(Statement &statement, int index)
{
    sqlite3_bind_null(statement.native, index);
}

void Connection::script(const QByteArray &sql)
{
    const int code = sqlite3_exec(m_d->handle, sql.constData(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) {
        fail(code, sql.left(80).constData());
    }
}

void Connection::begin()
{
    // After a deferred BEGIN the first write could fail at once, whatever the busy timeout is.
    if (m_d->access == Access::ReadWrite) {
        execute("BEGIN IMMEDIATE");
    } else {
        execute("BEGIN");
    }
}

void Connection::commit()
{
    execute("COMMIT");
}

void Connection::rollback() noexcept
{
    sqlite3_exec(m_d->handle, "ROLLBACK", nullptr, nullptr, nullptr);
}

bool Connection::inTransaction() const
{
    return sqlite3_get_autocommit(m_d->handle) == 0;
}

std::int64_t Connection::totalChanges() const
{
    return sqlite3_total_changes64(m_d->handle);
}

int Connection::checkpoint()
{
    int framesInLog = 0;
    int framesMoved = 0;
    sqlite3_wal_checkpoint_v2(m_d->handle, nullptr, SQLITE_CHECKPOINT_PASSIVE, &framesInLog, &framesMoved);
    m_d->logFrames = framesInLog - framesMoved;
    return m_d->logFrames;
}

void Connection::keepLogShort()
{
    if (m_d->logFrames > checkpointAfterFrames) {
        checkpoint();
    }
}

int Connection::logFrames() const
{
    return m_d->logFrames;
}

void Connection::backupTo(const QString &path, const std::stop_token &stop, Existing existing)
{
    QTemporaryFile part(path + QStringLiteral(".partial-XXXXXX")); // its owner's alone, and removed when it goes
    if (!part.open()) {
        throw StorageError({ErrorCode::StorageReadOnly,
                            QStringLiteral("The copy %1 cannot be written: %2. Choose a folder that can be written.")
                                .arg(path, part.errorString()),
                            {}});
    }
    copyInto(part.fileName(), stop);
    if (!giveName(part.fileName(), path, existing == Existing::Replace)) {
        const int code = errno;
        throw StorageError({ErrorCode::StorageFailed,
                            QStringLiteral("The copy cannot be given the name %1: %2. Choose another name.")
                                .arg(path, qt_error_string(code)),
                            {}});
    }
    part.setAutoRemove(false);
}

void Connection::copyInto(const QString &path, const std::stop_token &stop)
{
    // One moment for the whole copy: otherwise it would begin anew with each commit of another connection, and not end
    // as long as there are any.
    const Snapshot snapshot(*this);
    script("SELECT count(*) FROM sqlite_schema"); // the moment is that of the first read
    const QByteArray file = path.toUtf8();
    sqlite3 *copy = nullptr;
    int code = sqlite3_open(file.constData(), &copy);
    sqlite3_backup *backup = code == SQLITE_OK ? sqlite3_backup_init(copy, "main", m_d->handle, "main") : nullptr;
    if (backup != nullptr) {
        do {
            code = stop.stop_requested() ? SQLITE_INTERRUPT : sqlite3_backup_step(backup, 1'000);
        } while (code == SQLITE_OK);
        code = code == SQLITE_DONE ? SQLITE_OK : code;
        const int finished = sqlite3_backup_finish(backup);
        code = code == SQLITE_OK ? finished : code;
    } else if (code == SQLITE_OK) {
        code = sqlite3_errcode(copy);
    }
    sqlite3_close(copy);
    if (code != SQLITE_OK) {
        throw StorageError({codeFor(code),
                            QStringLiteral("Copying the database to %1 failed: %2. %3")
                                .arg(path, QString::fromUtf8(sqlite3_errstr(code)), adviceFor(codeFor(code))),
                            {}});
    }
}

Connection::Snapshot::Snapshot(Connection &connection)
    : m_connection(connection)
    , m_isOwn(!connection.inTransaction())
{
    if (m_isOwn) {
        m_connection.script("BEGIN");
    }
}

Connection::Snapshot::~Snapshot()
{
    if (m_isOwn) {
        m_connection.rollback();
    }
}

void Connection::cancelOn(std::stop_token stop)
{
    constexpr int stepsBetweenLooks = 1'000; // steps of SQLite's machine
    m_d->stop = std::move(stop);
    sqlite3_progress_handler(m_d->handle, stepsBetweenLooks, m_d->stop.stop_possible() ? &Private::isStopped : nullptr,
                             m_d.get());
}

void Connection::giveUpDurability()
{
    script("PRAGMA synchronous=OFF");
}

QString Connection::firstDamage()
{
    Rows rows = query("PRAGMA integrity_check(1)");
    const QString finding = rows.next() ? rows.text(0) : QStringLiteral("no answer");
    return finding == QLatin1StringView("ok") ? QString() : finding;
}

QString Connection::libraryVersion()
{
    return QStringLiteral("SQLite %1").arg(QLatin1StringView(sqlite3_libversion()));
}

void Connection::fail(int code, const char *doing)
{
    const ErrorCode errorCode = codeFor(code);
    if (errorCode != ErrorCode::Cancelled) {
        log::error(log::Layer::Storage, "statement failed", {{"code", errorCode}, {"sqlite_code", code}});
    }
    throw StorageError({errorCode,
                        QStringLiteral("%1 (%2, SQLite code %3, while %4)")
                            .arg(adviceFor(errorCode), QString::fromUtf8(sqlite3_errmsg(m_d->handle)))
                            .arg(code)
                            .arg(QString::fromUtf8(doing).simplified().left(120)),
                        {}});
}

} // namespace campanile
