#pragma once

#include <QProcess>
#include <QTemporaryDir>

#include <libpq-fe.h>

#include <memory>

namespace campanile::test {

using PostgresConnection = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using PostgresResult = std::unique_ptr<PGresult, decltype(&PQclear)>;

/// A PostgreSQL of a test's own: a new cluster in a temporary folder, which is reached through a Unix socket there and
/// nowhere else. The server ends and the folder goes with this object, and the server ends as well when the test is
/// killed. PostgreSQL refuses to run as root, so for root it runs as the user postgres or nobody.
class PostgresCluster {
public:
    /// Makes the cluster and starts its server; returns when that takes connections, or with `error` set.
    PostgresCluster();
    ~PostgresCluster();

    /// Why there is no server; empty when it runs.
    [[nodiscard]] const QString &error() const { return m_error; }
    [[nodiscard]] PostgresConnection connect() const;

private:
    void prepare(QProcess &process) const;
    bool findPrograms();
    bool chooseUser();
    bool makeCluster();
    bool startServer();

    QTemporaryDir m_folder;
    QString m_programs;
    unsigned m_user = 0; ///< 0: the one who runs the test
    unsigned m_group = 0;
    QProcess m_server;
    QString m_error;
};

} // namespace campanile::test
