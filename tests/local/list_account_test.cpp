// Every row of a list is accounted for, whatever the list looks like, and the columns are honoured.

#include "support/calling_desk.h"
#include "support/random_list.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

namespace {

/// A list of three people whose second one's fields have moved: that row is rejected, and the others keep their
/// numbers.
void rejectsTheSecondPerson(const QByteArray &csv, E164 first, E164 third)
{
    CallingDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    const auto summary = desk.import(campaign, csv);
    QVERIFY2(summary.ok(), summary.ok() ? "" : qPrintable(summary.error().message));
    QCOMPARE(summary->inserted, 2);
    QCOMPARE(summary->rejected, 1);
    QCOMPARE(summary->firstRejects.front().row, 3);
    QCOMPARE(summary->firstRejects.front().rule, ErrorRule::RowUnreadable);
    const std::vector<TargetRow> targets = desk.targets(campaign);
    QCOMPARE(targets[0].number, first);
    QCOMPARE(targets[1].number, third);
}

} // namespace

class ListAccountTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyRowOfAnyListIsCountedOnce();
    void anImportTellsHowItReadTheList();
    void aGuessOfTheEncodingFarBelowIsTold();
    void whoRefusesCallsIsSkipped();
    void theCountryOfARowDecidesItsNumber();
    void aRowWhoseFieldsHaveMovedIsRejected();
    void aBlankFieldTooManyMovesTheOthers();
    void rowsThatAllEndWithADelimiterAreRead();
    void anotherNumberStandsInForOneThatCannotBeCalled();
    void anotherNumberStandsInForAFax();
    void oneWhoIsOnTheListWithAllNumbersIsADuplicate();
    void aNumberOfAnEarlierRowIsNamed();
    void aListThatComesAgainHasDuplicatesOnly();
    void theLabelDecidesInEachRow();
    void aReadingIsChosenForAllRows();
    void namesAndCellsAreTrimmed();
    void aListThatIsNoneIsRefused();
};

void ListAccountTest::everyRowOfAnyListIsCountedOnce()
{
    CallingDesk desk;
    for (std::uint64_t seed = 1; seed <= 120; ++seed) {
        const RandomList list(seed);
        const CampaignId campaign = desk.createCampaign()->id;
        ImportProgress told;
        const Result<ImportSummary> summary =
            desk.import(ServiceDesk::importOf(campaign, list.bytes), [&told](const ImportProgress &p) { told = p; });
        if (!summary) { // nobody is on it, or its columns leave a question
            QVERIFY2(summary.error().code == ErrorCode::InvalidInput, qPrintable(summary.error().message));
            QVERIFY(desk.stats(campaign).total() == 0);
            continue;
        }
        const QByteArray place = "seed " + QByteArray::number(static_cast<qulonglong>(seed)) + '\n' + list.bytes;
        const qint64 sum = summary->inserted + summary->duplicates + summary->rejected + summary->skipped +
                           summary->headerRows + summary->preambleRows;
        QVERIFY2(sum == list.rows, place.constData());
        QCOMPARE(summary->rowsRead(), list.rows);
        QVERIFY2(summary->rows() == list.people, place.constData());
        QCOMPARE(told.rowsRead(), list.rows);
        QCOMPARE(desk.stats(campaign).total(), summary->inserted);

        const auto last = ask<ImportSummary>(desk.caller, desk.services.imports, &ImportService::last, campaign);
        QCOMPARE(last->rowsRead(), list.rows);
        QCOMPARE(last->skipped, summary->skipped);
        QCOMPARE(last->reading, summary->reading);
        const auto kept = [&](auto which) {
            return ask<std::vector<RejectedRow>>(desk.caller, desk.services.imports, which, summary->id, 0, 100);
        };
        QCOMPARE(*kept(&ImportService::rejects), summary->firstRejects);
        QCOMPARE(*kept(&ImportService::skipped), summary->firstSkipped);
        QCOMPARE(static_cast<qint64>(summary->firstRejects.size()), summary->rejected);
        QCOMPARE(static_cast<qint64>(summary->firstSkipped.size()), summary->skipped);
        for (const RejectedRow &row : summary->firstSkipped) {
            QVERIFY(!row.reason.isEmpty());
        }
    }
}

void ListAccountTest::anImportTellsHowItReadTheList()
{
    CallingDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    const auto summary = desk.import(campaign, "Contacts report;;\n;;\nName;Phone;City\nZo\xeb;+14155550142;Bern\n");
    QVERIFY2(summary.ok(), summary.ok() ? "" : qPrintable(summary.error().message));
    QCOMPARE(summary->inserted, 1);
    QCOMPARE(summary->headerRows, 1);
    QCOMPARE(summary->preambleRows, 1); // the row that holds nothing is none
    QCOMPARE(summary->rowsRead(), 3);
    QCOMPARE(summary->reading.numberColumns, QStringList{QStringLiteral("Phone")});
    QCOMPARE(summary->reading.encoding, QStringLiteral("Windows-1252"));
    QVERIFY(summary->reading.encodingIsAssumed);
    QCOMPARE(summary->reading.delimiter, QStringLiteral("semicolon"));
    QCOMPARE(summary->reading.header, QStringLiteral("Name;Phone;City"));
    QCOMPARE(summary->reading.headerLine, 3);
}

void ListAccountTest::aGuessOfTheEncodingFarBelowIsTold()
{
    CallingDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    // Nothing of the first rows, nor of the first block that is read, tells that this is not UTF-8.
    const auto summary = desk.import(campaign, listOf(people(30'000)) + "+14155550142,Zo\xeb\n");
    QVERIFY2(summary.ok(), summary.ok() ? "" : qPrintable(summary.error().message));
    QCOMPARE(summary->inserted, 30'001);
    QCOMPARE(summary->reading.encoding, QStringLiteral("Windows-1252"));
    QVERIFY(summary->reading.encodingIsAssumed);
    const auto last = ask<ImportSummary>(desk.caller, desk.services.imports, &ImportService::last, campaign);
    QCOMPARE(last->reading, summary->reading);
}

void ListAccountTest::whoRefusesCallsIsSkipped()
{
    CallingDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    const auto summary =
        desk.import(campaign, "Name,Phone,Do Not Call\nAda,+14155550142,Yes\nBo,+14155550143,No\nCy,+14155550144,\n");
    QCOMPARE(summary->inserted, 2);
    QCOMPARE(summary->skipped, 1);
    QCOMPARE(summary->known, 0);
    QCOMPARE(summary->firstSkipped.front().row, 2);
    QCOMPARE(summary->firstSkipped.front().rule, ErrorRule::RowConsent);
    QCOMPARE(summary->firstSkipped.front().values, (QStringList{QStringLiteral("Do Not Call"), QStringLiteral("Yes")}));
    QCOMPARE(summary->reading.permissionColumns, QStringList{QStringLiteral("Do Not Call")});
    QCOMPARE(desk.targets(campaign).front().number, E164{14155550143});
}

void ListAccountTest::theCountryOfARowDecidesItsNumber()
{
    CallingDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    const auto summary = desk.import(
        campaign, "phone_code,phone_number,first_name\n1,4155550142,Ada\n44,7911123456,Bo\n999,7911123457,Cy\n");
    QCOMPARE(summary->inserted, 2);
    QCOMPARE(summary->rejected, 1); // nobody knows which country that is
    QCOMPARE(summary->reading.countryColumn, QStringLiteral("phone_code"));
    const std::vector<TargetRow> targets = desk.targets(campaign);
    QCOMPARE(targets[0].number, E164{14155550142});
    QCOMPARE(targets[1].number, E164{447911123456});
}

void ListAccountTest::aRowWhoseFieldsHaveMovedIsRejected()
{
    // Without quotes around "Muster, Bo" the account stands where the telephone stands in all other rows.
    rejectsTheSecondPerson("Name,Account,Phone\n"
                           "Ada,2025550101,+14155550142\n"
                           "Muster, Bo,2025550102,+14155550143\n"
                           "\"Muster, Cy\",2025550103,+14155550144\n",
                           E164{14155550142}, E164{14155550144});
}

void ListAccountTest::aBlankFieldTooManyMovesTheOthers()
{
    // The city of "Muster, Bo" is empty, so that the fax stands where the telephone stands in all other rows.
    rejectsTheSecondPerson("Name,Fax,Phone,City\n"
                           "Ada,4155550197,4155550141,Bern\n"
                           "Muster, Bo,4155550199,4155550142,\n"
                           "Cy,4155550198,4155550143,\n",
                           E164{14155550141}, E164{14155550143});
}

void ListAccountTest::rowsThatAllEndWithADelimiterAreRead()
{
    CallingDesk desk;
    const QByteArray four("Ada,+14155550142,Bern,\nBo,+14155550143,Bern,\nCy,+14155550144,,\nDi,+14155550145,Bern,\n");
    const auto inserted = [&desk](const QByteArray &csv) {
        const auto summary = desk.import(desk.createCampaign()->id, csv);
        return summary ? summary->inserted : -1;
    };
    QCOMPARE(inserted("Name,Phone,City\n" + four), 4);
    QCOMPARE(inserted("Name,Phone,City\n" + four + "Muster, Ed,+14155550146,,\n"), 4);
    QCOMPARE(inserted("Name,Phone,City,\n" + four + "Muster, Ed,+14155550146,,\n"), 4);
    QCOMPARE(inserted("Name,Phone,City\n" + four + "Ed,+14155550146,Bern\n"), 1); // not all of them do
    QCOMPARE(inserted("Name,Phone,City\nAda,+14155550142,Bern,\n"), 0);           // nor is one row enough to tell
}

void ListAccountTest::anotherNumberStandsInForOneThatCannotBeCalled()
{
    CallingDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    const auto summary = desk.import(campaign, "First Name,Phone 1 - Value,Phone 2 - Value\n"
                                               "Ada,+1 415-555-0142 ::: +1 415-555-0143,+1 415-555-0144\n"
                                               "Bo,,+1 415-555-0145\n"
                                               "Cy,unknown,+1 415-555-0146\n"
                                               "Di,911,n/a\n");
    QVERIFY2(summary.ok(), summary.ok() ? "" : qPrintable(summary.error().message));
    QCOMPARE(summary->inserted, 3);
    QCOMPARE(summary->rejected, 1);
    QCOMPARE(summary->firstRejects.front().number, QStringLiteral("911"));
    const std::vector<TargetRow> targets = desk.targets(campaign);
    QCOMPARE(targets[0].number, E164{14155550142});
    QCOMPARE(targets[1].number, E164{14155550145});
    QCOMPARE(targets[2].number, E164{14155550146});
}

void ListAccountTest::anotherNumberStandsInForAFax()
{
    CallingDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    const auto summary = desk.import(campaign, "First Name,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,"
                                               "Phone 2 - Value\n"
                                               "Ada,Mobile,+14155550142,Home Fax,+14155550143\n"
                                               "Bo,* Work Fax,+14155550144 ::: +14155550145,Home,+14155550146\n"
                                               "Cy,Pager,+14155550147,,\n"
                                               "Di,Home Fax,+14155550148,Work,n/a\n"
                                               "Ed,,n/a,Telefax,+14155550149\n");
    QVERIFY2(summary.ok(), summary.ok() ? "" : qPrintable(summary.error().message));
    QCOMPARE(summary->inserted, 2);
    QCOMPARE(summary->rejected, 3);
    QCOMPARE(summary->reading.labelColumns,
             (QStringList{QStringLiteral("Phone 1 - Label"), QStringLiteral("Phone 2 - Label")}));
    const std::vector<TargetRow> targets = desk.targets(campaign);
    QCOMPARE(targets[0].number, E164{14155550142});
    QCOMPARE(targets[1].number, E164{14155550146});
    const RejectedRow &pager = summary->firstRejects[0];
    QCOMPARE(pager.number, QStringLiteral("+14155550147"));
    QCOMPARE(pager.rule, ErrorRule::RowLabelled);
    QCOMPARE(pager.values, (QStringList{QStringLiteral("Phone 1 - Label"), QStringLiteral("Pager")}));
    QVERIFY(pager.reason.contains(QStringLiteral("Pager")));
    QCOMPARE(summary->firstRejects[1].rule, ErrorRule::RowLabelled);
    QCOMPARE(summary->firstRejects[2].rule, ErrorRule::RowNumber); // the first cell that is filled is no number
}

void ListAccountTest::oneWhoIsOnTheListWithAllNumbersIsADuplicate()
{
    CallingDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    const auto summary = desk.import(campaign, "Name,Phone,Phone 2\n"
                                               "Ada,+14155550142,+14155550143\n"
                                               "Ada,+14155550143,+14155550142\n"
                                               "Ada,n/a,+14155550142\n"
                                               "Bo,+14155550144,+14155550143\n"); // of the same household
    QVERIFY2(summary.ok(), summary.ok() ? "" : qPrintable(summary.error().message));
    QCOMPARE(summary->inserted, 2);
    QCOMPARE(summary->duplicates, 2);
    QCOMPARE(summary->rejected, 0);
    const std::vector<TargetRow> targets = desk.targets(campaign);
    QCOMPARE(targets[0].number, E164{14155550142});
    QCOMPARE(targets[1].number, E164{14155550144});
}

/// Whether two rows are one person cannot be told, so only the first is called, and the other is not lost without a
/// word.
void ListAccountTest::aNumberOfAnEarlierRowIsNamed()
{
    CallingDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    const auto summary = desk.import(campaign, "Name,Phone,Phone 2\n"
                                               "Ada,+14155550142,+14155550143\n"
                                               "Bo,+14155550142,+14155550144\n" // has a number of his own
                                               "Cy,+14155550143,\n"             // her only number is not called
                                               "Ada,+14155550145,+14155550142\n");
    QVERIFY2(summary.ok(), summary.ok() ? "" : qPrintable(summary.error().message));
    QCOMPARE(summary->inserted, 1);
    QCOMPARE(summary->duplicates, 0);
    QCOMPARE(summary->rejected, 3);
    QCOMPARE(summary->rowsRead(), 5);
    const RejectedRow &bo = summary->firstRejects[0];
    QCOMPARE(bo.row, 3);
    QCOMPARE(bo.rule, ErrorRule::RowShared);
    QCOMPARE(bo.values, QStringList{QStringLiteral("+14155550142")});
    QVERIFY(bo.reason.contains(QStringLiteral("+14155550142")) && bo.raw.contains(QStringLiteral("Bo")));
    QCOMPARE(summary->firstRejects[1].values, QStringList{QStringLiteral("+14155550143")});
    QCOMPARE(summary->firstRejects[2].values, QStringList{QStringLiteral("+14155550142")}); // she is called on it
    QCOMPARE(desk.targets(campaign).front().number, E164{14155550142});
}

void ListAccountTest::aListThatComesAgainHasDuplicatesOnly()
{
    CallingDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    const QByteArray list("Name,Phone,Phone 2\nAda,+14155550142,+14155550143\nBo,+14155550144,+14155550143\n");
    QCOMPARE(desk.import(campaign, list)->inserted, 2);
    const auto again = desk.import(campaign, list + "Ada,+14155550143,+14155550142\n");
    QVERIFY2(again.ok(), again.ok() ? "" : qPrintable(again.error().message));
    QCOMPARE(again->inserted, 0);
    QCOMPARE(again->duplicates, 2);
    QCOMPARE(again->rejected, 1); // she has begun with her second number, which the campaign does not know
    QCOMPARE(again->firstRejects.front().rule, ErrorRule::RowShared);
    QCOMPARE(again->firstRejects.front().values, QStringList{QStringLiteral("+14155550142")});
}

void ListAccountTest::theLabelDecidesInEachRow()
{
    CallingDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    const auto summary = desk.import(campaign, "Name,Phone,Type\n"
                                               "Ada,+14155550142,Fax\n"
                                               "Ada,+14155550143,Mobile\n"
                                               "Bo,+14155550144,\n");
    QVERIFY2(summary.ok(), summary.ok() ? "" : qPrintable(summary.error().message));
    QCOMPARE(summary->inserted, 2);
    QCOMPARE(summary->rejected, 1);
    QCOMPARE(summary->firstRejects.front().row, 2);
    const std::vector<TargetRow> targets = desk.targets(campaign);
    QCOMPARE(targets[0].number, E164{14155550143});
    QCOMPARE(targets[0].variables, std::string(R"({"name":"Ada","Type":"Mobile"})")); // the agent still knows it
}

void ListAccountTest::aReadingIsChosenForAllRows()
{
    CallingDesk desk;
    const auto read = [&desk](NumberReading reading) {
        ImportRequest request = ServiceDesk::importOf(desk.createCampaign()->id, "phone\n491711234573\n");
        request.defaultRegion = QStringLiteral("DE");
        request.reading = reading;
        const auto summary = desk.import(request);
        return summary->inserted == 1 ? desk.targets(request.campaign).front().number : E164{};
    };
    QVERIFY(read(NumberReading::Ask).isNull() || read(NumberReading::Ask) == E164{491711234573});
    QCOMPARE(read(NumberReading::WithCallingCode), E164{491711234573});
}

void ListAccountTest::namesAndCellsAreTrimmed()
{
    CallingDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    QVERIFY(desk.import(campaign, "phone,name,city\n+14155550142, Ada \xc2\xa0, Bern\t\n").ok());
    const Target target = desk.targets(campaign).front();
    QCOMPARE(target.name, QStringLiteral("Ada"));
    QCOMPARE(target.variables, std::string(R"({"name":"Ada","city":"Bern"})"));
}

void ListAccountTest::aListThatIsNoneIsRefused()
{
    CallingDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    const auto rule = [&](const QByteArray &bytes) {
        const auto summary = desk.import(campaign, bytes);
        return summary ? ErrorRule::None : summary.error().rule;
    };
    QCOMPARE(rule("phone,name\n"), ErrorRule::HeaderOnly);
    QCOMPARE(rule(R"([{"to_number":"+14155550142"},{"to_number":"+14155550143"}])"), ErrorRule::JsonList);
    QCOMPARE(rule("[\n  {\n    \"to_number\": \"+14155550142\"\n  }\n]\n"), ErrorRule::JsonList);
    QCOMPARE(rule("{\"to_number\":\"+14155550142\"}\n"), ErrorRule::JsonList);
    ImportRequest request = ServiceDesk::importOf(campaign, "phone\n+14155550142\n");
    request.defaultRegion = QStringLiteral("UK");
    const auto refused = desk.import(request);
    QCOMPARE(refused.error().rule, ErrorRule::UnknownRegion);
    QCOMPARE(refused.error().values.last(), QStringLiteral("GB"));
    QCOMPARE(refused.error().pointer, QStringLiteral("#/default_region"));
    QCOMPARE(desk.stats(campaign).total(), 0);
    QCOMPARE(desk.import(campaign, "phone\n+14155550142\n")->inserted, 1); // nothing of them stands in the way
}

QTEST_GUILESS_MAIN(ListAccountTest)
#include "list_account_test.moc"
