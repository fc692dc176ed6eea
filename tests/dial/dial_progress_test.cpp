// What `campaniled dial` says while it runs, and how its summary counts people: by the states that every face shows.

#include "dial/dial_desk.h"

#include <QElapsedTimer>

using namespace campanile;
using namespace campanile::test;

class DialProgressTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void atItsOwnLimitItIsNotHeld();
    void theSummaryCountsByState();
};

void DialProgressTest::atItsOwnLimitItIsNotHeld()
{
    QByteArray list("phone\n");
    for (int i = 0; i < 200; ++i) { // calls that go on for as long as they may
        list += "+1415" + QByteArray::number(220 + i) + "0009\n";
    }
    DialDesk desk;
    QProcess program;
    desk.start(program, list, {QStringLiteral("--concurrency"), QStringLiteral("1")});
    QByteArray said;
    QElapsedTimer waited;
    waited.start();
    while (!said.contains("at its limit") && !said.contains("held:") && waited.elapsed() < 60'000 &&
           program.waitForReadyRead(60'000 - static_cast<int>(waited.elapsed()))) {
        program.setReadChannel(QProcess::StandardError);
        said += program.readAllStandardError();
    }
    program.terminate();
    QVERIFY(program.waitForFinished(60'000));
    QVERIFY2(said.contains("at its limit: 1 of 1 calls"), said);
    QVERIFY2(!said.contains("held:"), said);
}

void DialProgressTest::theSummaryCountsByState()
{
    const QByteArray list("phone\n+14152200000\n+14152210000\n+14152200001\n+14152200002\n+14152200007\n");
    DialDesk desk;
    const DialDesk::Run run = desk.dial(list);
    QVERIFY2(run.status == 3, run.err);
    const QJsonObject counts = run.json().value(QStringLiteral("counts_by_state")).toObject();
    QCOMPARE(counts.value(QStringLiteral("answered")).toInt(), 2);
    QCOMPARE(counts.value(QStringLiteral("busy")).toInt(), 1);
    QCOMPARE(counts.value(QStringLiteral("no_answer")).toInt(), 1);
    QCOMPARE(counts.value(QStringLiteral("voicemail")).toInt(), 1);
    qint64 total = 0;
    for (const QJsonValue &count : counts) {
        total += count.toInteger();
    }
    QCOMPARE(total, run.number("targets"));

    DialDesk forPeople;
    const DialDesk::Run text = forPeople.dial(list, {});
    for (const char *line : {"  answered                      2\n", "  no answer                     1\n"}) {
        QVERIFY2(text.out.contains(line), text.out);
    }
    QVERIFY2(!text.out.contains("  waiting"), text.out);
}

QTEST_GUILESS_MAIN(DialProgressTest)
#include "dial_progress_test.moc"
