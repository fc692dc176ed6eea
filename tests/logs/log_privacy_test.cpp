#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

/// Nothing that a log says names a person: neither in a run made for it, nor in what all tests of this build have
/// logged. ctest runs this one after all others.
class LogPrivacyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsWhatItLooksFor_data();
    void findsWhatItLooksFor();
    void namesNobodyWhenAListIsDialled();
    void namesNobodyInTheWholeRunOfTheTests();

private:
    /// What of the line must not be there; empty when all is well.
    static QString leakIn(QString line);
    static int checkFile(const QString &path);
};

QString LogPrivacyTest::leakIn(QString line)
{
    static const QRegularExpression harmless( // ids, and the parameters of a route's template
        QStringLiteral("\\b(?:[a-z]{2,3}_|OUT-)[0-9A-HJKMNP-TV-Z]{13}\\b|(?<=/)\\{[a-z]+\\}"));
    static const QRegularExpression leaks(
        QStringLiteral(R"(\+\d{3}|\d{7}|ck_|whsec_|[{}\[\]"@]|Person|Lovelace|Ada\b|My workspace|Bearer)"));
    return leaks.match(line.remove(harmless)).captured();
}

int LogPrivacyTest::checkFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return 0;
    }
    int lines = 0;
    while (!file.atEnd()) {
        const QString line = QString::fromUtf8(file.readLine());
        const QString leak = leakIn(line);
        [&] {
            QVERIFY2(leak.isEmpty(),
                     qPrintable(path + QStringLiteral(": \"") + leak + QStringLiteral("\" in ") + line));
        }();
        if (!leak.isEmpty()) {
            return lines;
        }
        ++lines;
    }
    return lines;
}

void LogPrivacyTest::findsWhatItLooksFor_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<bool>("isLeak");
    const QString head = QStringLiteral("2026-01-01T10:00:00.123Z info engine: ");
    QTest::newRow("a number") << head + QStringLiteral("dialled to=+14155550142") << true;
    QTest::newRow("its digits") << head + QStringLiteral("dialled to=4155550142") << true;
    QTest::newRow("a key") << head + QStringLiteral("key=ck_abcdefghijklmnopqrstuvwxyz") << true;
    QTest::newRow("a name") << head + QStringLiteral("target=Ada Lovelace") << true;
    QTest::newRow("a body") << head + QStringLiteral(R"(body={"to_number":1})") << true;
    QTest::newRow("ids") << head + QStringLiteral("attempt=att_0123456789012 conversation=OUT-0123456789012") << false;
    QTest::newRow("a route") << head + QStringLiteral("route=/v1/campaigns/{id}/targets/{target} status=400") << false;
    QTest::newRow("a masked number") << head + QStringLiteral("dialled to=+...42 ms=123456") << false;
}

void LogPrivacyTest::findsWhatItLooksFor()
{
    QFETCH(QString, line);
    QFETCH(bool, isLeak);
    QCOMPARE(!leakIn(line).isEmpty(), isLeak);
}

void LogPrivacyTest::namesNobodyWhenAListIsDialled()
{
    QTemporaryDir folder;
    QFile list(folder.filePath(QStringLiteral("people.csv")));
    QVERIFY(list.open(QIODevice::WriteOnly));
    list.write("phone,name,note\n+14155550000,Ada Lovelace,her secret\n+14155560042,Person Two,more\n");
    list.close();
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("CAMPANILE_LOG_DIR")); // the log beside the data is the one that is meant
    program.setProcessEnvironment(environment);
    program.setStandardErrorFile(QProcess::nullDevice());
    program.setStandardOutputFile(QProcess::nullDevice());
    program.start(QStringLiteral(CAMPANILE_BIN_DIR "/campaniled"),
                  {QStringLiteral("dial"), list.fileName(), QStringLiteral("--speed"), QStringLiteral("10000"),
                   QStringLiteral("--json"), QStringLiteral("--log-level"), QStringLiteral("debug"),
                   QStringLiteral("--data-dir"), folder.filePath(QStringLiteral("data"))});
    QVERIFY(program.waitForFinished(60'000));
    QFile log(folder.filePath(QStringLiteral("data/log/campaniled.log")));
    QVERIFY(log.open(QIODevice::ReadOnly));
    const QByteArray text = log.readAll();
    QVERIFY2(text.contains("carriers: dialled attempt=att_") && text.contains("to=+...42"), text);
    QVERIFY(!text.contains("secret"));
    QVERIFY(checkFile(log.fileName()) > 4);
}

void LogPrivacyTest::namesNobodyInTheWholeRunOfTheTests()
{
    const QString folder = qEnvironmentVariable("CAMPANILE_TEST_LOG_DIR");
    QVERIFY2(!folder.isEmpty(), "run this test by ctest, which says where the tests log");
    QDirIterator files(folder, {QStringLiteral("*.log")}, QDir::Files);
    int lines = 0;
    while (files.hasNext()) {
        lines += checkFile(files.next());
        if (QTest::currentTestFailed()) {
            return;
        }
    }
    QVERIFY2(lines > 0, qPrintable(QStringLiteral("no test has logged anything in ") + folder));
}

QTEST_GUILESS_MAIN(LogPrivacyTest)
#include "log_privacy_test.moc"
