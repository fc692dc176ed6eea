// `campaniled dial` ends when its campaign has paused itself, says why and how to go on, and then goes on.

#include "dial/dial_desk.h"

using namespace campanile;
using namespace campanile::test;

class DialPauseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itEndsWithTheReasonAndHowToGoOn();
    void aPersonIsToldToo();
    void withoutABreakerItGoesOn();
};

namespace {

/// People whose calls all end with a carrier error.
QByteArray unreachable(int people)
{
    QByteArray list("phone\n");
    for (int i = 0; i < people; ++i) {
        list += "+1415" + QByteArray::number(220 + i) + "0006\n";
    }
    return list;
}

const QStringList oneByOne{QStringLiteral("--concurrency"), QStringLiteral("1")};
const QStringList asJson = oneByOne + QStringList{QStringLiteral("--json")};

} // namespace

void DialPauseTest::itEndsWithTheReasonAndHowToGoOn()
{
    DialDesk desk;
    const QByteArray list = unreachable(25);
    const DialDesk::Run first = desk.dial(list, asJson);
    QVERIFY2(first.status == 4, first.err);
    QCOMPARE(first.number("attempts"), 20);
    QCOMPARE(first.number("failed"), 20);
    const QJsonObject paused = first.json().value(QStringLiteral("paused")).toObject();
    QCOMPARE(paused.value(QStringLiteral("code")).toString(), QStringLiteral("failures_in_a_row"));
    QCOMPARE(paused.value(QStringLiteral("waiting")).toInt(), 5);
    QVERIFY2(paused.value(QStringLiteral("detail")).toString().contains(QStringLiteral("20 calls failed")), first.out);
    QVERIFY2(first.err.contains("has paused itself: The last 20 calls failed"), first.err);
    QVERIFY2(first.err.contains("add --resume to this command"), first.err);

    QCOMPARE(desk.dial(list, asJson).status, 2); // it stays paused
    QCOMPARE(desk.dialled().size(), 20U);

    const DialDesk::Run last = desk.dial(list, asJson + QStringList{QStringLiteral("--resume")});
    QVERIFY2(last.status == 3, last.err);
    QVERIFY(last.json().value(QStringLiteral("paused")).isNull());
    QCOMPARE(desk.dialled().size(), 25U);
}

void DialPauseTest::aPersonIsToldToo()
{
    DialDesk desk;
    const DialDesk::Run run = desk.dial(unreachable(25), oneByOne);
    QVERIFY2(run.status == 4, run.err);
    QVERIFY2(run.out.contains("5 targets wait in the campaign cmp_"), run.out);
    QVERIFY2(run.err.contains("add --resume to this command"), run.err);
}

void DialPauseTest::withoutABreakerItGoesOn()
{
    DialDesk desk;
    const DialDesk::Run run = desk.dial(unreachable(25), asJson + QStringList{QStringLiteral("--no-breaker")});
    QVERIFY2(run.status == 3, run.err);
    QCOMPARE(desk.dialled().size(), 25U);
}

QTEST_GUILESS_MAIN(DialPauseTest)
#include "dial_pause_test.moc"
