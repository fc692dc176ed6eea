// The backend as every face sees it, on a real data directory and with all its threads.

#include "csv/column_mapping.h"
#include "services/local_backend.h"
#include "services/maintenance.h"
#include "services/services.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <future>

using namespace campanile;

namespace {

constexpr std::chrono::seconds patience{60};

/// Calls a service and waits for its one answer.
template<class T, class Call>
Result<T> await(Call call)
{
    auto promise = std::make_shared<std::promise<Result<T>>>();
    std::future<Result<T>> answer = promise->get_future();
    call([promise](Result<T> result) { promise->set_value(std::move(result)); });
    if (answer.wait_for(patience) != std::future_status::ready) {
        return {ErrorCode::Internal, QStringLiteral("No answer came.")};
    }
    return answer.get();
}

/// A backend that is open, and its use cases as plain calls.
class Desk {
public:
    explicit Desk(const QString &path)
        : backend(open(path))
        , services(backend->services())
    {
    }

    static std::unique_ptr<LocalBackend> open(const QString &path)
    {
        Result<std::unique_ptr<LocalBackend>> opened = LocalBackend::open({.dataDirectory = path, .simulatedWire = {}});
        if (!opened) {
            qFatal("The backend of the test did not open: %s", qPrintable(opened.error().message));
        }
        return std::move(*opened);
    }

    Setup basics()
    {
        return *await<Setup>([&](Reply<Setup> reply) { services.setup.ensureBasics(std::move(reply)); });
    }
    Result<Campaign> create(NewCampaign fresh = {})
    {
        const Setup setup = basics();
        fresh.name = fresh.name.isEmpty() ? QStringLiteral("Follow-up") : fresh.name;
        fresh.agent = fresh.agent.isNull() ? setup.agents.front().id : fresh.agent;
        fresh.fromNumber = fresh.fromNumber.isNull() ? setup.numbers.front().id : fresh.fromNumber;
        return await<Campaign>([&](Reply<Campaign> reply) { services.campaigns.create(fresh, std::move(reply)); });
    }
    Result<ImportSummary> append(CampaignId campaign, std::int64_t first, int n)
    {
        std::vector<NewTarget> rows;
        for (int i = 0; i < n; ++i) {
            rows.push_back({E164{first + i}, "Person " + std::to_string(i), "{}", i + 1});
        }
        return await<ImportSummary>(
            [&](Reply<ImportSummary> reply) { services.targets.append(campaign, rows, {}, std::move(reply)); });
    }
    Result<ImportSummary> import(CampaignId campaign, const QByteArray &csv)
    {
        return await<ImportSummary>(
            [&](Reply<ImportSummary> reply) { services.imports.start(request(campaign, csv), {}, std::move(reply)); });
    }
    static ImportRequest request(CampaignId campaign, const QByteArray &csv)
    {
        ImportRequest request;
        request.campaign = campaign;
        request.content = csv;
        request.sourceName = QStringLiteral("list.csv");
        return request;
    }
    using Move = void (CampaignService::*)(CampaignId, Reply<Campaign>);
    Result<Campaign> move(Move step, CampaignId id)
    {
        return await<Campaign>([&](Reply<Campaign> reply) { (services.campaigns.*step)(id, std::move(reply)); });
    }
    Result<CampaignOverview> get(CampaignId id)
    {
        return await<CampaignOverview>(
            [&](Reply<CampaignOverview> reply) { services.campaigns.get(id, std::move(reply)); });
    }
    CampaignStats stats(CampaignId id) { return get(id)->stats; }
    Result<Page<Target, TargetId>> page(CampaignId id, const TargetFilter &filter = {}, TargetId after = {},
                                        int limit = 200)
    {
        return await<Page<Target, TargetId>>([&](Reply<Page<Target, TargetId>> reply) {
            services.targets.page(id, filter, after, limit, std::move(reply));
        });
    }
    QStringList found(CampaignId id, const TargetFilter &filter)
    {
        QStringList names;
        const Result<Page<Target, TargetId>> first = page(id, filter);
        for (const Target &target : first->rows) {
            names << target.name;
        }
        return names;
    }
    Result<Target> skip(TargetId id)
    {
        return await<Target>([&](Reply<Target> reply) { services.targets.skip(id, std::move(reply)); });
    }
    void hurry(double speed)
    {
        Trunk trunk = basics().trunks.front();
        trunk.simulation.speed = speed;
        const Result<Trunk> changed = await<Trunk>(
            [&](Reply<Trunk> reply) { services.setup.changeSimulation(trunk.id, trunk.simulation, std::move(reply)); });
        QVERIFY(changed.ok());
    }
    EngineStatus engine()
    {
        return *await<EngineStatus>([&](Reply<EngineStatus> reply) { services.engine.status(std::move(reply)); });
    }

    std::unique_ptr<LocalBackend> backend;
    Services services;
};

/// Rows that are all right, with numbers of their own.
QByteArray listOf(int n, std::int64_t first = 14155552000)
{
    QByteArray csv("phone,name\n");
    for (int i = 0; i < n; ++i) {
        csv += '+' + QByteArray::number(static_cast<qlonglong>(first + i)) + ",Person " + QByteArray::number(i) + '\n';
    }
    return csv;
}

} // namespace

class LocalBackendTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void theDirectoryBelongsToOneBackend();
    void anEndLeavesNothingBesideTheDatabase();
    void aDatabaseOfANewerVersionIsRefused();
    void aDatabaseOfAnotherProgramIsLeftAlone();
    void aNewCampaignIsADraft();
    void aBadCampaignIsRefusedByField_data();
    void aBadCampaignIsRefusedByField();
    void everyRowOfAListIsAccountedFor();
    void aListIsReadFromAFile();
    void aListThatCannotBeReadLeavesNothing();
    void aCancelledImportLeavesNothing();
    void twoImportsIntoOneCampaignDoNotMix();
    void closingTheProgramUndoesAnImport();
    void impossibleMovesNameTheStatus();
    void anEmptyCampaignIsNotStarted();
    void appendTellsDuplicates();
    void appendRefusesWhatIsTooMuch();
    void onlyAPendingTargetIsSkipped();
    void searchFindsNumbersAndNames();
    void pagesGoOnWhereTheyEnded();
    void aSupersededQueryIsCancelled();
    void theSampleIsReadyToStart();
    void aCampaignRunsToItsEnd();
    void pauseAndResume();
    void cancelSkipsWhoWaits();
    void stopAllIsKeptOverARestart();
    void aReopenedBackendFindsEverythingAndGoesOn();
    void theKeyOpensAndNothingElseDoes();
    void aBackupCanBeOpened();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("data")); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void LocalBackendTest::theDirectoryBelongsToOneBackend()
{
    auto first = std::make_unique<Desk>(path());
    const auto second = LocalBackend::open({.dataDirectory = path(), .simulatedWire = {}});
    QVERIFY(!second.ok());
    QCOMPARE(second.error().code, ErrorCode::StorageBusy);
    QVERIFY(first->create().ok()); // the first does not suffer
    first.reset();
    QVERIFY(LocalBackend::open({.dataDirectory = path(), .simulatedWire = {}}).ok());
}

void LocalBackendTest::anEndLeavesNothingBesideTheDatabase()
{
    {
        Desk desk(path());
        desk.hurry(10'000);
        const CampaignId campaign = desk.create()->id;
        QVERIFY(desk.import(campaign, listOf(20)).ok());
        QVERIFY(desk.move(&CampaignService::start, campaign).ok());
        QTRY_VERIFY_WITH_TIMEOUT(desk.stats(campaign).attempts > 5, 60'000);
    }
    // Whoever copies the one file has all of it.
    QCOMPARE(QDir(path()).entryList({QStringLiteral("campanile.sqlite*")}, QDir::Files),
             QStringList{QStringLiteral("campanile.sqlite")});
}

void LocalBackendTest::aDatabaseOfANewerVersionIsRefused()
{
    {
        Desk desk(path());
    }
    const QString database = path() + QStringLiteral("/campanile.sqlite");
    QFile file(database);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(60)); // user_version in the header of the file
    file.write(QByteArray("\x00\x00\x7f\xff", 4));
    file.close();
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll();
    file.close();
    const auto opened = LocalBackend::open({.dataDirectory = path(), .simulatedWire = {}});
    QVERIFY(!opened.ok());
    QCOMPARE(opened.error().code, ErrorCode::StorageNewer);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll() == before);
}

void LocalBackendTest::aDatabaseOfAnotherProgramIsLeftAlone()
{
    QVERIFY(QDir().mkpath(path()));
    QFile file(path() + QStringLiteral("/campanile.sqlite"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray("Not a database. ").repeated(512));
    file.close();
    const auto opened = LocalBackend::open({.dataDirectory = path(), .simulatedWire = {}});
    QVERIFY(!opened.ok());
    QCOMPARE(opened.error().code, ErrorCode::StorageCorrupt);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll() == QByteArray("Not a database. ").repeated(512));
}

void LocalBackendTest::aNewCampaignIsADraft() // B1-14, B1-22, B1-26
{
    Desk desk(path());
    NewCampaign fresh;
    fresh.name = QStringLiteral("  Follow-up  ");
    fresh.description = QStringLiteral("RSVP");
    fresh.ratePerMinute = 30;
    fresh.maxConcurrent = 5;
    fresh.retry = {.maxAttempts = 3, .delay = Milliseconds(60'000)};
    fresh.sourceFingerprint = QStringLiteral("print");
    const Result<Campaign> made = desk.create(fresh);
    QVERIFY(made.ok());
    QCOMPARE(made->name, QStringLiteral("Follow-up"));
    QCOMPARE(made->status, CampaignStatus::Draft);
    QCOMPARE(desk.get(made->id)->campaign, *made);
    QCOMPARE(desk.get(made->id)->agentName, QStringLiteral("Scripted agent"));
    QCOMPARE(desk.get(CampaignId{1}).error().code, ErrorCode::NotFound);
    const auto list = await<std::vector<CampaignOverview>>(
        [&](Reply<std::vector<CampaignOverview>> reply) { desk.services.campaigns.list(std::move(reply)); });
    QCOMPARE(list->size(), 1U);
    const auto byPrint = [&](const char *print) {
        return *await<CampaignId>([&](Reply<CampaignId> reply) {
            desk.services.campaigns.findByFingerprint(QString::fromLatin1(print), std::move(reply));
        });
    };
    QCOMPARE(byPrint("print"), made->id);
    QVERIFY(byPrint("another").isNull());
}

void LocalBackendTest::aBadCampaignIsRefusedByField_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<int>("value");
    for (const char *pointer : {"#/name", "#/description", "#/agent_id", "#/phone_number_id"}) {
        QTest::newRow(pointer) << QString::fromLatin1(pointer) << 0;
    }
    QTest::newRow("a rate below none") << QStringLiteral("#/rate_limit_per_minute") << -1;
    QTest::newRow("a rate beyond the limit") << QStringLiteral("#/rate_limit_per_minute") << 60'001;
    QTest::newRow("calls at once") << QStringLiteral("#/max_concurrent") << 100'001;
    QTest::newRow("no attempt") << QStringLiteral("#/max_attempts") << 0;
    QTest::newRow("too many attempts") << QStringLiteral("#/max_attempts") << 21;
    QTest::newRow("no delay") << QStringLiteral("#/retry_delay_seconds") << 0;
}

void LocalBackendTest::aBadCampaignIsRefusedByField()
{
    QFETCH(const QString, pointer);
    QFETCH(const int, value);
    Desk desk(path());
    NewCampaign fresh;
    if (pointer == QStringLiteral("#/name")) {
        fresh.name = QStringLiteral("   ");
    } else if (pointer == QStringLiteral("#/description")) {
        fresh.description = QString(2'001, u'x');
    } else if (pointer == QStringLiteral("#/agent_id")) {
        fresh.agent = AgentId{1};
    } else if (pointer == QStringLiteral("#/phone_number_id")) {
        fresh.fromNumber = PhoneNumberId{1};
    } else if (pointer == QStringLiteral("#/rate_limit_per_minute")) {
        fresh.ratePerMinute = value;
    } else if (pointer == QStringLiteral("#/max_concurrent")) {
        fresh.maxConcurrent = value;
    } else if (pointer == QStringLiteral("#/max_attempts")) {
        fresh.retry.maxAttempts = value;
    } else {
        fresh.retry.delay = Milliseconds(value);
    }
    const Result<Campaign> made = desk.create(fresh);
    QVERIFY(!made.ok());
    QCOMPARE(made.error().pointer, pointer);
    QVERIFY(made.error().code == ErrorCode::InvalidInput || made.error().code == ErrorCode::NotFound);
    QVERIFY(made.error().message.endsWith(u'.'));
    QVERIFY(!desk.basics().hasCampaigns);
}

void LocalBackendTest::everyRowOfAListIsAccountedFor() // B1-29, B1-30
{
    Desk desk(path());
    const CampaignId campaign = desk.create()->id;
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
    const auto rejects = await<std::vector<RejectedRow>>([&](Reply<std::vector<RejectedRow>> reply) {
        desk.services.imports.rejects(summary->id, 0, 100, std::move(reply));
    });
    QCOMPARE(*rejects, summary->firstRejects);
    const auto last = await<ImportSummary>(
        [&](Reply<ImportSummary> reply) { desk.services.imports.last(campaign, std::move(reply)); });
    QCOMPARE(last->id, summary->id);
    QCOMPARE(last->rows(), 7);

    const Result<Page<Target, TargetId>> page = desk.page(campaign);
    QCOMPARE(page->rows.size(), 3U);
    QCOMPARE(page->rows[0].number, E164{14155550142});
    QCOMPARE(page->rows[0].name, QStringLiteral("Ana"));
    QVERIFY(page->rows[0].variables.find("Lisbon") != std::string::npos);
    QCOMPARE(page->rows[1].number, E164{14155550143});
    QCOMPARE(page->rows[2].number, E164{442079460958});
    QCOMPARE(desk.stats(campaign).total(), 3);

    // The same list again: nobody is on it twice, and the sum is right again.
    const Result<ImportSummary> again = desk.import(campaign, csv);
    QCOMPARE(again->inserted, 0);
    QCOMPARE(again->duplicates, 5);
    QCOMPARE(again->rejected, 2);
    QCOMPARE(desk.stats(campaign).total(), 3);
}

void LocalBackendTest::aListIsReadFromAFile()
{
    Desk desk(path());
    const CampaignId campaign = desk.create()->id;
    QFile file(m_folder->filePath(QStringLiteral("list.csv")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(listOf(12'000)); // more than two slices
    file.close();
    ImportRequest request;
    request.campaign = campaign;
    request.path = file.fileName();
    std::vector<ImportProgress> told;
    const Result<ImportSummary> summary = await<ImportSummary>([&](Reply<ImportSummary> reply) {
        desk.services.imports.start(
            request, [&told](const ImportProgress &progress) { told.push_back(progress); }, std::move(reply));
    });
    QCOMPARE(summary->inserted, 12'000);
    QCOMPARE(desk.stats(campaign).of(TargetStatus::Pending), 12'000);
    QVERIFY(!told.empty());
    QCOMPARE(told.back().rows, 12'000); // the last word is the end
    QCOMPARE(told.back().bytesRead, told.back().bytesTotal);
}

void LocalBackendTest::aListThatCannotBeReadLeavesNothing()
{
    Desk desk(path());
    const CampaignId campaign = desk.create()->id;
    ImportRequest request;
    request.campaign = campaign;
    request.path = m_folder->filePath(QStringLiteral("missing.csv"));
    const auto start = [&] {
        return await<ImportSummary>(
            [&](Reply<ImportSummary> reply) { desk.services.imports.start(request, {}, std::move(reply)); });
    };
    QCOMPARE(start().error().code, ErrorCode::FileNotReadable);
    request = Desk::request(CampaignId{1}, listOf(3));
    QCOMPARE(start().error().code, ErrorCode::NotFound);
    QCOMPARE(desk.import(campaign, QByteArray("colour,shape\nred,round\n")).error().code, ErrorCode::InvalidInput);
    QCOMPARE(desk.stats(campaign).total(), 0);
    QVERIFY(desk.import(campaign, listOf(3)).ok()); // and the campaign is free for the next
}

void LocalBackendTest::aCancelledImportLeavesNothing()
{
    Desk desk(path());
    const CampaignId campaign = desk.create()->id;
    QVERIFY(desk.append(campaign, 14165550000, 10).ok());
    std::promise<std::shared_ptr<ImportJob>> started;
    std::shared_future<std::shared_ptr<ImportJob>> job = started.get_future().share();
    const Result<ImportSummary> result = await<ImportSummary>([&](Reply<ImportSummary> reply) {
        started.set_value(desk.services.imports.start(
            Desk::request(campaign, listOf(60'000)), [job](const ImportProgress &) { job.get()->cancel(); },
            std::move(reply)));
    });
    QVERIFY(!result.ok());
    QCOMPARE(result.error().code, ErrorCode::Cancelled);
    QCOMPARE(desk.stats(campaign).total(), 10);
    QCOMPARE(desk.page(campaign, {}, {}, 200)->rows.size(), 10U);
    // The numbers are free again, and so is the campaign.
    const Result<ImportSummary> again = desk.import(campaign, listOf(100));
    QCOMPARE(again->inserted, 100);
}

void LocalBackendTest::twoImportsIntoOneCampaignDoNotMix()
{
    Desk desk(path());
    const CampaignId campaign = desk.create()->id;
    std::promise<void> reached;
    std::promise<void> goOn;
    bool first = true;
    auto answer = std::make_shared<std::promise<Result<ImportSummary>>>();
    desk.services.imports.start(
        Desk::request(campaign, listOf(20'000)),
        [&](const ImportProgress &) {
            if (std::exchange(first, false)) {
                reached.set_value();
                goOn.get_future().wait();
            }
        },
        [answer](Result<ImportSummary> result) { answer->set_value(std::move(result)); });
    reached.get_future().wait();
    QCOMPARE(desk.import(campaign, listOf(3)).error().code, ErrorCode::Conflict);
    QCOMPARE(desk.append(campaign, 14165550000, 3).error().code, ErrorCode::Conflict);
    goOn.set_value();
    QCOMPARE(answer->get_future().get()->inserted, 20'000);
    QVERIFY(desk.append(campaign, 14165550000, 3).ok());
}

void LocalBackendTest::closingTheProgramUndoesAnImport()
{
    CampaignId campaign;
    {
        Desk desk(path());
        campaign = desk.create()->id;
        std::promise<void> reached;
        std::promise<void> goOn;
        bool first = true;
        desk.services.imports.start(
            Desk::request(campaign, listOf(60'000)),
            [&](const ImportProgress &) {
                if (std::exchange(first, false)) {
                    reached.set_value();
                }
            },
            [](const Result<ImportSummary> &) {});
        reached.get_future().wait();
    }
    Desk desk(path());
    const qint64 total = desk.stats(campaign).total();
    QVERIFY2(total == 0 || total == 60'000, qPrintable(QString::number(total))); // whole or nothing
    QVERIFY(desk.append(campaign, 14165550000, 3).ok());
}

void LocalBackendTest::impossibleMovesNameTheStatus() // B1-37
{
    Desk desk(path());
    const CampaignId campaign = desk.create()->id;
    QVERIFY(desk.append(campaign, 14155552000, 3).ok());
    const auto refused = [&](Desk::Move move, const char *status) {
        const Result<Campaign> result = desk.move(move, campaign);
        return !result.ok() && result.error().code == ErrorCode::Conflict &&
               result.error().message.contains(QString::fromLatin1(status));
    };
    // Nothing is dialled meanwhile, so that the campaign cannot end by itself.
    QVERIFY(await<void>([&](Reply<void> reply) { desk.services.engine.stopAll(std::move(reply)); }).ok());
    QVERIFY(refused(&CampaignService::pause, "draft"));
    QVERIFY(refused(&CampaignService::resume, "draft"));
    QCOMPARE(desk.move(&CampaignService::start, campaign)->status, CampaignStatus::Active);
    QVERIFY(refused(&CampaignService::start, "active"));
    QVERIFY(refused(&CampaignService::resume, "active"));
    QCOMPARE(desk.move(&CampaignService::pause, campaign)->status, CampaignStatus::Paused);
    QVERIFY(refused(&CampaignService::start, "paused"));
    QVERIFY(refused(&CampaignService::pause, "paused"));
    QCOMPARE(desk.move(&CampaignService::resume, campaign)->status, CampaignStatus::Active);
    QCOMPARE(desk.move(&CampaignService::cancel, campaign)->status, CampaignStatus::Cancelled);
    for (const Desk::Move move :
         {&CampaignService::start, &CampaignService::pause, &CampaignService::resume, &CampaignService::cancel}) {
        QVERIFY(refused(move, "cancelled"));
    }
    QCOMPARE(desk.append(campaign, 14165550000, 1).error().code, ErrorCode::Conflict);
    QVERIFY(desk.append(campaign, 14165550000, 1).error().message.contains(QStringLiteral("cancelled")));
    QCOMPARE(desk.import(campaign, listOf(1)).error().code, ErrorCode::Conflict);
    QCOMPARE(desk.move(&CampaignService::start, CampaignId{1}).error().code, ErrorCode::NotFound);
}

void LocalBackendTest::anEmptyCampaignIsNotStarted()
{
    Desk desk(path());
    const CampaignId campaign = desk.create()->id;
    const Result<Campaign> started = desk.move(&CampaignService::start, campaign);
    QCOMPARE(started.error().code, ErrorCode::Conflict);
    QCOMPARE(desk.get(campaign)->campaign.status, CampaignStatus::Draft);
}

void LocalBackendTest::appendTellsDuplicates() // B1-28, B1-30
{
    Desk desk(path());
    const CampaignId campaign = desk.create()->id;
    QCOMPARE(desk.append(campaign, 14155552000, 5)->inserted, 5);
    std::vector<NewTarget> rows;
    for (const std::int64_t number : {14155552004, 14155552005, 14155552005}) { // known, new, twice in the list
        rows.push_back({E164{number}, {}, "{}", 1});
    }
    const std::vector<RejectedRow> rejected = {{4, QStringLiteral("x"), QStringLiteral("No number."), {}}};
    const Result<ImportSummary> summary = await<ImportSummary>(
        [&](Reply<ImportSummary> reply) { desk.services.targets.append(campaign, rows, rejected, std::move(reply)); });
    QCOMPARE(summary->inserted, 1);
    QCOMPARE(summary->duplicates, 2);
    QCOMPARE(summary->rejected, 1);
    QCOMPARE(summary->firstRejects, rejected);
    QCOMPARE(summary->rows(), 4);
    QCOMPARE(desk.stats(campaign).total(), 6);
}

void LocalBackendTest::appendRefusesWhatIsTooMuch()
{
    Desk desk(path());
    const CampaignId campaign = desk.create()->id;
    QCOMPARE(desk.append(campaign, 14155552000, 10'001).error().code, ErrorCode::TooLarge);
    QCOMPARE(desk.stats(campaign).total(), 0);
    QCOMPARE(desk.append(CampaignId{1}, 14155552000, 1).error().code, ErrorCode::NotFound);
}

void LocalBackendTest::onlyAPendingTargetIsSkipped() // B1-31, B1-32
{
    Desk desk(path());
    desk.hurry(10'000);
    const CampaignId campaign = desk.create()->id;
    QVERIFY(desk.append(campaign, 14155550000, 1).ok()); // answers
    QVERIFY(desk.append(campaign, 14155552001, 1).ok());
    const std::vector<Target> rows = desk.page(campaign)->rows;
    QCOMPARE(desk.skip(rows[1].id)->status, TargetStatus::Skipped);
    const Result<Target> again = desk.skip(rows[1].id);
    QCOMPARE(again.error().code, ErrorCode::Conflict);
    QVERIFY(again.error().message.contains(QStringLiteral("skipped")));
    QCOMPARE(desk.skip(TargetId{1}).error().code, ErrorCode::NotFound);
    QVERIFY(desk.move(&CampaignService::start, campaign).ok());
    QTRY_COMPARE_WITH_TIMEOUT(desk.get(campaign)->campaign.status, CampaignStatus::Completed, 30'000);
    const Result<Target> dispatched = desk.skip(rows[0].id);
    QCOMPARE(dispatched.error().code, ErrorCode::Conflict);
    QVERIFY(dispatched.error().message.contains(QStringLiteral("dispatched")));
    QCOMPARE(desk.stats(campaign).attempts, 1); // the skipped one was not called
}

void LocalBackendTest::searchFindsNumbersAndNames() // B1-33, B1-34
{
    Desk desk(path());
    const CampaignId campaign = desk.create()->id;
    QVERIFY(desk.import(campaign, QByteArray("phone,name\n+14155550142,100% Ana\n+14155550143,100 Tom\n")).ok());
    const auto found = [&](const char *text, std::optional<TargetStatus> status = std::nullopt) {
        return desk.found(campaign, {status, QString::fromLatin1(text)});
    };
    QCOMPARE(found("0%"), QStringList{QStringLiteral("100% Ana")});
    QCOMPARE(found("TOM"), QStringList{QStringLiteral("100 Tom")});
    QCOMPARE(found("(415) 555-0142"), QStringList{QStringLiteral("100% Ana")});
    QCOMPARE(found("", TargetStatus::Pending).size(), 2);
    QCOMPARE(found("", TargetStatus::Skipped).size(), 0);
    QCOMPARE(desk.page(campaign, {std::nullopt, QString(257, u'x')}).error().code, ErrorCode::InvalidInput);
    QCOMPARE(desk.page(CampaignId{1}).error().code, ErrorCode::NotFound);
}

void LocalBackendTest::pagesGoOnWhereTheyEnded()
{
    Desk desk(path());
    const CampaignId campaign = desk.create()->id;
    QVERIFY(desk.append(campaign, 14155552000, 25).ok());
    std::vector<E164> seen;
    TargetId after;
    int pages = 0;
    do {
        const Result<Page<Target, TargetId>> page = desk.page(campaign, {}, after, 10);
        for (const Target &target : page->rows) {
            seen.push_back(target.number);
        }
        after = page->next;
        ++pages;
        QVERIFY(desk.append(campaign, 14155553000 + pages * 10, 1).ok()); // somebody adds meanwhile
    } while (!after.isNull() && pages < 10);
    QCOMPARE(pages, 3);
    for (int i = 0; i < 25; ++i) {
        QCOMPARE(seen[static_cast<std::size_t>(i)], E164{14155552000 + i});
    }
}

void LocalBackendTest::aSupersededQueryIsCancelled()
{
    Desk desk(path());
    const CampaignId campaign = desk.create()->id;
    QVERIFY(desk.append(campaign, 14155552000, 10).ok());
    int answers = 0;
    for (int i = 0; i < 200; ++i) { // a key pressed for a while
        const QueryHandle superseded = desk.services.targets.ids(campaign, {std::nullopt, QStringLiteral("person")},
                                                                 [](const Result<std::vector<TargetId>> &) {});
        QVERIFY(superseded != nullptr);
    }
    QueryHandle last;
    const auto result = await<std::vector<TargetId>>([&](Reply<std::vector<TargetId>> reply) {
        last = desk.services.targets.ids(campaign, {std::nullopt, QStringLiteral("person 3")}, std::move(reply));
        ++answers;
    });
    QVERIFY(result.ok());
    QCOMPARE(result->size(), 1U);
    const auto rows = await<std::vector<Target>>(
        [&](Reply<std::vector<Target>> reply) { desk.services.targets.rows(*result, std::move(reply)); });
    QCOMPARE(rows->front().name, QStringLiteral("Person 3"));
}

void LocalBackendTest::theSampleIsReadyToStart()
{
    Desk desk(path());
    const auto sample = [&] {
        return await<CampaignId>([&](Reply<CampaignId> reply) { desk.services.setup.createSample(std::move(reply)); });
    };
    const Result<CampaignId> campaign = sample();
    QVERIFY(campaign.ok());
    QCOMPARE(desk.get(*campaign)->campaign.status, CampaignStatus::Draft);
    QCOMPARE(desk.stats(*campaign).of(TargetStatus::Pending), 200);
    QCOMPARE(desk.page(*campaign, {}, {}, 200)->rows.size(), 200U);
    QCOMPARE(sample().error().code, ErrorCode::Conflict); // only into an empty workspace
    desk.hurry(100'000);
    QVERIFY(desk.move(&CampaignService::start, *campaign).ok());
    QTRY_VERIFY_WITH_TIMEOUT(desk.stats(*campaign).terminal() >= 2, 30'000);
}

void LocalBackendTest::aCampaignRunsToItsEnd()
{
    Desk desk(path());
    desk.hurry(10'000);
    const CampaignId campaign = desk.create()->id;
    QVERIFY(desk.import(campaign, listOf(100)).ok());
    QSignalSpy changes(&desk.services.changes, &ChangeFeed::changed);
    QVERIFY(desk.move(&CampaignService::start, campaign).ok());
    QTRY_COMPARE_WITH_TIMEOUT(desk.get(campaign)->campaign.status, CampaignStatus::Completed, 60'000);
    const CampaignStats stats = desk.stats(campaign);
    QCOMPARE(stats.terminal(), 100);
    QCOMPARE(stats.attempts, 100);
    QCOMPARE(stats.inFlight, 0);
    QVERIFY(stats.of(TargetStatus::Dispatched) > 30);
    qint64 outcomes = 0;
    for (const auto &[reason, n] : stats.byOutcome) {
        outcomes += n;
    }
    QCOMPARE(outcomes, 100);
    QVERIFY(!changes.isEmpty());
    QCOMPARE(desk.move(&CampaignService::cancel, campaign).error().code, ErrorCode::Conflict);

    const auto history = await<Page<Call, AttemptId>>([&](Reply<Page<Call, AttemptId>> reply) {
        desk.services.calls.page({campaign, {}, {}}, {}, 200, std::move(reply));
    });
    QCOMPARE(history->rows.size(), 100U);
    const Call call = history->rows.front();
    QCOMPARE(await<Call>([&](Reply<Call> reply) { desk.services.calls.get(call.id, std::move(reply)); })->id, call.id);
    QCOMPARE(
        await<void>([&](Reply<void> reply) { desk.services.calls.hangUp(call.id, std::move(reply)); }).error().code,
        ErrorCode::Conflict);
    QCOMPARE(desk.engine().liveCalls, 0);
    QCOMPARE(desk.engine().queued, 0);
    QVERIFY(desk.engine().problem.isEmpty());
}

void LocalBackendTest::pauseAndResume()
{
    Desk desk(path());
    desk.hurry(10'000);
    NewCampaign slow;
    slow.ratePerMinute = 1'200;
    const CampaignId campaign = desk.create(slow)->id;
    QVERIFY(desk.append(campaign, 14155552000, 60).ok());
    QVERIFY(desk.move(&CampaignService::start, campaign).ok());
    QTRY_VERIFY_WITH_TIMEOUT(desk.stats(campaign).attempts >= 5, 30'000);
    QVERIFY(desk.move(&CampaignService::pause, campaign).ok());
    QTRY_COMPARE_WITH_TIMEOUT(desk.stats(campaign).inFlight, 0, 30'000); // calls in flight finish
    const qint64 paused = desk.stats(campaign).attempts;
    QVERIFY(paused < 60);
    QVERIFY(desk.move(&CampaignService::resume, campaign).ok());
    QTRY_COMPARE_WITH_TIMEOUT(desk.get(campaign)->campaign.status, CampaignStatus::Completed, 60'000);
    QCOMPARE(desk.stats(campaign).attempts, 60);
}

void LocalBackendTest::cancelSkipsWhoWaits()
{
    Desk desk(path());
    desk.hurry(10'000);
    NewCampaign slow;
    slow.ratePerMinute = 60;
    const CampaignId campaign = desk.create(slow)->id;
    QVERIFY(desk.import(campaign, listOf(3'000)).ok());
    QVERIFY(desk.move(&CampaignService::start, campaign).ok());
    QTRY_VERIFY_WITH_TIMEOUT(desk.stats(campaign).attempts >= 1, 30'000);
    QVERIFY(desk.move(&CampaignService::cancel, campaign).ok());
    QTRY_COMPARE_WITH_TIMEOUT(desk.stats(campaign).terminal(), 3'000, 60'000);
    QVERIFY(desk.stats(campaign).of(TargetStatus::Skipped) > 2'900);
    QCOMPARE(desk.get(campaign)->campaign.status, CampaignStatus::Cancelled);
}

void LocalBackendTest::stopAllIsKeptOverARestart()
{
    CampaignId campaign;
    {
        Desk desk(path());
        desk.hurry(10'000);
        campaign = desk.create()->id;
        QVERIFY(desk.append(campaign, 14155552000, 5).ok());
        QVERIFY(await<void>([&](Reply<void> reply) { desk.services.engine.stopAll(std::move(reply)); }).ok());
        QVERIFY(desk.move(&CampaignService::start, campaign).ok());
        QVERIFY(desk.engine().stoppedByHand);
    }
    Desk desk(path());
    QVERIFY(desk.engine().stoppedByHand);
    QTRY_VERIFY_WITH_TIMEOUT(desk.get(campaign)->heldBecause.contains(QStringLiteral("Stop all")), 30'000);
    QCOMPARE(desk.stats(campaign).attempts, 0);
    QVERIFY(await<void>([&](Reply<void> reply) { desk.services.engine.release(std::move(reply)); }).ok());
    QTRY_COMPARE_WITH_TIMEOUT(desk.get(campaign)->campaign.status, CampaignStatus::Completed, 30'000);
}

void LocalBackendTest::aReopenedBackendFindsEverythingAndGoesOn()
{
    CampaignId campaign;
    Campaign before;
    {
        Desk desk(path());
        desk.hurry(10'000);
        campaign = desk.create()->id;
        QVERIFY(desk.import(campaign, listOf(50)).ok());
        QVERIFY(await<void>([&](Reply<void> reply) { desk.services.engine.stopAll(std::move(reply)); }).ok());
        QVERIFY(desk.move(&CampaignService::start, campaign).ok());
        QTRY_COMPARE_WITH_TIMEOUT(desk.stats(campaign).of(TargetStatus::Scheduled), 50, 30'000); // all in the queue
        before = desk.get(campaign)->campaign;
    }
    Desk desk(path());
    QCOMPARE(desk.get(campaign)->campaign, before);
    QCOMPARE(desk.stats(campaign).total(), 50);
    QCOMPARE(desk.basics().agents.size(), 1U);
    QCOMPARE(desk.basics().trunks.front().simulation.speed, 10'000);
    QVERIFY(await<void>([&](Reply<void> reply) { desk.services.engine.release(std::move(reply)); }).ok());
    QTRY_COMPARE_WITH_TIMEOUT(desk.get(campaign)->campaign.status, CampaignStatus::Completed, 30'000);
    QCOMPARE(desk.stats(campaign).attempts, 50);
}

void LocalBackendTest::theKeyOpensAndNothingElseDoes()
{
    QByteArray key;
    {
        Desk desk(path());
        QFile file(desk.backend->apiKeyPath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
                 QFile::Permissions());
        key = file.readAll().trimmed();
        QVERIFY(key.size() >= 32);
        const auto accepts = [&](const QByteArray &text) {
            return desk.backend->apiKeys().accepts({text.constData(), static_cast<std::size_t>(text.size())});
        };
        QVERIFY(accepts(key));
        QVERIFY(!accepts(QByteArray()));
        QVERIFY(!accepts(key + 'x'));
        QVERIFY(!accepts(key.chopped(1)));
        QVERIFY(!accepts(QByteArray(1'000'000, 'x')));
        QFile database(desk.backend->dataDirectory() + QStringLiteral("/campanile.sqlite"));
        QVERIFY(database.open(QIODevice::ReadOnly));
        QVERIFY(!database.readAll().contains(key)); // only its hash is kept
    }
    Desk desk(path());
    QVERIFY(desk.backend->apiKeys().accepts({key.constData(), static_cast<std::size_t>(key.size())}));
}

void LocalBackendTest::aBackupCanBeOpened()
{
    const QString copyFolder = m_folder->filePath(QStringLiteral("copy"));
    CampaignId campaign;
    {
        Desk desk(path());
        campaign = desk.create()->id;
        QVERIFY(desk.append(campaign, 14155552000, 5).ok());
        QVERIFY(QDir().mkpath(copyFolder));
        const QString target = copyFolder + QStringLiteral("/campanile.sqlite");
        const Result<QString> backedUp = backUp(path(), target); // while the owner is at work
        QVERIFY2(backedUp.ok(), backedUp.ok() ? "" : qPrintable(backedUp.error().message));
        QCOMPARE(backUp(path(), target).error().code, ErrorCode::InvalidInput); // it never overwrites
        QVERIFY(checkStorage(path()).ok());
    }
    QCOMPARE(checkStorage(m_folder->filePath(QStringLiteral("nowhere"))).error().code, ErrorCode::FileNotReadable);
    Desk copy(copyFolder);
    QCOMPARE(copy.stats(campaign).total(), 5);
}

QTEST_GUILESS_MAIN(LocalBackendTest)
#include "local_backend_test.moc"
