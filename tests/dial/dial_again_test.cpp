// `campaniled dial` calls nobody again who is on a list that comes again, and says for what it waits.

#include "dial/dial_desk.h"
#include "support/calling_desk.h"

#include <QCryptographicHash>

#include <algorithm>
#include <csignal>

using namespace campanile;
using namespace campanile::test;

class DialAgainTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aListSavedAgainIsRefused();
    void callsBeforeTheInstantDoNotCount();
    void onlyNewPeopleAreCalled();
    void aListReadAnotherWayCallsWhoIsNew();
    void againCallsEverybody();
    void anInterruptedListIsTakenUpByItsPeople();
    void anotherListThatIsCalledTooIsNamed();
    void aDraftOfAnInterruptedRunIsTakenUpByItsPeople();
    void aDraftWhosePeopleWereCalledMeanwhileIsGivenUp();
    void somebodyElsesDraftIsNotStarted();
    void aListGoesOnOnlyAsItWasRead();
    void columnsOfOneHeadingAreToldApartByTheirPlace();
    void anImportIsInterrupted();
    void aPausedCampaignGoesOnOnlyWhenAskedTo();
    void aCampaignThatWaitsSaysForWhatAndUntilWhen();
};

namespace {

const QByteArray two("phone,name\n+14155550100,Ada\n+14155550101,Bo\n");
const QByteArray savedAgain("\xef\xbb\xbfphone,name\r\n+1 (415) 555-0101,Bo\r\n+14155550100,Ada\r\n");

/// A campaign as `dial` makes it of this file.
NewCampaign draftOf(const QByteArray &file)
{
    NewCampaign fresh = oneAttemptEach();
    fresh.sourceFingerprint = QString::fromLatin1(QCryptographicHash::hash(file, QCryptographicHash::Sha256).toHex());
    return fresh;
}

/// What is left when the program is killed between the import and the start; without a file that it was made of, what
/// an operator has prepared in the window.
CampaignId leaveDraft(const DialDesk &desk, const QByteArray &list, std::optional<QByteArray> file)
{
    ServiceDesk killed(desk.dataPath());
    const CampaignId id = killed.createCampaign(file ? draftOf(*file) : oneAttemptEach())->id;
    [&] { QVERIFY(killed.import(id, list).ok()); }();
    return id;
}
CampaignId leaveDraft(const DialDesk &desk, const QByteArray &list)
{
    return leaveDraft(desk, list, list);
}

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

/// The same file and the same people in another one are answered alike.
void DialAgainTest::callsBeforeTheInstantDoNotCount()
{
    DialDesk desk;
    QVERIFY(desk.dial(two).status != 2);
    desk.forgetLedger();
    const QString longAgo = QStringLiteral("2001-01-01T00:00:00Z");
    for (const QByteArray &list : {two, savedAgain}) {
        const auto run = desk.dial(list, {QStringLiteral("--json"), QStringLiteral("--skip-called-since"), longAgo});
        QCOMPARE(run.status, 2);
        QVERIFY2(run.err.contains("in place of --skip-called-since"), run.err);
    }
    QCOMPARE(desk.dialled().size(), 2U);
    const QString now = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
    const auto run = desk.dial(two, {QStringLiteral("--json"), QStringLiteral("--skip-called-since"), now});
    QVERIFY2(run.status == 0 || run.status == 3, run.err);
    QCOMPARE(run.number("targets"), 2);
    QCOMPARE(desk.dialled().size(), 4U);
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

/// The engine of one run dials for every active campaign: whoever dials a list has to know of the other one.
void DialAgainTest::anotherListThatIsCalledTooIsNamed()
{
    DialDesk desk;
    CampaignId other;
    {
        ServiceDesk office(desk.dataPath());
        NewCampaign fresh = oneAttemptEach();
        fresh.hours = ClosedHours().text(); // two people wait all the time
        other = office.createCampaign(fresh)->id;
        QVERIFY(office.import(other, two).ok());
        QVERIFY(ask<Campaign>(office.caller, office.services.campaigns, &CampaignService::start, other).ok());
    }
    const QByteArray id = other.toString().toUtf8();
    const auto words = desk.dial("phone\n+14155550110\n", {});
    QVERIFY2(words.status == 0 || words.status == 3, words.err);
    QVERIFY2(words.err.contains("The campaign " + id) && words.err.contains("2 wait") &&
                 words.err.contains("pause or cancel"),
             words.err);
    QVERIFY2(words.out.contains("meanwhile the active campaign " + id) && words.out.contains("0 calls; 2 of its"),
             words.out);
    const auto run = desk.dial("phone\n+14155550111\n");
    QVERIFY2(run.err.contains("The campaign " + id), run.err); // before anybody is called
    const QJsonArray others = run.json().value(QStringLiteral("other_campaigns")).toArray();
    QCOMPARE(others.size(), 1);
    QCOMPARE(others[0].toObject().value(QStringLiteral("campaign_id")).toString(), other.toString());
    QCOMPARE(others[0].toObject().value(QStringLiteral("waiting")).toInt(), 2);
    QCOMPARE(others[0].toObject().value(QStringLiteral("calls")).toInt(-1), 0);
}

void DialAgainTest::aDraftOfAnInterruptedRunIsTakenUpByItsPeople()
{
    DialDesk desk;
    leaveDraft(desk, two);
    const auto run = desk.dial(savedAgain);
    QVERIFY2(run.status == 0 || run.status == 3, run.err);
    QCOMPARE(desk.campaigns(), 1);
    QCOMPARE(desk.dialled().size(), 2U);
    desk.forgetLedger();
    QCOMPARE(desk.dial(two).status, 2); // they were called
    QCOMPARE(desk.dialled().size(), 2U);
}

void DialAgainTest::aDraftWhosePeopleWereCalledMeanwhileIsGivenUp()
{
    DialDesk desk;
    leaveDraft(desk, two);
    // All of them and one more, called whether they wait elsewhere or not.
    const auto more =
        desk.dial(savedAgain + "+14155550102,Cy\r\n", {QStringLiteral("--json"), QStringLiteral("--again")});
    QVERIFY2(more.status != 2, more.err);
    QCOMPARE(desk.dialled().size(), 3U);
    desk.forgetLedger();
    const auto run = desk.dial(two);
    QCOMPARE(run.status, 2);
    QVERIFY2(run.err.contains("was called before"), run.err);
    QCOMPARE(desk.dialled().size(), 3U);
}

void DialAgainTest::somebodyElsesDraftIsNotStarted()
{
    DialDesk desk;
    const CampaignId draft = leaveDraft(desk, two, {});
    const auto run = desk.dial(savedAgain);
    QCOMPARE(run.status, 2);
    QVERIFY2(run.err.contains("2 wait in campaigns that have not ended, such as " + draft.toString().toUtf8()),
             run.err);
    QVERIFY(desk.dialled().empty());
    // Whoever is new is called, and the others are left to that campaign.
    const auto more = desk.dial(savedAgain + "+14155550102,Cy\r\n");
    QVERIFY2(more.status == 0 || more.status == 3, more.err);
    QCOMPARE(more.number("skipped_rows"), 2);
    QCOMPARE(desk.dialled(), std::vector<qint64>{14155550102});
    const auto again = desk.dial(savedAgain, {QStringLiteral("--json"), QStringLiteral("--again")});
    QVERIFY2(again.status == 0 || again.status == 3, again.err);
    QCOMPARE(desk.dialled().size(), 3U);
}

void DialAgainTest::aListGoesOnOnlyAsItWasRead()
{
    DialDesk desk;
    const QByteArray list("Office Phone,Mobile Phone,name\n+14155550100,+14155550110,Ada\n"
                          "+14155550101,+14155550111,Bo\n");
    CampaignId draft;
    {
        ServiceDesk killed(desk.dataPath());
        draft = killed.createCampaign(draftOf(list))->id;
        ImportRequest request = ServiceDesk::importOf(draft, list);
        request.choices.numberColumn = QStringLiteral("Office Phone");
        QVERIFY(killed.import(request).ok());
    }
    for (const QStringList &options :
         {QStringList{QStringLiteral("--column"), QStringLiteral("Mobile Phone")},
          QStringList{QStringLiteral("--column"), QStringLiteral("1"), QStringLiteral("--region"),
                      QStringLiteral("DE")},
          QStringList{QStringLiteral("--column"), QStringLiteral("1"), QStringLiteral("--number-reading"),
                      QStringLiteral("with-calling-code")},
          QStringList{QStringLiteral("--column"), QStringLiteral("1"), QStringLiteral("--no-header")}}) {
        const auto run = desk.dial(list, options);
        QCOMPARE(run.status, 2);
        QVERIFY2(run.err.contains(draft.toString().toUtf8()) && run.err.contains("draft") &&
                     run.err.contains("read in another way"),
                 run.err);
    }
    QVERIFY(desk.dialled().empty());
    QCOMPARE(desk.campaigns(), 1);
    const auto run = desk.dial(list, {QStringLiteral("--column"), QStringLiteral("1")}); // the same one by its place
    QVERIFY2(run.status == 0 || run.status == 3, run.err);
    QVERIFY2(run.err.contains("numbers from \"Office Phone\""), run.err);
    QCOMPARE(desk.dialled(), (std::vector<qint64>{14155550100, 14155550101}));
    QCOMPARE(desk.campaigns(), 1);
}

void DialAgainTest::columnsOfOneHeadingAreToldApartByTheirPlace()
{
    DialDesk desk;
    const QByteArray list("Phone,Phone,name\n+14155550100,+14155550110,Ada\n+14155550101,+14155550111,Bo\n");
    {
        ServiceDesk killed(desk.dataPath());
        ImportRequest request = ServiceDesk::importOf(killed.createCampaign(draftOf(list))->id, list);
        request.choices.numberColumn = QStringLiteral("2");
        QVERIFY(killed.import(request).ok());
    }
    const auto other = desk.dial(list, {QStringLiteral("--column"), QStringLiteral("1")});
    QCOMPARE(other.status, 2);
    QVERIFY2(other.err.contains("read in another way"), other.err);
    QVERIFY(desk.dialled().empty());
    const auto same = desk.dial(list, {QStringLiteral("--column"), QStringLiteral("2")});
    QVERIFY2(same.status == 0 || same.status == 3, same.err);
    QCOMPARE(desk.dialled(), (std::vector<qint64>{14155550110, 14155550111}));
    QCOMPARE(desk.campaigns(), 1);
}

void DialAgainTest::anImportIsInterrupted()
{
    DialDesk desk;
    QByteArray list("phone\n");
    for (int i = 0; i < 100'000; ++i) {
        list += "+1415" + QByteArray::number(5'200'000 + i) + '\n';
    }
    QProcess program;
    desk.start(program, list, {QStringLiteral("--rate"), QStringLiteral("1")});
    QVERIFY(program.waitForStarted());
    QByteArray said;
    // A fast machine may have imported them all before the first word.
    QTRY_VERIFY_WITH_TIMEOUT((said += program.readAllStandardError()).contains("Importing") || said.contains("Read:"),
                             60'000);
    program.terminate();
    QVERIFY(program.waitForFinished(60'000));
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 130);
}

void DialAgainTest::aPausedCampaignGoesOnOnlyWhenAskedTo()
{
    DialDesk desk;
    CampaignId paused;
    {
        ServiceDesk office(desk.dataPath());
        NewCampaign fresh = draftOf(two);
        fresh.hours = ClosedHours().text(); // nobody is called before it is paused
        paused = office.createCampaign(fresh)->id;
        QVERIFY(office.import(paused, two).ok());
        for (const auto move : {&CampaignService::start, &CampaignService::pause}) {
            QVERIFY(ask<Campaign>(office.caller, office.services.campaigns, move, paused).ok());
        }
    }
    desk.openHours();
    for (const QByteArray &list : {two, savedAgain}) { // the same file, and the same people in another
        for (const char *option : {"--json", "--again"}) {
            const auto run = desk.dial(list, {QString::fromLatin1(option)});
            QCOMPARE(run.status, 2);
            QVERIFY2(run.err.contains(paused.toString().toUtf8()) && run.err.contains("a person has paused") &&
                         run.err.contains("--resume"),
                     run.err);
        }
    }
    QVERIFY(desk.dialled().empty());
    QCOMPARE(desk.campaigns(), 1);
    const auto run = desk.dial(savedAgain, {QStringLiteral("--json"), QStringLiteral("--resume")});
    QVERIFY2(run.status == 0 || run.status == 3, run.err);
    QCOMPARE(desk.dialled().size(), 2U);
    QCOMPARE(desk.campaigns(), 1);
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
