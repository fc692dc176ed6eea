#include "postgres/postgres_cluster.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <csignal>

#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace campanile::test {

namespace {

constexpr int patienceMs = 120'000; // a machine that does much else may need a while

} // namespace

// The path of a socket has at most 107 characters, so the folder lies directly in /tmp.
PostgresCluster::PostgresCluster()
    : m_folder(QStringLiteral("/tmp/campanile-postgres-XXXXXX"))
{
    if (!m_folder.isValid()) {
        m_error = QStringLiteral("There is no temporary folder: %1").arg(m_folder.errorString());
        return;
    }
    static_cast<void>(findPrograms() && chooseUser() && makeCluster() && startServer());
}

PostgresCluster::~PostgresCluster()
{
    if (m_server.state() != QProcess::NotRunning) {
        kill(static_cast<pid_t>(m_server.processId()), SIGQUIT); // at once: nobody needs the data
        if (!m_server.waitForFinished(patienceMs)) {
            m_server.kill();
            m_server.waitForFinished();
        }
    }
}

bool PostgresCluster::findPrograms()
{
    // Debian keeps the server's programs out of the path, a folder for each version.
    QStringList folders;
    const QDir versions(QStringLiteral("/usr/lib/postgresql"));
    for (const QString &version : versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed)) {
        folders << versions.filePath(version + QStringLiteral("/bin"));
    }
    QString initdb = QStandardPaths::findExecutable(QStringLiteral("initdb"), folders);
    if (initdb.isEmpty()) {
        initdb = QStandardPaths::findExecutable(QStringLiteral("initdb"));
    }
    if (initdb.isEmpty()) {
        m_error = QStringLiteral("PostgreSQL is not installed. Run: installer/deps test");
        return false;
    }
    m_programs = QFileInfo(initdb).canonicalPath();
    return true;
}

bool PostgresCluster::chooseUser()
{
    if (geteuid() != 0) {
        return true;
    }
    const passwd *user = getpwnam("postgres");
    user = user != nullptr ? user : getpwnam("nobody");
    if (user == nullptr || chown(QFile::encodeName(m_folder.path()).constData(), user->pw_uid, user->pw_gid) != 0) {
        m_error = QStringLiteral("PostgreSQL does not run as root, and there is no other user for it.");
        return false;
    }
    m_user = user->pw_uid;
    m_group = user->pw_gid;
    return true;
}

void PostgresCluster::prepare(QProcess &process) const
{
    process.setWorkingDirectory(m_folder.path());
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setChildProcessModifier([user = m_user, group = m_group] {
        if (user != 0 && (setgroups(0, nullptr) != 0 || setgid(group) != 0 || setuid(user) != 0)) {
            _exit(126);
        }
        prctl(PR_SET_PDEATHSIG, SIGQUIT); // forgotten by a change of the user, and so comes after it
    });
}

bool PostgresCluster::makeCluster()
{
    QProcess initdb;
    prepare(initdb);
    initdb.start(m_programs + QStringLiteral("/initdb"),
                 {QStringLiteral("--pgdata=%1/data").arg(m_folder.path()), QStringLiteral("--username=campanile"),
                  QStringLiteral("--auth=trust"), QStringLiteral("--encoding=UTF8"), QStringLiteral("--locale=C"),
                  QStringLiteral("--no-sync"), QStringLiteral("--no-instructions")});
    if (!initdb.waitForFinished(patienceMs) || initdb.exitCode() != 0) {
        m_error = QStringLiteral("initdb failed: %1").arg(QString::fromUtf8(initdb.readAll()));
        return false;
    }
    return true;
}

bool PostgresCluster::startServer()
{
    prepare(m_server);
    m_server.start(m_programs + QStringLiteral("/postgres"),
                   {QStringLiteral("-D"), m_folder.filePath(QStringLiteral("data")), QStringLiteral("-k"),
                    m_folder.path(), QStringLiteral("-c"), QStringLiteral("listen_addresses="), QStringLiteral("-c"),
                    QStringLiteral("fsync=off"), QStringLiteral("-c"), QStringLiteral("shared_buffers=8MB"),
                    QStringLiteral("-c"), QStringLiteral("autovacuum=off"), QStringLiteral("-c"),
                    QStringLiteral("max_connections=10"), QStringLiteral("-c"), QStringLiteral("log_min_messages=log"),
                    QStringLiteral("-c"), QStringLiteral("log_min_error_statement=panic")});
    QByteArray said;
    QElapsedTimer waited;
    waited.start();
    while (!said.contains("ready to accept connections")) {
        if (waited.hasExpired(patienceMs) || !m_server.waitForReadyRead(patienceMs)) {
            m_error = QStringLiteral("The server did not start: %1").arg(QString::fromUtf8(said + m_server.readAll()));
            return false;
        }
        said += m_server.readAll();
    }
    return true;
}

PostgresConnection PostgresCluster::connect() const
{
    const QByteArray where = QStringLiteral("host=%1 user=campanile dbname=postgres").arg(m_folder.path()).toUtf8();
    return {PQconnectdb(where.constData()), &PQfinish};
}

} // namespace campanile::test
