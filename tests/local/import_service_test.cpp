// Lists become targets: every row is accounted for, and an import that does not end leaves nothing.

#include "csv/csv_preview.h"
#include "support/calling_desk.h"
#include "support/no_threads.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <future>

using namespace campanile;
using namespace campanile::test;

class ImportServiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyRowOfAListIsAccountedFor();
    void firstAndLastNameBecomeOne();
    void aListIsReadFromAFile();
    void anEncodingThatWasTakenForAnotherCanBeChosen();
    void aDelimiterThatWasTakenForAnotherCanBeChosen();
    void whatTheFirstRowIsCanBeChosen();
    void aListThatCannotBeReadLeavesNothing();
    void aCancelledImportLeavesNothing();
    void twoImportsIntoOneCampaignDoNotMix();
    void aCampaignSaysThatAnImportRuns();
    void closingTheProgramUndoesAnImport();
    void whoeverGetsNoThreadGetsAnAnswer();
};

void ImportServiceTest::everyRowOfAListIsAccountedFor() // B1-29, B1-30
{
    CallingDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    const QByteArray csv("phone,first name,city\n"
                         "+14155550142,Ana,Lisbon\n"
                         "(415) 555-0143,Tom,\n"     // in the region of the caller ID
                         "415-555-0142,Ana again,\n" // the first one in other words
                         "911,Help,\n"
                         "n/a,Nobody,\n"
                         "+44 20 7946 0958,Zo\xc3\xab,London\n"
                         "+14155550142,Ana,Lisbon\n");
    const Result<ImportSummary> summary = desk.import(campaign, csv);
    QVERIFY2(summary.ok(), summary.ok() ? "" : qPrintable(summary.error().message));
    QCOMPARE(summary->inserted, 3);
    QCOMPARE(summary->duplicates, 2);
    QCOMPARE(summary->rejected, 2);
    QCOMPARE(summary->rows(), 7);
    QCOMPARE(summary->firstRejects.size(), 2U);
    QCOMPARE(summary->firstRejects[0].row, 5);
    QCOMPARE(summary->firstRejects[0].number, QStringLiteral("911"));
    QVERIFY(!summary->firstRejects[0].reason.isEmpty());
    QCOMPARE(summary->firstRejects[0].rule, ErrorRule::RowNumber);
    QVERIFY(!summary->firstRejects[0].values.isEmpty());
    const auto rejects =
        ask<std::vector<RejectedRow>>(desk.caller, desk.services.imports, &ImportService::rejects, summary->id, 0, 100);
    QCOMPARE(*rejects, summary->firstRejects);
    const auto last = ask<ImportSummary>(desk.caller, desk.services.imports, &ImportService::last, campaign);
    QCOMPARE(last->id, summary->id);
    QCOMPARE(last->rows(), 7);

    const std::vector<Target> targets = desk.targets(campaign);
    QCOMPARE(targets.size(), 3U);
    QCOMPARE(targets[0].number, E164{14155550142});
    QCOMPARE(targets[0].name, QStringLiteral("Ana"));
    QVERIFY(targets[0].variables.find("Lisbon") != std::string::npos);
    QCOMPARE(targets[1].number, E164{14155550143});
    QCOMPARE(targets[2].number, E164{442079460958});
    QCOMPARE(desk.stats(campaign).total(), 3);

    // The same list again: nobody is on it twice, and the sum is right again.
    const Result<ImportSummary> again = desk.import(campaign, csv);
    QCOMPARE(again->inserted, 0);
    QCOMPARE(again->duplicates, 5);
    QCOMPARE(again->rejected, 2);
    QCOMPARE(desk.stats(campaign).total(), 3);
}

void ImportServiceTest::firstAndLastNameBecomeOne()
{
    CallingDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    QVERIFY(desk.import(campaign, "phone,first name,last name\n"
                                  "+14155550142,Ana,Lopes\n"
                                  "+14155550143,Cher,\n"
                                  "+14155550144,,Okonkwo\n"
                                  "+14155550145,,\n")
                .ok());
    QStringList names;
    for (const Target &target : desk.targets(campaign)) {
        names << target.name;
    }
    QCOMPARE(names, (QStringList{QStringLiteral("Ana Lopes"), QStringLiteral("Cher"), QStringLiteral("Okonkwo"), {}}));
}

void ImportServiceTest::aListIsReadFromAFile()
{
    CallingDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    QFile file(desk.folder.filePath(QStringLiteral("list.csv")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(listOf(people(12'000))); // more than two slices
    file.close();
    ImportRequest request;
    request.campaign = campaign;
    request.path = file.fileName();
    std::vector<ImportProgress> told;
    const Result<ImportSummary> summary =
        desk.import(request, [&told](const ImportProgress &progress) { told.push_back(progress); });
    QCOMPARE(summary->inserted, 12'000);
    QCOMPARE(desk.stats(campaign).of(TargetStatus::Pending), 12'000);
    QVERIFY(!told.empty());
    QCOMPARE(told.back().rows, 12'000); // the last word is the end
    QCOMPARE(told.back().bytesRead, told.back().bytesTotal);
}

namespace {

/// A list on the disk of a desk, looked at and imported with the same choices.
struct ListOnDisk {
    explicit ListOnDisk(const QByteArray &content)
        : path(desk.folder.filePath(QStringLiteral("list.csv")))
    {
        QFile file(path);
        if (file.open(QIODevice::WriteOnly)) {
            file.write(content);
        }
    }
    Result<CsvPreview> preview(const CsvChoices &choices)
    {
        return ask<CsvPreview>(desk.caller, desk.services.imports, &ImportService::preview, path, choices,
                               QStringLiteral("US"));
    }
    /// Into a campaign of its own.
    Result<ImportSummary> import(const CsvChoices &choices)
    {
        ImportRequest request;
        request.campaign = campaign = desk.createCampaign()->id;
        request.path = path;
        request.choices = choices;
        return desk.import(request);
    }

    CallingDesk desk;
    const QString path;
    CampaignId campaign;
};

} // namespace

void ImportServiceTest::anEncodingThatWasTakenForAnotherCanBeChosen()
{
    // Windows-1252, whose only letters beyond ASCII happen to be well-formed UTF-8.
    ListOnDisk list("phone,name\n+14155550142,\xC2\xA9 Co\n");
    const CsvChoices windows{
        .encoding = TextEncoding::Windows1252, .delimiter = {}, .hasHeader = {}, .numberColumn = {}};
    const Result<CsvPreview> found = list.preview({});
    QCOMPARE(found->encoding, TextEncoding::Utf8);
    QCOMPARE(found->rows[1].fields[1], QStringLiteral("© Co"));
    const Result<CsvPreview> chosen = list.preview(windows);
    QCOMPARE(chosen->encoding, TextEncoding::Windows1252);
    QCOMPARE(chosen->rows[1].fields[1], QStringLiteral("Â© Co"));
    QCOMPARE(list.import({})->inserted, 1);
    QCOMPARE(list.desk.targets(list.campaign)[0].name, QStringLiteral("© Co"));
    QCOMPARE(list.import(windows)->inserted, 1);
    QCOMPARE(list.desk.targets(list.campaign)[0].name, QStringLiteral("Â© Co"));
}

void ImportServiceTest::aDelimiterThatWasTakenForAnotherCanBeChosen()
{
    // The remarks are as even as the fields, and hold what could be telephone numbers.
    ListOnDisk list("whom,ref;phone;item\n+14155550142,A;2025550152;7\n+14155550143,B;2025550153;8\n");
    const CsvChoices comma{.encoding = {}, .delimiter = ',', .hasHeader = {}, .numberColumn = {}};
    const Result<CsvPreview> found = list.preview({});
    QCOMPARE(found->dialect.delimiter, ';');
    QCOMPARE(list.import({})->inserted, 2);
    QCOMPARE(list.desk.targets(list.campaign)[0].number, E164{12025550152});
    const Result<CsvPreview> chosen = list.preview(comma);
    QCOMPARE(chosen->dialect.delimiter, ',');
    QCOMPARE(chosen->rows[1].fields[1], QStringLiteral("A;2025550152;7"));
    QCOMPARE(list.import(comma)->inserted, 2);
    QCOMPARE(list.desk.targets(list.campaign)[0].number, E164{14155550142});
}

void ImportServiceTest::whatTheFirstRowIsCanBeChosen()
{
    ListOnDisk list("+14155550142,Ada\n+14155550143,Ben\n");
    QVERIFY(!list.preview({})->mapping.hasHeader);
    QCOMPARE(list.import({})->inserted, 2);
    const CsvChoices header{.encoding = {}, .delimiter = {}, .hasHeader = true, .numberColumn = {}};
    QVERIFY(list.preview(header)->mapping.hasHeader);
    QCOMPARE(list.import(header)->inserted, 1);
    QCOMPARE(list.desk.targets(list.campaign)[0].number, E164{14155550143});
}

void ImportServiceTest::aListThatCannotBeReadLeavesNothing()
{
    CallingDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    ImportRequest request;
    request.campaign = campaign;
    request.path = desk.folder.filePath(QStringLiteral("missing.csv"));
    QCOMPARE(desk.import(request).error().code, ErrorCode::FileNotReadable);
    QCOMPARE(desk.import(CampaignId{1}, listOf(people(3))).error().code, ErrorCode::NotFound);
    QCOMPARE(desk.import(campaign, QByteArray("colour,shape\nred,round\n")).error().code, ErrorCode::InvalidInput);
    QCOMPARE(desk.stats(campaign).total(), 0);
    QVERIFY(desk.import(campaign, listOf(people(3))).ok()); // and the campaign is free for the next
}

void ImportServiceTest::aCancelledImportLeavesNothing()
{
    CallingDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    QVERIFY(desk.append(campaign, people(10, E164{14165550000})).ok());
    std::promise<std::shared_ptr<ImportJob>> started;
    std::shared_future<std::shared_ptr<ImportJob>> job = started.get_future().share();
    const Result<ImportSummary> result = await<ImportSummary>([&](Reply<ImportSummary> reply) {
        started.set_value(desk.services.imports.start(
            desk.caller, CallingDesk::importOf(campaign, listOf(people(60'000))),
            [job](const ImportProgress &) { job.get()->cancel(); }, std::move(reply)));
    });
    QVERIFY(!result.ok());
    QCOMPARE(result.error().code, ErrorCode::Cancelled);
    QCOMPARE(desk.stats(campaign).total(), 10);
    QCOMPARE(desk.targets(campaign).size(), 10U);
    // The numbers are free again, and so is the campaign.
    const Result<ImportSummary> again = desk.import(campaign, listOf(people(100)));
    QCOMPARE(again->inserted, 100);
}

namespace {

/// An import of 20,000 people that stands still after its first 5,000 until it may go on.
class HalfImport {
public:
    HalfImport(CallingDesk &desk, CampaignId campaign)
    {
        desk.services.imports.start(
            desk.caller, CallingDesk::importOf(campaign, listOf(people(20'000))),
            [this](const ImportProgress &) {
                if (std::exchange(m_isFirst, false)) {
                    m_reached.set_value();
                    m_goOn.get_future().wait();
                }
            },
            [answer = m_answer](Result<ImportSummary> result) { answer->set_value(std::move(result)); });
        m_reached.get_future().wait();
    }
    Result<ImportSummary> goOn()
    {
        m_goOn.set_value();
        return m_answer->get_future().get();
    }

private:
    std::promise<void> m_reached;
    std::promise<void> m_goOn;
    bool m_isFirst = true;
    std::shared_ptr<std::promise<Result<ImportSummary>>> m_answer =
        std::make_shared<std::promise<Result<ImportSummary>>>();
};

} // namespace

void ImportServiceTest::twoImportsIntoOneCampaignDoNotMix()
{
    CallingDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    HalfImport half(desk, campaign);
    QCOMPARE(desk.import(campaign, listOf(people(3))).error().rule, ErrorRule::ImportRunning);
    QCOMPARE(desk.append(campaign, people(3, E164{14165550000})).error().rule, ErrorRule::ImportRunning);
    QCOMPARE(half.goOn()->inserted, 20'000);
    QVERIFY(desk.append(campaign, people(3, E164{14165550000})).ok());
}

void ImportServiceTest::aCampaignSaysThatAnImportRuns()
{
    CallingDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    QVERIFY(desk.append(campaign, people(10, E164{14165550000})).ok());
    QCOMPARE(desk.overview(campaign).import.state, CampaignImport::State::None);
    HalfImport half(desk, campaign);
    QTRY_COMPARE(desk.overview(campaign).import.targets, 5'000);
    const CampaignOverview now = desk.overview(campaign);
    QCOMPARE(now.import.state, CampaignImport::State::Running);
    QCOMPARE(now.import.source, QStringLiteral("list.csv"));
    QVERIFY(now.import.startedAt.ms > 0);
    QVERIFY(!now.import.failure);
    QCOMPARE(now.stats.total(), 5'010);
    const Error refused = desk.move(&CampaignService::start, campaign).error();
    QCOMPARE(refused.code, ErrorCode::Conflict);
    QCOMPARE(refused.rule, ErrorRule::ImportRunning);
    QCOMPARE(ask<void>(desk.caller, desk.services.imports, &ImportService::undo, campaign).error().rule,
             ErrorRule::ImportRunning);
    QCOMPARE(half.goOn()->inserted, 20'000);
    QCOMPARE(desk.overview(campaign).import.state, CampaignImport::State::None);
    QVERIFY(ask<void>(desk.caller, desk.services.imports, &ImportService::undo, campaign).ok()); // of nothing
    QCOMPARE(desk.stats(campaign).total(), 20'010);
    QVERIFY(desk.move(&CampaignService::start, campaign).ok());
}

void ImportServiceTest::closingTheProgramUndoesAnImport()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("data"));
    CampaignId campaign;
    {
        std::promise<void> reached;
        bool first = true;
        CallingDesk desk(path);
        campaign = desk.createCampaign()->id;
        desk.services.imports.start(
            desk.caller, CallingDesk::importOf(campaign, listOf(people(60'000))),
            [&](const ImportProgress &) {
                if (std::exchange(first, false)) {
                    reached.set_value();
                }
            },
            [](const Result<ImportSummary> &) {});
        reached.get_future().wait();
    }
    CallingDesk desk(path);
    const qint64 total = desk.stats(campaign).total();
    QVERIFY2(total == 0 || total == 60'000, qPrintable(QString::number(total))); // whole or nothing
    QVERIFY(desk.append(campaign, people(3, E164{14165550000})).ok());
}

void ImportServiceTest::whoeverGetsNoThreadGetsAnAnswer()
{
    CallingDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    QFile file(desk.folder.filePath(QStringLiteral("list.csv")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("phone\n+14155550142\n");
    file.close();
    {
        const NoThreads none;
        const auto preview = ask<CsvPreview>(desk.caller, desk.services.imports, &ImportService::preview,
                                             file.fileName(), CsvChoices{}, QString());
        QVERIFY(!preview.ok());
        QVERIFY(preview.error().message.startsWith(QLatin1StringView("A thread could not be started")));
        const Result<ImportSummary> import = desk.import(campaign, "phone\n+14155550142\n");
        QVERIFY(!import.ok());
        QCOMPARE(import.error().code, ErrorCode::Internal);
    }
    QCOMPARE(desk.import(campaign, "phone\n+14155550142\n")->inserted, 1);
}

QTEST_GUILESS_MAIN(ImportServiceTest)
#include "import_service_test.moc"
