// The store of imports and of the rows they rejected.

#include "core/number_parser.h"
#include "storage/import_store.h"
#include "support/test_database.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

class ImportStoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void importsAndTheirRejectsAreKept();
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

QTEST_GUILESS_MAIN(ImportStoreTest)
#include "import_store_test.moc"
