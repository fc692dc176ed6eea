// What an import promises of its numbers, whatever fails on the way: each is claimed once, and no half list is dialled.

#include "support/calling_desk.h"
#include "support/fillable_disk.h"

#include <QTemporaryDir>
#include <QTest>

#include <utility>

using namespace campanile;
using namespace campanile::test;

namespace {

/// Imports a list, one number of which somebody else claims while its rows are read.
Result<ImportSummary> importWhileClaimed(CallingDesk &desk, CampaignId campaign, const std::vector<NewTarget> &rows,
                                         E164 number)
{
    bool isClaimed = false;
    Result<ImportSummary> summary =
        desk.import(CallingDesk::importOf(campaign, listOf(rows)), [&](const ImportProgress &) {
            if (!std::exchange(isClaimed, true)) {
                Connection(desk.databasePath(), Connection::Access::ReadWrite)
                    .execute("INSERT INTO target_numbers (campaign_id, number, target_id) VALUES (?, ?, ?)", campaign,
                             number, TargetId{1});
            }
        });
    if (!isClaimed) {
        qFatal("The list told no progress, so that no number was claimed.");
    }
    return summary;
}

} // namespace

class ImportIntegrityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nobodyOfALongListIsAddedAgain();
    void duplicatesFarApartAreFound();
    void aNumberThatIsClaimedMeanwhileEndsTheImport_data();
    void aNumberThatIsClaimedMeanwhileEndsTheImport();
    void aListOnAFullDiskIsUndoneWhenThereIsRoom();
    void aFailedImportIsAStateThatCanBeUndone();
    void anEarlierListOfAClockThatWasAheadStays();
    void aListOnAFullDiskLeavesNothing();
};

void ImportIntegrityTest::nobodyOfALongListIsAddedAgain()
{
    CallingDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    const QByteArray list = listOf(people(20'001)); // the numbers are claimed in more than two slices
    QCOMPARE(desk.import(campaign, list)->inserted, 20'001);
    const Result<ImportSummary> again = desk.import(campaign, list);
    QCOMPARE(again->inserted, 0);
    QCOMPARE(again->duplicates, 20'001);
    QCOMPARE(desk.stats(campaign).total(), 20'001);
}

void ImportIntegrityTest::duplicatesFarApartAreFound()
{
    CallingDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    std::vector<NewTarget> twice = people(2'000);
    const std::vector<NewTarget> once = twice;
    twice.insert(twice.end(), once.begin(), once.end());
    const Result<ImportSummary> summary = desk.import(campaign, listOf(twice));
    QCOMPARE(summary->inserted, 2'000);
    QCOMPARE(summary->duplicates, 2'000);
    QCOMPARE(desk.stats(campaign).total(), 2'000);
}

void ImportIntegrityTest::aNumberThatIsClaimedMeanwhileEndsTheImport_data()
{
    QTest::addColumn<int>("rowCount");
    QTest::addColumn<int>("claimed");
    QTest::newRow("in the one slice of claims") << 3 << 1;
    QTest::newRow("in the first of several") << 20'001 << 0;
    QTest::newRow("in the last of several") << 20'001 << 20'000;
}

/// The answer comes after all numbers have been claimed, so it tells when one could not be. Then nothing of the list
/// stays.
void ImportIntegrityTest::aNumberThatIsClaimedMeanwhileEndsTheImport()
{
    QFETCH(const int, rowCount);
    QFETCH(const int, claimed);
    CallingDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    const std::vector<NewTarget> rows = people(rowCount);
    const E164 number = rows[static_cast<std::size_t>(claimed)].number;
    const Result<ImportSummary> summary = importWhileClaimed(desk, campaign, rows, number);
    QVERIFY(!summary.ok());
    QVERIFY2(summary.error().message.contains(number.toString()), qPrintable(summary.error().message));
    QCOMPARE(desk.stats(campaign).total(), 0);
    QVERIFY(desk.targets(campaign).empty());
    // The campaign is free for the next, which finds the others' numbers free.
    QCOMPARE(desk.import(campaign, listOf(rows))->inserted, rowCount - 1);
}

/// The disk is full in the middle of a list, and gets room while the program runs.
void ImportIntegrityTest::aListOnAFullDiskIsUndoneWhenThereIsRoom()
{
    FillableDisk disk;
    CallingDesk desk;
    const QByteArray list = listOf(people(20'001));
    const CampaignId campaign = desk.createCampaign()->id;
    QVERIFY(desk.append(campaign, people(10, E164{14165550000})).ok());
    const Result<ImportSummary> summary =
        desk.import(CallingDesk::importOf(campaign, list), [&disk](const ImportProgress &) { disk.fill(); });
    QVERIFY(!summary.ok());
    QCOMPARE(summary.error().code, ErrorCode::StorageFull);
    // What the import wrote before is not part of the campaign, and nobody may dial it.
    const Result<ImportSummary> again = desk.import(campaign, list);
    QVERIFY(!again.ok());
    QCOMPARE(again.error().code, ErrorCode::Conflict);
    QVERIFY2(again.error().message.contains(QStringLiteral("failed")), qPrintable(again.error().message));
    disk.makeRoom();
    Connection db(desk.databasePath(), Connection::Access::ReadOnly);
    QTRY_COMPARE_WITH_TIMEOUT(db.integer("SELECT count(*) FROM imports WHERE running = 1").value_or(-1), 0, 60'000);
    QCOMPARE(desk.stats(campaign).total(), 10);
    QCOMPARE(desk.targets(campaign).size(), 10U);
    QCOMPARE(desk.import(campaign, list)->inserted, 20'001);
}

/// Nothing may be started beside what a failed import has left, and a person need not wait until it is removed.
void ImportIntegrityTest::aFailedImportIsAStateThatCanBeUndone()
{
    FillableDisk disk;
    CallingDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    QVERIFY(desk.append(campaign, people(10, E164{14165550000})).ok());
    QVERIFY(!desk.import(CallingDesk::importOf(campaign, listOf(people(20'001))),
                         [&disk](const ImportProgress &) { disk.fill(); })
                 .ok());
    const CampaignImport left = desk.overview(campaign).import;
    QCOMPARE(left.state, CampaignImport::State::Failed);
    QCOMPARE(left.targets, desk.stats(campaign).total() - 10);
    QVERIFY(left.failure);
    QCOMPARE(left.failure->code, ErrorCode::StorageFull);
    const Error refused = desk.move(&CampaignService::start, campaign).error();
    QCOMPARE(refused.code, ErrorCode::Conflict);
    QCOMPARE(refused.rule, ErrorRule::ImportFailed);
    const auto undo = [&] { return ask<void>(desk.caller, desk.services.imports, &ImportService::undo, campaign); };
    QCOMPARE(undo().error().code, ErrorCode::StorageFull);
    disk.makeRoom();
    QVERIFY(undo().ok());
    QCOMPARE(desk.overview(campaign).import.state, CampaignImport::State::None);
    QCOMPARE(desk.stats(campaign).total(), 10);
    QCOMPARE(desk.targets(campaign).size(), 10U);
    QVERIFY(desk.move(&CampaignService::start, campaign).ok());
}

/// The campaign has people whose ids a clock made that was a day ahead. A list that is undone takes nobody of them
/// along.
void ImportIntegrityTest::anEarlierListOfAClockThatWasAheadStays()
{
    CallingDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    const std::vector<NewTarget> earlier = people(10, E164{14165550000});
    QVERIFY(desk.append(campaign, earlier).ok());
    QVERIFY(putTargetsADayAhead(desk.databasePath()) > 0);
    const std::vector<NewTarget> rows = people(20);
    QVERIFY(!importWhileClaimed(desk, campaign, rows, rows.front().number).ok());
    QCOMPARE(desk.stats(campaign).total(), 10);
    QCOMPARE(desk.targets(campaign).size(), 10U);
    QCOMPARE(desk.import(campaign, listOf(earlier))->duplicates, 10); // and their numbers are still theirs
}

/// The disk is full in the middle of a list, and has room again when the program starts the next time.
void ImportIntegrityTest::aListOnAFullDiskLeavesNothing()
{
    FillableDisk disk;
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("data"));
    const QByteArray list = listOf(people(20'001));
    CampaignId campaign;
    {
        CallingDesk desk(path);
        campaign = desk.createCampaign()->id;
        QVERIFY(desk.append(campaign, people(10, E164{14165550000})).ok());
        const Result<ImportSummary> summary =
            desk.import(CallingDesk::importOf(campaign, list), [&disk](const ImportProgress &) { disk.fill(); });
        QVERIFY(!summary.ok());
        QCOMPARE(summary.error().code, ErrorCode::StorageFull);
        disk.makeRoom();
    }
    CallingDesk desk(path);
    QCOMPARE(desk.stats(campaign).total(), 10);
    QCOMPARE(desk.targets(campaign).size(), 10U);
    QCOMPARE(desk.import(campaign, list)->inserted, 20'001);
}

QTEST_GUILESS_MAIN(ImportIntegrityTest)
#include "import_integrity_test.moc"
