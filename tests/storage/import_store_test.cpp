// The store of imports and of the rows they rejected.

#include "core/number_parser.h"
#include "storage/campaign_store.h"
#include "storage/import_store.h"
#include "support/test_database.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

class ImportStoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void importsAndTheirRejectsAreKept();
    void anEarlierImportOfAListIsFound();
};

void ImportStoreTest::importsAndTheirRejectsAreKept()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    ImportStore imports(world.db);
    const auto id = world.ids.next<ImportId>();
    imports.begin(id, campaign.workspace, campaign.id, QStringLiteral("list.csv"), startOfTest, world.process);
    QVERIFY(imports.unfinished().empty()); // its process is at work on it
    world.takeOver();
    QCOMPARE(imports.unfinished().size(), 1U);
    QVERIFY(!imports.last(campaign.workspace, campaign.id).has_value());
    for (int row = 1; row <= 5; ++row) {
        imports.addReject(id, {row, QStringLiteral("n/a"), QStringLiteral("No number."), QStringLiteral("n/a,Ana")});
    }
    ImportSummary summary;
    summary.id = id;
    summary.inserted = 10;
    summary.duplicates = 2;
    summary.rejected = 5;
    imports.addReject(id, {9, QStringLiteral("+1"), QStringLiteral("Known."), {}}, RowFate::Skipped);
    summary.skipped = 1;
    summary.known = 1;
    summary.headerRows = 1;
    summary.preambleRows = 2;
    summary.reading.numberColumns = QStringList{QStringLiteral("Phone"), QStringLiteral("M\u00f3vil")};
    summary.reading.numberPlaces = {2, 4};
    summary.reading.labelColumns = QStringList{QStringLiteral("Type")};
    summary.reading.encoding = QStringLiteral("Windows-1252");
    summary.reading.encodingIsAssumed = true;
    summary.reading.unreadableCharacters = 7;
    summary.reading.header = QStringLiteral("Phone;\"M\u00f3vil\"");
    summary.reading.headerLine = 3;
    summary.reading.region = QStringLiteral("DE");
    summary.reading.numberReading = NumberReading::WithCallingCode;
    imports.finish(summary);
    QVERIFY(imports.unfinished().empty());
    QCOMPARE(imports.last(campaign.workspace, campaign.id)->id, id);
    QCOMPARE(imports.last(campaign.workspace, campaign.id)->rows(), 18);
    QCOMPARE(imports.last(campaign.workspace, campaign.id)->rowsRead(), 21);
    QCOMPARE(imports.last(campaign.workspace, campaign.id)->known, 1);
    QCOMPARE(imports.last(campaign.workspace, campaign.id)->reading, summary.reading);
    QCOMPARE(imports.rejects(id, 0, 100, RowFate::Skipped).size(), 1U);
    QCOMPARE(imports.rejects(id, 0, 100, RowFate::Skipped).front().row, 9);
    QCOMPARE(imports.rejects(id, 2, 2).size(), 2U);
    QCOMPARE(imports.rejects(id, 2, 2).front().row, 3);
    QCOMPARE(imports.rejects(id, 0, 100).size(), 5U);
    imports.remove(id);
    QVERIFY(!imports.exists(campaign.workspace, id));
    QVERIFY(imports.rejects(id, 0, 100).empty());
}

void ImportStoreTest::anEarlierImportOfAListIsFound()
{
    TestDatabase world;
    ImportStore imports(world.db);
    const auto importInto = [&](const Campaign &campaign, qint64 inserted, const ListContent &content) {
        ImportSummary summary;
        summary.id = world.ids.next<ImportId>();
        summary.inserted = inserted;
        imports.begin(summary.id, campaign.workspace, campaign.id, QStringLiteral("list.csv"), startOfTest,
                      world.process);
        imports.finish(summary, content);
        return summary.id;
    };
    const ListContent list{1'000, QStringLiteral("a1")};
    const ListContent other{1'000, QStringLiteral("b2")}; // of the same size
    const Campaign draft = world.addCampaign({.status = CampaignStatus::Draft});
    const Campaign ended = world.addCampaign({.status = CampaignStatus::Completed});
    const Campaign into = world.addCampaign({.status = CampaignStatus::Draft});
    const WorkspaceId workspace = draft.workspace;
    QVERIFY(!imports.mayHaveEarlier(workspace, into.id, 1'000));
    importInto(ended, 5, list);
    QVERIFY(!imports.mayHaveEarlier(workspace, into.id, 1'000)); // whoever was on it has been called
    const ImportId first = importInto(draft, 7, list);
    importInto(draft, 0, list); // the same once more has added nobody
    importInto(into, 0, list);  // all of its rows were refused, and it may come again in another reading
    QVERIFY(imports.mayHaveEarlier(workspace, into.id, 1'000));
    QVERIFY(!imports.mayHaveEarlier(workspace, into.id, 999));
    const auto found = imports.earlier({workspace, into.id, list});
    QVERIFY(found.has_value());
    QCOMPARE(*found, (EarlierImport{draft.id, draft.name, startOfTest, 7, true}));
    QVERIFY(!imports.earlier({workspace, into.id, other}));
    QVERIFY(!imports.earlier({WorkspaceId{workspace.value + 1}, into.id, list})); // not for other people's eyes
    QVERIFY(!imports.earlier({workspace, into.id, {}}));                          // rows that came one by one
    importInto(into, 3, list);
    QCOMPARE(imports.earlier({workspace, into.id, list})->campaign, into.id); // the same campaign goes first
    QCOMPARE(imports.earlier({workspace, ended.id, list})->campaign, ended.id);
    imports.remove(first);
    imports.begin(first, workspace, draft.id, {}, startOfTest, world.process); // runs, and may be undone
    QCOMPARE(imports.earlier({workspace, {}, list})->people, 3);

    CampaignStore(world.db).setPeople(draft.id, 42);
    QVERIFY(imports.mayHaveEarlier(workspace, into.id, 999));
    QVERIFY(!imports.mayHaveEarlier(workspace, draft.id, 999));
    const auto alike = imports.earlier({workspace, into.id, other, 42});
    QVERIFY(alike.has_value());
    QCOMPARE(alike->campaign, draft.id);
    QVERIFY(!alike->sameBytes);
    QVERIFY(!imports.earlier({workspace, into.id, other, 43}));
    QVERIFY(!imports.earlier({workspace, draft.id, other, 42}));
}

QTEST_GUILESS_MAIN(ImportStoreTest)
#include "import_store_test.moc"
