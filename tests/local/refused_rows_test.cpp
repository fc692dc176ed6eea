// People whom a campaign does not take: those on the do-not-call list, those in a country that its trunk does not call,
// and those in a zone that does not exist.

#include "csv/column_mapping.h"
#include "support/do_not_call_desk.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

namespace {

constexpr E164 ana{14155550142};
constexpr E164 tom{14155550143};

} // namespace

class RefusedRowsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anImportRefusesListedNumbers();
    void anyNumberOfAPersonMayBeListed();
    void anImportRefusesCountriesThatAreNotCalled();
    void anImportRefusesUnknownZones();
    void abbreviatedZonesAreRefusedWhereverTheyAreGiven_data();
    void abbreviatedZonesAreRefusedWhereverTheyAreGiven();
    void aColumnChosenAsZoneIsTheZone();
    void appendedRowsAreRefusedAlike();
    void whoRefusesInOneRowIsNotCalledByAnother();
    void aRemarkThatRefusesCallsIsHonoured_data();
    void aRemarkThatRefusesCallsIsHonoured();
};

void RefusedRowsTest::anImportRefusesListedNumbers() // B1-46
{
    DoNotCallDesk desk;
    const auto listed = desk.add(ana);
    const CampaignId campaign = desk.createCampaign()->id;
    const auto summary = desk.import(campaign, "phone,name\n+14155550142,Ana\n+14155550143,Tom\n415-555-0142,Ana\n");
    QCOMPARE(summary->inserted, 1);
    QCOMPARE(summary->rejected, 2); // each row that names it, whatever it looks like
    QCOMPARE(summary->duplicates, 0);
    QCOMPARE(summary->firstRejects[0].row, 2);
    QCOMPARE(summary->firstRejects[0].number, QStringLiteral("+14155550142"));
    const QString since = listed->entry.addedAt.toUtc().date().toString(Qt::ISODate);
    QVERIFY(summary->firstRejects[0].reason.contains(QStringLiteral("on the do-not-call list since ") + since));
    QCOMPARE(summary->firstRejects[0].rule, ErrorRule::RowListed); // for faces with words of their own
    QCOMPARE(summary->firstRejects[0].values, QStringList{since});
    QVERIFY(summary->firstRejects[0].raw.contains(QStringLiteral("Ana")));
    QVERIFY(desk.remove(ana).ok());
    QCOMPARE(desk.import(campaign, "phone,name\n+14155550142,Ana\n")->inserted, 1);
}

void RefusedRowsTest::anyNumberOfAPersonMayBeListed()
{
    DoNotCallDesk desk;
    QVERIFY(desk.add(ana).ok());
    const CampaignId campaign = desk.createCampaign()->id;
    const auto summary = desk.import(campaign, "Name,Phone,Phone 2\n"
                                               "Ana,+14155550144,\n"             // who is listed by the next row
                                               "Ana,+14155550144,+14155550142\n" // its second number is listed
                                               "Ana,+14155550145,+14155550144\n"
                                               "Tom,+14155550143,\n");
    QVERIFY2(summary.ok(), summary.ok() ? "" : qPrintable(summary.error().message));
    QCOMPARE(summary->inserted, 1);
    QCOMPARE(summary->rejected, 3);
    for (int i = 0; i < 3; ++i) {
        const RejectedRow &row = summary->firstRejects[static_cast<std::size_t>(i)];
        QCOMPARE(row.row, i + 2);
        QCOMPARE(row.rule, ErrorRule::RowListed);
        QCOMPARE(row.values.value(1), QStringLiteral("+14155550142"));
        QVERIFY(row.reason.contains(QStringLiteral("+14155550142")));
    }
    QCOMPARE(desk.targets(campaign).front().number, tom);
}

void RefusedRowsTest::anImportRefusesCountriesThatAreNotCalled()
{
    DoNotCallDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    QVERIFY(desk.callOnly({QStringLiteral("GB")}).ok());
    const auto summary = desk.import(campaign, "phone,name\n+14155550142,Ana\n+442079460000,Tom\n+33199001234,Zoe\n");
    QCOMPARE(summary->inserted, 2);
    QCOMPARE(summary->rejected, 1);
    QCOMPARE(summary->firstRejects[0].row, 4);
    QVERIFY(summary->firstRejects[0].reason.contains(QStringLiteral("France (FR)")));
    QVERIFY(summary->firstRejects[0].reason.contains(QStringLiteral("United Kingdom (GB)")));
    QCOMPARE(summary->firstRejects[0].rule, ErrorRule::RowCountry);
    QCOMPARE(summary->firstRejects[0].values.value(1), QStringLiteral("FR"));
}

void RefusedRowsTest::anImportRefusesUnknownZones()
{
    DoNotCallDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    const auto summary = desk.import(campaign, "phone,timezone\n"
                                               "+14155550142,Asia/Kolkata\n"
                                               "+14155550143,Asia/Kolkatta\n"
                                               "+14155550144,\n"
                                               "+14155550145, Europe/Berlin \n"
                                               "+14155550146,IST\n"
                                               "+14155550147,Asia/Kolkatta\n");
    QCOMPARE(summary->inserted, 3);
    QCOMPARE(summary->rejected, 3);
    QCOMPARE(summary->firstRejects[0].row, 3);
    QVERIFY(summary->firstRejects[0].reason.contains(QStringLiteral("Asia/Kolkatta")));
    QVERIFY(summary->firstRejects[0].reason.contains(QStringLiteral("Did you mean Asia/Kolkata?")));
    QVERIFY(summary->firstRejects[1].reason.contains(QStringLiteral("IST")));
    QCOMPARE(summary->firstRejects[1].rule, ErrorRule::RowZone);
    QCOMPARE(summary->firstRejects[1].values, QStringList{QStringLiteral("IST")});
    QCOMPARE(summary->firstRejects[2].reason, summary->firstRejects[0].reason);
    const std::vector<TargetRow> rows = desk.targets(campaign);
    QCOMPARE(rows[2].variables, std::string(R"({"timezone":"Europe/Berlin"})")); // as the engine can read it
}

void RefusedRowsTest::abbreviatedZonesAreRefusedWhereverTheyAreGiven_data()
{
    QTest::addColumn<QString>("meant");
    QTest::newRow("EST") << QStringLiteral("America/New_York");
    QTest::newRow("MST") << QStringLiteral("America/Denver");
    QTest::newRow("HST") << QStringLiteral("Pacific/Honolulu");
    QTest::newRow("Eastern") << QStringLiteral("America/New_York");
}

void RefusedRowsTest::abbreviatedZonesAreRefusedWhereverTheyAreGiven()
{
    QFETCH(const QString, meant);
    const QString given = QString::fromLatin1(QTest::currentDataTag());
    DoNotCallDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    const QString hours = QStringLiteral(R"({"zone":"%1","mon":["09:00-18:00"]})").arg(given);

    const auto summary = desk.import(campaign, "phone,timezone\n+14155550142," + given.toUtf8() + '\n');
    QCOMPARE(summary->rejected, 1);
    QVERIFY2(summary->firstRejects[0].reason.contains(meant), qPrintable(summary->firstRejects[0].reason));
    const auto appended =
        desk.append(campaign, {{E164{14155550142}, "Ada", R"({"timezone":")" + given.toStdString() + "\"}", 1}});
    QCOMPARE(appended->firstRejects.at(0).reason, summary->firstRejects[0].reason);

    WorkspaceEdit edit;
    edit.hours = hours;
    const auto workspace = desk.changeWorkspace(edit);
    QCOMPARE(workspace.error().pointer, QStringLiteral("#/hours/zone"));
    QVERIFY2(workspace.error().message.contains(meant), qPrintable(workspace.error().message));
    NewCampaign fresh = oneAttemptEach();
    fresh.hours = hours;
    const auto refused = desk.createCampaign(fresh);
    QCOMPARE(refused.error().pointer, QStringLiteral("#/hours/zone"));
    QCOMPARE(refused.error().message, workspace.error().message);

    edit.hours = QString(hours).replace(given, meant); // as it advises
    QVERIFY(desk.changeWorkspace(edit).ok());
}

void RefusedRowsTest::aColumnChosenAsZoneIsTheZone()
{
    DoNotCallDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    ColumnMapping mapping;
    mapping.columns = {{QStringLiteral("phone"), ColumnRole::Number, {}},
                       {QStringLiteral("where"), ColumnRole::Timezone, "where"}};
    ImportRequest request =
        DoNotCallDesk::importOf(campaign, "phone,where\n+14155550142,Asia/Kolkata\n+14155550143,Nowhere\n");
    request.mapping = std::make_shared<const ColumnMapping>(mapping);
    const auto summary = desk.import(request);
    QCOMPARE(summary->inserted, 1);
    QCOMPARE(summary->rejected, 1);
    const std::vector<TargetRow> rows = desk.targets(campaign);
    QCOMPARE(rows[0].variables, std::string(R"({"timezone":"Asia/Kolkata"})"));
}

void RefusedRowsTest::appendedRowsAreRefusedAlike()
{
    DoNotCallDesk desk;
    QVERIFY(desk.add(ana).ok());
    QVERIFY(desk.callOnly({}).ok());
    const CampaignId campaign = desk.createCampaign()->id;
    const auto summary = desk.append(campaign, {{tom, "Tom", R"({"timezone":"Mars/Olympus"})", 1},
                                                {ana, "Ana", "{}", 2},
                                                {E164{14155550144}, "Zoe", R"({"timezone":"Europe/Berlin"})", 3},
                                                {E164{33199001234}, "Lin", "{}", 4}});
    QCOMPARE(summary->inserted, 1);
    QCOMPARE(summary->rejected, 3);
    QCOMPARE(summary->firstRejects[0].row, 1);
    QVERIFY(summary->firstRejects[0].reason.contains(QStringLiteral("Mars/Olympus")));
    QCOMPARE(summary->firstRejects[1].row, 2);
    QVERIFY(summary->firstRejects[1].reason.contains(QStringLiteral("do-not-call list since")));
    QVERIFY(summary->firstRejects[2].reason.contains(QStringLiteral("France (FR)")));
    QCOMPARE(summary->rows(), 4);
}

void RefusedRowsTest::whoRefusesInOneRowIsNotCalledByAnother()
{
    DoNotCallDesk desk;
    const QByteArray head("Name,Phone,Mobile,Do Not Call\n");
    const QByteArray refusal("Ana,+14155550142,+14155550144,Yes\n");
    const QByteArray others("Ana,(415) 555-0142,,\nTom,+14155550143,,no\nAna,+14155550144,,\n");
    for (const QByteArray &rows : std::vector<QByteArray>{refusal + others, others + refusal}) {
        const CampaignId campaign = desk.createCampaign()->id;
        const auto summary = desk.import(campaign, head + rows);
        QVERIFY2(summary.ok(), summary.ok() ? "" : qPrintable(summary.error().message));
        QCOMPARE(summary->inserted, 1);
        QCOMPARE(summary->skipped, 3); // with any of her numbers
        QCOMPARE(summary->known, 0);
        QCOMPARE(summary->duplicates, 0);
        QCOMPARE(summary->rowsRead(), 5);
        for (const RejectedRow &row : summary->firstSkipped) {
            QCOMPARE(row.rule, ErrorRule::RowConsent);
            QCOMPARE(row.values, (QStringList{QStringLiteral("Do Not Call"), QStringLiteral("Yes")}));
        }
        const std::vector<TargetRow> targets = desk.targets(campaign);
        QCOMPARE(targets.size(), 1U);
        QCOMPARE(targets[0].number, tom);
        QCOMPARE(desk.stats(campaign).total(), 1);
    }
}

void RefusedRowsTest::aRemarkThatRefusesCallsIsHonoured_data()
{
    QTest::addColumn<QByteArray>("list");
    QTest::newRow("status") << QByteArray("Name,Phone,Lead Status\nAna,+14155550142,Do Not Call\n"
                                          "Tom,+14155550143,New\nAna,+14155550142,New\n");
    QTest::newRow("tags") << QByteArray("Name,Phone,Tags\nAna,+14155550142,VIP; DNC\nTom,+14155550143,VIP\n"
                                        "Ana,+14155550142,\n");
    QTest::newRow("no header") << QByteArray("Ana,+14155550142,do not call\nTom,+14155550143,call\n"
                                             "Ana,+14155550142,\n");
}

/// Whatever the column is for: who says so is not called, and neither by another row.
void RefusedRowsTest::aRemarkThatRefusesCallsIsHonoured()
{
    QFETCH(QByteArray, list);
    DoNotCallDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    const auto summary = desk.import(campaign, list);
    QVERIFY2(summary.ok(), summary.ok() ? "" : qPrintable(summary.error().message));
    QCOMPARE(summary->inserted, 1);
    QCOMPARE(summary->skipped, 2);
    QCOMPARE(summary->firstSkipped[0].rule, ErrorRule::RowConsent);
    QCOMPARE(desk.targets(campaign)[0].number, tom);
}

QTEST_GUILESS_MAIN(RefusedRowsTest)
#include "refused_rows_test.moc"
