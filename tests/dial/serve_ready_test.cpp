// `campaniled serve` says that it is ready when it is: whoever waits for its line finds something to call with.

#include "storage/connection.h"

#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

using namespace campanile;

class ServeReadyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFirstStartIsFurnishedWhenItIsReady();
};

/// Several first starts, because a line that comes too early is not always seen too early.
void ServeReadyTest::aFirstStartIsFurnishedWhenItIsReady()
{
    for (int start = 0; start < 5; ++start) {
        const QTemporaryDir folder;
        const QString data = folder.filePath(QStringLiteral("data"));
        QProcess program;
        program.setProcessEnvironment(QProcessEnvironment::systemEnvironment());
        program.start(QStringLiteral(CAMPANILE_BIN_DIR "/campaniled"),
                      {QStringLiteral("serve"), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"),
                       QStringLiteral("--data-dir"), data});
        while (!program.canReadLine()) {
            QVERIFY(program.waitForReadyRead(60'000));
        }
        Connection db(data + QStringLiteral("/campanile.sqlite"), Connection::Access::ReadOnly);
        const std::int64_t agents = db.integer("SELECT count(*) FROM agents").value_or(0);
        const std::int64_t trunks = db.integer("SELECT count(*) FROM trunks").value_or(0);
        const std::int64_t numbers = db.integer("SELECT count(*) FROM phone_numbers").value_or(0);
        QVERIFY(program.readLine().startsWith("campaniled ready url="));
        QCOMPARE(agents, 1);
        QCOMPARE(trunks, 1);
        QCOMPARE(numbers, 1);
        program.terminate();
        QVERIFY(program.waitForFinished(60'000));
        QCOMPARE(program.exitCode(), 0);
    }
}

QTEST_GUILESS_MAIN(ServeReadyTest)
#include "serve_ready_test.moc"
