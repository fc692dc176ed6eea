// `campaniled dial` calls nobody again who is on a list that comes again, and says for what it waits.

#include "dial/dial_desk.h"
#include "support/service_desk.h"

#include <QCryptographicHash>

#include <algorithm>
#include <csignal>

using namespace campanile;
using namespace campanile::test;

class DialAgainTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aListSavedAgainIsRefused();
    void onlyNewPeopleAreCalled();
    void aListReadAnotherWayCallsWhoIsNew();
    void againCallsEverybody();
    void anInterruptedListIsTakenUpByItsPeople();
    void aDraftWhosePeopleWereCalledMeanwhileIsGivenUp();
    void aCampaignThatWaitsSaysForWhatAndUntilWhen();
};

namespace {

const QByteArray two("phone,name\n+14155550100,Ada\n+14155550101,Bo\n");
const QByteArray savedAgain("\xef\xbb\xbfphone,name\r\n+1 (415) 555-0101,Bo\r\n+14155550100,Ada\r\n");

} // namespace

void DialAgainTest::aListSavedAgainIsRefused()
{
    DialDesk desk;
    QVERIFY(desk.dial(two).status != 2);
    desk.forgetLedger();
    const auto run = desk.dial(savedAgain);
    QCOMPARE(run.status, 2);
    QVERIFY2(run.err.contains("was called before") && run.err.contains("--again"), run.err);
    QCOMPARE(desk.dialled().size(), 2U);
    QCOMPARE(desk.campaigns(), 1);
}

void DialAgainTest::onlyNewPeopleAreCalled()
{
    DialDesk desk;
    QVERIFY(desk.dial(two).status != 2);
    desk.forgetLedger();
    const auto run = desk.dial(savedAgain + "+14155550102,Cy\r\n");
    QVERIFY2(run.status != 2, run.err);
    QCOMPARE(run.number("targets"), 1);
    QCOMPARE(run.number("skipped_rows"), 2);
    QCOMPARE(run.number("already_called"), 2);
    QVERIFY(run.addsUp());
    QCOMPARE(desk.dialled(), (std::vector<qint64>{14155550100, 14155550101, 14155550102}));
    desk.forgetLedger();
    const auto words = desk.dial(savedAgain + "+14155550102,Cy\r\n+14155550103,Di\r\n", {});
    QVERIFY2(words.out.contains("3 people are known"), words.out);
}

void DialAgainTest::aListReadAnotherWayCallsWhoIsNew()
{
    DialDesk desk;
    const QByteArray list("phone\n+491711234570\n491711234573\n");
    const QStringList options{QStringLiteral("--json"), QStringLiteral("--region"), QStringLiteral("DE")};
    const auto first = desk.dial(list, options);
    QVERIFY2(first.status != 2, first.err);
    QCOMPARE(first.number("rejected"), 1); // it has two readings
    desk.forgetLedger();
    const auto same = desk.dial(list, options);
    QCOMPARE(same.status, 2);
    const auto run =
        desk.dial(list, options + QStringList{QStringLiteral("--number-reading"), QStringLiteral("with-calling-code")});
    QVERIFY2(run.status != 2, run.err);
    QCOMPARE(run.number("targets"), 1);
    QCOMPARE(run.number("already_called"), 1);
    QCOMPARE(desk.dialled(), (std::vector<qint64>{491711234570, 491711234573}));
}

void DialAgainTest::againCallsEverybody()
{
    DialDesk desk;
    QVERIFY(desk.dial(two).status != 2);
    desk.forgetLedger();
    const auto run = desk.dial(savedAgain, {QStringLiteral("--json"), QStringLiteral("--again")});
    QVERIFY2(run.status != 2, run.err);
    QCOMPARE(run.number("targets"), 2);
    QCOMPARE(run.number("skipped_rows"), 0);
    QCOMPARE(desk.dialled().size(), 4U);
}

void DialAgainTest::anInterruptedListIsTakenUpByItsPeople()
{
    DialDesk desk;
    QByteArray list("phone\n");
    for (int i = 0; i < 40; ++i) {
        list += "+1415555" + QByteArray::number(2'100 + i) + '\n';
    }
    QProcess program;
    desk.start(program, list, {QStringLiteral("--rate"), QStringLiteral("600")});
    QVERIFY(program.waitForStarted());
    QByteArray said;
    QTRY_VERIFY_WITH_TIMEOUT((said += program.readAllStandardError()).contains("Dialling"), 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(!desk.dialled().empty(), 30'000);
    ::kill(static_cast<pid_t>(program.processId()), SIGKILL);
    QVERIFY(program.waitForFinished());
    const auto run = desk.dial(QByteArray(list).replace("\n", "\r\n"));
    QVERIFY2(run.status == 0 || run.status == 3, run.err);
    QCOMPARE(desk.campaigns(), 1);
    std::vector<qint64> dialled = desk.dialled();
    QCOMPARE(dialled.size(), 40U);
    QVERIFY(std::ranges::adjacent_find(dialled) == dialled.end());
}

void DialAgainTest::aDraftWhosePeopleWereCalledMeanwhileIsGivenUp()
{
    DialDesk desk;
    {
        // What is left when the program is killed between the import and the start.
        ServiceDesk killed(desk.dataPath());
        NewCampaign fresh = oneAttemptEach();
        fresh.sourceFingerprint =
            QString::fromLatin1(QCryptographicHash::hash(two, QCryptographicHash::Sha256).toHex());
        QVERIFY(killed.import(killed.createCampaign(fresh)->id, two).ok());
    }
    QVERIFY(desk.dial(savedAgain).status != 2);
    QCOMPARE(desk.dialled().size(), 2U);
    desk.forgetLedger();
    const auto run = desk.dial(two);
    QCOMPARE(run.status, 2);
    QVERIFY2(run.err.contains("was called before"), run.err);
    QCOMPARE(desk.dialled().size(), 2U);
}

void DialAgainTest::aCampaignThatWaitsSaysForWhatAndUntilWhen()
{
    DialDesk desk;
    QVERIFY(desk.dial(two).status != 2);
    QProcess program;
    desk.start(program, savedAgain, {QStringLiteral("--again")}); // the ledger lets nobody go for a while
    QByteArray said;
    QTRY_VERIFY_WITH_TIMEOUT((said += program.readAllStandardError()).contains("Waiting until"), 30'000);
    QVERIFY2(said.contains("called too recently"), said);
    QVERIFY2(said.contains("done about"), said);
    program.terminate();
    QVERIFY(program.waitForFinished());
    QCOMPARE(program.exitCode(), 130);

    // A later process has not seen why they wait, and says it all the same.
    desk.start(program, savedAgain, {QStringLiteral("--again")});
    said.clear();
    QTRY_VERIFY_WITH_TIMEOUT((said += program.readAllStandardError()).contains("Waiting until"), 30'000);
    program.terminate();
    QVERIFY(program.waitForFinished());
    QCOMPARE(desk.dialled().size(), 2U);
}

QTEST_GUILESS_MAIN(DialAgainTest)
#include "dial_again_test.moc"
