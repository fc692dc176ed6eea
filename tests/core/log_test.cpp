#include "core/log.h"
#include "domain/ids.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace campanile;

class LogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void writesALineForAPerson();
    void writesOneJsonObjectALine();
    void showsTheLastTwoDigitsOfANumberAlone();
    void namesAnErrorByItsCodeAlone();
    void leavesOutWhatIsBelowItsLevel();
    void isReadableByItsOwnerAlone();
    void leavesTheModeOfAFolderThatExists();
    void putsAFullFileAsideAndDropsTheOldest();
    void worksWhenItCannotBeWritten();
    void keepsTheLatestLinesForAWindow();
    void takesLinesFromSeveralThreads();

private:
    log::Options options() const { return {.folder = m_folder.path(), .name = QStringLiteral("program")}; }
    QByteArray content(const QString &file = QStringLiteral("program.log")) const
    {
        QFile log(m_folder.filePath(file));
        return log.open(QIODevice::ReadOnly) ? log.readAll() : QByteArray();
    }
    static constexpr log::Layer engine = log::Layer::Engine;

    QTemporaryDir m_folder;
};

void LogTest::init()
{
    m_folder = QTemporaryDir();
    QVERIFY(m_folder.isValid());
}

void LogTest::cleanup()
{
    log::stop();
}

void LogTest::writesALineForAPerson()
{
    QVERIFY(log::start(options()).ok());
    log::info(engine, "campaign completed", {{"campaign", CampaignId{5}}, {"calls", 12}, {"sound", true}});
    const QRegularExpression line(
        QStringLiteral("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z info engine: campaign completed "
                       "campaign=cmp_0000000000005 calls=12 sound=true\n$"));
    QVERIFY2(line.match(QString::fromUtf8(content())).hasMatch(), content());
}

void LogTest::writesOneJsonObjectALine()
{
    log::Options json = options();
    json.format = log::Format::Json;
    QVERIFY(log::start(json).ok());
    log::warning(log::Layer::Storage, "statement failed", {{"code", ErrorCode::StorageFull}, {"sqlite_code", 13}});
    const QByteArray text = content();
    QCOMPARE(text.count('\n'), 1);
    const QJsonObject object = QJsonDocument::fromJson(text).object();
    QVERIFY2(!object.isEmpty(), text);
    QCOMPARE(object.value(u"level").toString(), QStringLiteral("warning"));
    QCOMPARE(object.value(u"layer").toString(), QStringLiteral("storage"));
    QCOMPARE(object.value(u"message").toString(), QStringLiteral("statement failed"));
    QCOMPARE(object.value(u"code").toString(), QStringLiteral("storage_full"));
    QCOMPARE(object.value(u"sqlite_code").toInt(), 13);
    QVERIFY(QDateTime::fromString(object.value(u"time").toString(), Qt::ISODateWithMs).isValid());
}

void LogTest::showsTheLastTwoDigitsOfANumberAlone()
{
    QVERIFY(log::start(options()).ok());
    log::info(engine, "dialled", {{"to", E164{14155550142}}, {"from", E164{442079460905}}, {"other", E164{}}});
    QVERIFY2(content().endsWith("dialled to=+...42 from=+...05 other=none\n"), content());
}

void LogTest::namesAnErrorByItsCodeAlone()
{
    QVERIFY(log::start(options()).ok());
    log::error(engine, "refused",
               {{"error", Error{ErrorCode::Conflict, QStringLiteral("Ada Lovelace was called before."), {}}}});
    QVERIFY2(content().endsWith("error engine: refused error=conflict\n"), content());
}

void LogTest::leavesOutWhatIsBelowItsLevel()
{
    log::Options quiet = options();
    quiet.level = log::Level::Warning;
    QVERIFY(log::start(quiet).ok());
    QVERIFY(!log::wants(log::Level::Info));
    log::info(engine, "not worth a line");
    log::error(engine, "worth a line");
    QCOMPARE(content().count('\n'), 1);
    quiet.level = log::Level::Off;
    QVERIFY(log::start(quiet).ok());
    log::error(engine, "nobody listens");
    QCOMPARE(content().count('\n'), 1);
}

void LogTest::isReadableByItsOwnerAlone()
{
    log::Options below = options();
    below.folder += QStringLiteral("/new");
    QVERIFY(log::start(below).ok());
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(below.folder + QStringLiteral("/program.log")) & others));
    QVERIFY(!(QFile::permissions(below.folder) & others));
}

void LogTest::leavesTheModeOfAFolderThatExists()
{
    const auto shared = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadGroup | QFile::ExeGroup |
                        QFile::ReadOther | QFile::ExeOther;
    QVERIFY(QFile::setPermissions(m_folder.path(), shared));
    QVERIFY(log::start(options()).ok());
    const auto others = QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther;
    QCOMPARE(QFile::permissions(m_folder.path()) & others, others);
    QVERIFY(!(QFile::permissions(m_folder.filePath(QStringLiteral("program.log"))) & others));
}

void LogTest::putsAFullFileAsideAndDropsTheOldest()
{
    log::Options small = options();
    small.fileBytes = 1'000;
    small.files = 3;
    QVERIFY(log::start(small).ok());
    for (int i = 0; i < 200; ++i) {
        log::info(engine, "one more line", {{"n", i}});
    }
    QVERIFY(content().contains("n=199"));
    QVERIFY(!content(QStringLiteral("program.1.log")).isEmpty());
    QVERIFY(!content(QStringLiteral("program.2.log")).isEmpty());
    QVERIFY(!QFile::exists(m_folder.filePath(QStringLiteral("program.3.log"))));
    for (const char *file : {"program.log", "program.1.log", "program.2.log"}) {
        QVERIFY(QFileInfo(m_folder.filePath(QLatin1StringView(file))).size() <= 1'000);
    }
}

void LogTest::worksWhenItCannotBeWritten()
{
    log::Options nowhere = options();
    nowhere.folder = QStringLiteral("/proc/no/such/folder");
    const Result<void> started = log::start(nowhere);
    QVERIFY(!started);
    QCOMPARE(started.error().code, ErrorCode::StorageFailed);
    log::error(engine, "nobody reads this"); // must not crash
}

void LogTest::keepsTheLatestLinesForAWindow()
{
    QVERIFY(log::start(options()).ok());
    const std::vector<log::Line> before = log::linesAfter(0);
    const std::uint64_t last = before.empty() ? 0 : before.back().sequence;
    for (int i = 0; i < 2'500; ++i) {
        log::info(engine, "one more line", {{"n", i}});
    }
    const std::vector<log::Line> lines = log::linesAfter(last);
    QCOMPARE(lines.size(), std::size_t{2'000});
    QCOMPARE(lines.back().sequence, last + 2'500);
    QCOMPARE(lines.back().text, std::string("one more line n=2499"));
    QCOMPARE(lines.back().layer, engine);
    QVERIFY(log::linesAfter(lines.back().sequence).empty());
}

void LogTest::takesLinesFromSeveralThreads()
{
    QVERIFY(log::start(options()).ok());
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([] {
            for (int i = 0; i < 500; ++i) {
                log::info(engine, "one more line", {{"n", i}});
            }
        });
    }
    for (std::thread &thread : threads) {
        thread.join();
    }
    log::stop();
    QCOMPARE(content().count('\n'), 2'000);
    QCOMPARE(content().count("info engine: one more line n="), 2'000);
}

QTEST_GUILESS_MAIN(LogTest)
#include "log_test.moc"
