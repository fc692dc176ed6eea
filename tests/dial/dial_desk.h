#pragma once

#include "storage/connection.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

namespace campanile::test {

/// A data directory and lists beside it, which `campaniled dial` is run on. Calls are ten thousand times faster than
/// life.
class DialDesk {
public:
    struct Run {
        int status = -1;
        QByteArray out;
        QByteArray err;

        [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
        [[nodiscard]] qint64 number(const char *member) const
        {
            return json().value(QLatin1StringView(member)).toInteger(-1);
        }
        /// rows_read, held against the sum of what it is made of.
        [[nodiscard]] bool addsUp() const
        {
            return number("rows_read") == number("targets") + number("duplicates") + number("rejected") +
                                              number("skipped_rows") + number("header_rows") + number("preamble_rows");
        }
    };

    /// Runs to the end.
    Run dial(const QByteArray &list, const QStringList &options = {QStringLiteral("--json")})
    {
        QProcess program;
        start(program, list, options);
        [&] { QVERIFY(program.waitForFinished(60'000)); }();
        return {program.exitCode(), program.readAllStandardOutput(), program.readAllStandardError()};
    }
    void start(QProcess &program, const QByteArray &list, const QStringList &options)
    {
        QFile file(m_folder.filePath(QStringLiteral("list.csv")));
        [&] { QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate)); }();
        file.write(list);
        file.close();
        program.setProcessEnvironment(QProcessEnvironment::systemEnvironment());
        program.start(QStringLiteral(CAMPANILE_BIN_DIR "/campaniled"),
                      QStringList{QStringLiteral("dial"), file.fileName(), QStringLiteral("--speed"),
                                  QStringLiteral("10000"), QStringLiteral("--data-dir"), dataPath()} +
                          options);
    }

    [[nodiscard]] QString dataPath() const { return m_folder.filePath(QStringLiteral("data")); }
    /// Whom the program dialled, in the order of the numbers; each as often as it was dialled.
    [[nodiscard]] std::vector<qint64> dialled() const
    {
        std::vector<qint64> numbers;
        Connection db(databasePath(), Connection::Access::ReadOnly);
        Rows rows = db.query("SELECT to_number FROM attempts ORDER BY to_number");
        while (rows.next()) {
            numbers.push_back(rows.integer(0));
        }
        return numbers;
    }
    [[nodiscard]] qint64 campaigns() const
    {
        return QFile::exists(databasePath()) ? Connection(databasePath(), Connection::Access::ReadOnly)
                                                   .integer("SELECT count(*) FROM campaigns")
                                                   .value_or(0)
                                             : 0;
    }
    /// Between two runs: nobody is held by the ledger.
    void forgetLedger() const
    {
        Connection(databasePath(), Connection::Access::ReadWrite).execute("DELETE FROM dial_ledger WHERE number > 0");
    }

    /// Between two runs: no campaign has calling hours.
    void openHours() const
    {
        Connection(databasePath(), Connection::Access::ReadWrite)
            .execute("UPDATE campaigns SET hours = '' WHERE id > 0");
    }

private:
    [[nodiscard]] QString databasePath() const { return dataPath() + QStringLiteral("/campanile.sqlite"); }

    QTemporaryDir m_folder;
};

} // namespace campanile::test
