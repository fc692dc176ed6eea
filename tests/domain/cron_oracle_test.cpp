// Every clock change of every zone, 2024 to 2035, under thirty schedules: what CronExpression makes of them, held
// against a walk through the minutes by Python and against croner, which runs in Node.js.

#include "domain/cron.h"

#include <QFile>
#include <QHash>
#include <QProcess>
#include <QTest>

#include <vector>

using namespace campanile;

namespace {

constexpr std::int64_t minuteMs = 60'000;

/// A stretch of minutes around a clock change, and what is to happen in it.
struct Window {
    std::int64_t from = 0;          ///< minutes since 1970
    std::int64_t to = 0;            ///< exclusive
    QHash<int, QByteArray> firings; ///< by expression
};

struct Change {
    QString zone;
    std::int64_t minute = 0;
    int window = 0;
};

QString oracleFile(const char *name)
{
    return QStringLiteral(CAMPANILE_ORACLE_DIR "/") + QLatin1StringView(name);
}

std::vector<Occurrence> firingsOf(const CronExpression &cron, const TimeZone &zone, std::int64_t from, std::int64_t to)
{
    std::vector<Occurrence> firings;
    Occurrence firing = cron.next(WallTime{from * minuteMs - 1}, zone);
    for (; firing.at.ms < to * minuteMs; firing = cron.next(firing.at, zone)) {
        firings.push_back(firing);
    }
    return firings;
}

/// "29383920 29384010f": minutes, with a mark for the second pass and for those moved out of a gap.
QByteArray marked(const std::vector<Occurrence> &firings)
{
    QByteArrayList words;
    for (const Occurrence &firing : firings) {
        const char *const mark = firing.moved ? "m" : firing.fold == 1 ? "f" : "";
        words.push_back(QByteArray::number(static_cast<qlonglong>(firing.at.ms / minuteMs)) + mark);
    }
    return words.join(' ');
}

/// As croner has them, without marks. Of a gap that ends at midnight croner forgets what was due in it, since the end
/// is on another day; `withMidnight` keeps those.
QByteArray plain(const std::vector<Occurrence> &firings, bool withMidnight)
{
    QByteArrayList words;
    for (const Occurrence &firing : firings) {
        if (withMidnight || !firing.moved || firing.local.seconds % 86'400 != 0) {
            words.push_back(QByteArray::number(static_cast<qlonglong>(firing.at.ms / minuteMs)));
        }
    }
    return words.join(' ');
}

} // namespace

class CronOracleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void agreesWithAWalkThroughEveryMinute();
    void agreesWithCroner();

private:
    QByteArray outputOf(const QString &program, const QString &script, const QByteArray &input);
    void readPython(const QByteArray &output);
    QByteArray questionsForCroner() const;
    const Change &someChangeIn(int window) const;

    std::vector<CronExpression> m_expressions;
    QHash<int, Window> m_windows;
    std::vector<Change> m_changes;
};

void CronOracleTest::initTestCase()
{
    QFile file(oracleFile("cron_expressions.txt"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    for (const QByteArray &line : file.readAll().trimmed().split('\n')) {
        const Result<CronExpression> cron = CronExpression::parse(QString::fromLatin1(line));
        QVERIFY2(cron.ok(), line.constData());
        m_expressions.push_back(*cron);
    }
    QCOMPARE(m_expressions.size(), std::size_t{30});
    QVERIFY2(QFile::exists(oracleFile("node_modules/croner/package.json")),
             "croner is not installed; run \"npm ci\" in tests/oracle, or installer/test, with a network");
    readPython(outputOf(QStringLiteral("python3"), oracleFile("cron_oracle.py"), {}));
    QVERIFY(m_changes.size() > 4'000);
}

QByteArray CronOracleTest::outputOf(const QString &program, const QString &script, const QByteArray &input)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(program, {script});
    if (!process.waitForStarted()) {
        qCritical("%s is needed for this test; run installer/deps test", qPrintable(program));
        return {};
    }
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished(-1);
    return process.exitCode() == 0 ? process.readAllStandardOutput() : QByteArray();
}

void CronOracleTest::readPython(const QByteArray &output)
{
    int window = 0;
    for (const QByteArray &line : output.trimmed().split('\n')) {
        const QByteArrayList words = line.split(' ');
        if (words[0] == "window") {
            window = words[1].toInt();
            m_windows[window] = {words[2].toLongLong(), words[3].toLongLong(), {}};
        } else if (words[0] == "fires") {
            m_windows[window].firings[words[1].toInt()] = words.mid(2).join(' ');
        } else if (words[0] == "change") {
            m_changes.push_back({QString::fromLatin1(words[1]), words[2].toLongLong(), words[3].toInt()});
        }
    }
}

void CronOracleTest::agreesWithAWalkThroughEveryMinute()
{
    qint64 firings = 0;
    for (const Change &change : m_changes) {
        const Result<TimeZone> zone = TimeZone::find(change.zone);
        QVERIFY2(zone.ok(), qPrintable(change.zone));
        const Window &window = m_windows[change.window];
        for (int i = 0; i < static_cast<int>(m_expressions.size()); ++i) {
            const CronExpression &cron = m_expressions[static_cast<std::size_t>(i)];
            const std::vector<Occurrence> all = firingsOf(cron, *zone, window.from, window.to);
            const QByteArray ours = marked(all);
            firings += static_cast<qint64>(all.size());
            const QByteArray expected = window.firings.value(i, QByteArrayLiteral("missing"));
            QVERIFY2(ours == expected, qPrintable(QStringLiteral("\"%1\" in %2: %3 in place of %4")
                                                      .arg(cron.text(), change.zone, QString::fromLatin1(ours),
                                                           QString::fromLatin1(expected))));
        }
    }
    qInfo("%d clock changes, %lld firings", static_cast<int>(m_changes.size()), firings);
}

const Change &CronOracleTest::someChangeIn(int window) const
{
    return *std::find_if(m_changes.begin(), m_changes.end(),
                         [&](const Change &change) { return change.window == window; });
}

QByteArray CronOracleTest::questionsForCroner() const
{
    QByteArrayList lines;
    for (const int id : m_windows.keys()) {
        const Change &change = someChangeIn(id);
        // Two hours before to three after: all that a change can do; croner takes 50 µs a firing.
        const std::int64_t from = change.minute - 120;
        const std::int64_t to = change.minute + 180;
        QByteArray line = QByteArray::number(id) + ' ' + change.zone.toLatin1();
        for (const std::int64_t number : {from, to}) {
            line += ' ' + QByteArray::number(static_cast<qlonglong>(number));
        }
        const TimeZone zone = *TimeZone::find(change.zone);
        for (const std::int64_t minute : {from, (from + to) / 2, to - 1}) {
            const auto offset = zone.offsetAt(WallTime{minute * minuteMs});
            line += ' ' + QByteArray::number(static_cast<qlonglong>(offset.count() / 60));
        }
        lines.push_back(line);
    }
    return lines.join('\n');
}

void CronOracleTest::agreesWithCroner()
{
    const QByteArray output = outputOf(QStringLiteral("node"), oracleFile("croner_oracle.mjs"), questionsForCroner());
    int compared = 0;
    int atMidnight = 0;
    int skipped = 0;
    for (const QByteArray &line : output.trimmed().split('\n')) {
        const QByteArrayList words = line.split(' ');
        QVERIFY2(words.size() >= 2, "croner gave no answer");
        if (words[1] == "skipped") {
            ++skipped;
            continue;
        }
        const Change &change = someChangeIn(words[0].toInt());
        const CronExpression &cron = m_expressions.at(static_cast<std::size_t>(words[1].toInt()));
        const QByteArray theirs = words.mid(2).join(' ');
        const std::vector<Occurrence> firings =
            firingsOf(cron, *TimeZone::find(change.zone), change.minute - 120, change.minute + 180);
        const QByteArray ours = plain(firings, true);
        ++compared;
        if (ours == theirs) {
            continue;
        }
        QVERIFY2(
            plain(firings, false) == theirs,
            qPrintable(QStringLiteral("\"%1\" in %2: %3 here, %4 by croner")
                           .arg(cron.text(), change.zone, QString::fromLatin1(ours), QString::fromLatin1(theirs))));
        ++atMidnight;
    }
    qInfo("%d answers compared, %d lack what a gap before midnight hides; %d clock changes unknown to this Node.js",
          compared, atMidnight, skipped);
    QVERIFY(compared > 10'000);
    QVERIFY(atMidnight * 100 < compared);
    // Its time zone data may be some years older or newer than the system's; most of the world does not change.
    QVERIFY(skipped * 10 < static_cast<int>(m_windows.size()));
}

QTEST_GUILESS_MAIN(CronOracleTest)
#include "cron_oracle_test.moc"
