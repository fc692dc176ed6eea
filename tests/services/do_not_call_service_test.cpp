// The numbers that are never called: by name, by list, and as an import of targets sees them.

#include "domain/ceilings.h"
#include "domain/event.h"
#include "storage/connection.h"
#include "support/service_desk.h"

#include <QFile>
#include <QTest>

using namespace campanile;
using namespace campanile::test;

namespace {

constexpr E164 ana{14155550142};
constexpr E164 tom{14155550143};

class DoNotCallDesk : public ServiceDesk {
public:
    using Service = DoNotCallService;

    Result<DoNotCallAddition> add(E164 number, const QString &source = QStringLiteral("api"),
                                  const QString &reason = {})
    {
        return ask<DoNotCallAddition>(services.doNotCall, &Service::add, number, source, reason);
    }
    template<class CallId>
    Result<DoNotCallAddition> optOut(CallId call, const QString &words)
    {
        return await<DoNotCallAddition>(
            [&](Reply<DoNotCallAddition> reply) { services.doNotCall.optOut(call, words, std::move(reply)); });
    }
    Result<void> remove(E164 number) { return ask<void>(services.doNotCall, &Service::remove, number); }
    std::optional<DoNotCallEntry> find(E164 number)
    {
        return *ask<std::optional<DoNotCallEntry>>(services.doNotCall, &Service::find, number);
    }
    Result<Page<DoNotCallEntry, E164>> page(E164 after = {}, int limit = 200)
    {
        return ask<Page<DoNotCallEntry, E164>>(services.doNotCall, &Service::page, after, limit);
    }
    qint64 count() { return *ask<qint64>(services.doNotCall, &Service::count); }
    std::vector<DoNotCallList> lists() { return *ask<std::vector<DoNotCallList>>(services.doNotCall, &Service::lists); }
    Result<DoNotCallListSummary> addList(const DoNotCallListRequest &request,
                                         const std::function<void(ImportProgress)> &progress = {})
    {
        return await<DoNotCallListSummary>([&](Reply<DoNotCallListSummary> reply) {
            job = services.doNotCall.addList(request, progress, std::move(reply));
        });
    }
    static DoNotCallListRequest listOf(const QByteArray &content)
    {
        DoNotCallListRequest request;
        request.name = QStringLiteral("National register");
        request.source = QStringLiteral("FTC");
        request.asOf = WallTime{1'767'225'600'000}; // 2026-01-01
        request.content = content;
        return request;
    }
    [[nodiscard]] std::int64_t events() const
    {
        Connection db(databasePath(), Connection::Access::ReadOnly);
        return db.integer("SELECT count(*) FROM events WHERE type = ?", EventType::DoNotCallAdded).value_or(0);
    }
    [[nodiscard]] std::int64_t lastEventDetail() const
    {
        Connection db(databasePath(), Connection::Access::ReadOnly);
        return db
            .integer("SELECT detail FROM events WHERE type = ? ORDER BY sequence DESC LIMIT 1",
                     EventType::DoNotCallAdded)
            .value_or(0);
    }
    CampaignOverview overview(CampaignId campaign)
    {
        return *ask<CampaignOverview>(services.campaigns, &CampaignService::get, campaign);
    }
    void hurry()
    {
        SimulationSettings settings = setup.trunks.front().simulation;
        settings.speed = 10'000;
        QVERIFY(ask<Trunk>(services.setup, &SetupService::changeSimulation, setup.trunks.front().id, settings).ok());
    }
    /// Runs a campaign over these numbers and waits for its end.
    CampaignId runCampaign(const std::vector<E164> &numbers)
    {
        hurry();
        const CampaignId campaign = createCampaign()->id;
        std::vector<NewTarget> rows;
        for (const E164 number : numbers) {
            rows.push_back({number, "Person", "{}", 1});
        }
        [&] {
            QVERIFY(append(campaign, rows).ok());
            QVERIFY(ask<Campaign>(services.campaigns, &CampaignService::start, campaign).ok());
            QTRY_COMPARE_WITH_TIMEOUT(overview(campaign).campaign.status, CampaignStatus::Completed, 30'000);
        }();
        return campaign;
    }
    std::vector<Call> calls()
    {
        return ask<Page<Call, AttemptId>>(services.calls, &CallService::page, CallFilter{}, AttemptId{}, 200)->rows;
    }

    std::shared_ptr<ImportJob> job;
};

template<class T>
void refuses(const Result<T> &result, const char *pointer)
{
    QVERIFY(!result.ok());
    QCOMPARE(result.error().code, ErrorCode::InvalidInput);
    QCOMPARE(result.error().pointer, QString::fromLatin1(pointer));
    QVERIFY(result.error().message.endsWith(u'.'));
}

QByteArray numbersFrom(std::int64_t first, int n)
{
    QByteArray list;
    for (int i = 0; i < n; ++i) {
        list += '+' + QByteArray::number(static_cast<qlonglong>(first + i)) + '\n';
    }
    return list;
}

} // namespace

class DoNotCallServiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNumberIsListedOnce();
    void badInputIsNamed();
    void aNumberIsTakenOffAgain();
    void entriesAreReadInPages();
    void aListedNumberIsNotDialled();
    void anOptOutHoldsForTheNextCampaign();
    void anOptOutNeedsACall();
    void anOptOutIsHeardWhileEditingIsDisabled();
    void everyRowOfAListIsAccountedFor();
    void aListIsReadFromAFile();
    void aBadListIsRefused();
    void aListThatIsCancelledIsNotRecorded();
    void aListUnderWayEndsWithTheProgram();
    void anImportRefusesListedNumbers();
    void anImportRefusesUnknownZones();
    void aColumnChosenAsZoneIsTheZone();
    void appendedRowsAreRefusedAlike();
    void aChangeIsTold();
};

void DoNotCallServiceTest::aNumberIsListedOnce()
{
    DoNotCallDesk desk;
    QVERIFY(!desk.find(ana));
    const auto first = desk.add(ana, QStringLiteral("window"), QStringLiteral("  By letter  "));
    QVERIFY(first->isNew);
    QCOMPARE(first->entry.number, ana);
    QCOMPARE(first->entry.source, QStringLiteral("window"));
    QCOMPARE(first->entry.reason, QStringLiteral("By letter"));
    QVERIFY(first->entry.addedAt.ms > 0);
    const auto second = desk.add(ana, QStringLiteral("api"), QStringLiteral("Again"));
    QVERIFY(!second->isNew);
    QCOMPARE(second->entry, first->entry); // the first wish is what counts
    QCOMPARE(desk.find(ana), std::optional(first->entry));
    QCOMPARE(desk.count(), 1);
    QCOMPARE(desk.events(), 1);
    QCOMPARE(desk.lastEventDetail(), ana.digits);
}

void DoNotCallServiceTest::badInputIsNamed()
{
    DoNotCallDesk desk;
    refuses(desk.add({}), "#/number");
    refuses(desk.add(ana, QStringLiteral(" ")), "#/source");
    refuses(desk.add(ana, QString(41, u'x')), "#/source");
    refuses(desk.add(ana, QStringLiteral("api"), QString(ceilings::noteLength + 1, u'x')), "#/reason");
    refuses(desk.remove({}), "#/number");
    refuses(desk.page({}, 0), "#/limit");
    refuses(desk.page({}, ceilings::rowsPerPage + 1), "#/limit");
    QCOMPARE(desk.count(), 0);
    QVERIFY(desk.add(ana, QString(40, u'x'), QString(ceilings::noteLength, u'x')).ok());
}

void DoNotCallServiceTest::aNumberIsTakenOffAgain()
{
    DoNotCallDesk desk;
    QVERIFY(desk.add(ana).ok());
    QVERIFY(desk.remove(ana).ok());
    QVERIFY(!desk.find(ana));
    QCOMPARE(desk.remove(ana).error().code, ErrorCode::NotFound);
}

void DoNotCallServiceTest::entriesAreReadInPages()
{
    DoNotCallDesk desk;
    for (int i = 4; i >= 0; --i) {
        QVERIFY(desk.add(E164{14155550000 + i}).ok());
    }
    const auto first = desk.page({}, 2);
    QCOMPARE(first->rows.size(), 2U);
    QCOMPARE(first->rows[0].number, E164{14155550000});
    const auto second = desk.page(first->next, 2);
    QCOMPARE(second->rows[0].number, E164{14155550002});
    const auto last = desk.page(second->next, 2);
    QCOMPARE(last->rows.size(), 1U);
    QVERIFY(last->next.isNull());
}

void DoNotCallServiceTest::aListedNumberIsNotDialled() // B1-46
{
    DoNotCallDesk desk;
    desk.hurry();
    const CampaignId campaign = desk.createCampaign()->id;
    QVERIFY(desk.append(campaign, {{ana, "Ana", "{}", 1}, {tom, "Tom", "{}", 2}}).ok());
    QVERIFY(desk.add(ana).ok()); // after the import, before the dial
    QVERIFY(ask<Campaign>(desk.services.campaigns, &CampaignService::start, campaign).ok());
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(campaign).campaign.status, CampaignStatus::Completed, 30'000);
    for (const Call &call : desk.calls()) {
        QCOMPARE(call.to, tom);
    }
    QCOMPARE(desk.overview(campaign).stats.of(TargetStatus::Failed), 1 + desk.overview(campaign).stats.total() - 2);
}

void DoNotCallServiceTest::anOptOutHoldsForTheNextCampaign()
{
    DoNotCallDesk desk;
    desk.runCampaign({E164{14155550000}}); // answered, always
    const Call call = desk.calls().front();
    QVERIFY(!call.conversation.isNull());
    const auto told = desk.optOut(call.id, QStringLiteral("Never call me again") + QString(1'000, u'!'));
    QVERIFY(told->isNew);
    QCOMPARE(told->entry.number, call.to);
    QCOMPARE(told->entry.source, QStringLiteral("agent"));
    QVERIFY(told->entry.reason.startsWith(QStringLiteral("Never call me again")));
    QCOMPARE(told->entry.reason.size(), ceilings::noteLength); // cut off, and heard all the same
    const auto again = desk.optOut(call.conversation, QStringLiteral("I said so"));
    QVERIFY(!again->isNew);
    QCOMPARE(again->entry, told->entry);
    QCOMPARE(desk.events(), 1);
    const std::size_t before = desk.calls().size();
    const CampaignId next = desk.createCampaign()->id;
    const auto appended = desk.append(next, {{call.to, "Ana", "{}", 1}});
    QCOMPARE(appended->rejected, 1);
    QCOMPARE(appended->inserted, 0);
    QCOMPARE(desk.calls().size(), before);
}

void DoNotCallServiceTest::anOptOutNeedsACall()
{
    DoNotCallDesk desk;
    QCOMPARE(desk.optOut(AttemptId{1}, {}).error().code, ErrorCode::NotFound);
    QCOMPARE(desk.optOut(ConversationId{1}, {}).error().code, ErrorCode::NotFound);
    QCOMPARE(desk.optOut(ConversationId{}, {}).error().code, ErrorCode::NotFound);
    QCOMPARE(desk.count(), 0);
}

void DoNotCallServiceTest::anOptOutIsHeardWhileEditingIsDisabled() // I-23
{
    DoNotCallDesk desk;
    desk.runCampaign({E164{14155550000}});
    QVERIFY(desk.disableEditing().ok());
    QCOMPARE(desk.add(ana).error().code, ErrorCode::EditingDisabled);
    QCOMPARE(desk.remove(ana).error().code, ErrorCode::EditingDisabled);
    QCOMPARE(desk.addList(DoNotCallDesk::listOf("+14155550142\n")).error().code, ErrorCode::EditingDisabled);
    QCOMPARE(desk.count(), 0);
    QVERIFY(desk.optOut(desk.calls().front().id, QStringLiteral("Stop"))->isNew);
    QCOMPARE(desk.count(), 1);
}

void DoNotCallServiceTest::everyRowOfAListIsAccountedFor()
{
    DoNotCallDesk desk;
    QVERIFY(desk.add(tom).ok());
    const auto summary = desk.addList(DoNotCallDesk::listOf("phone,note\n"
                                                            "+14155550142,\n"
                                                            "(415) 555-0144,national\n" // as the caller ID's region
                                                            "415-555-0142,again\n"
                                                            "+14155550143,listed by hand\n"
                                                            "n/a,nobody\n"
                                                            "911,\n"));
    QVERIFY2(summary.ok(), summary.ok() ? "" : qPrintable(summary.error().message));
    QCOMPARE(summary->added, 2);
    QCOMPARE(summary->duplicates, 2);
    QCOMPARE(summary->rejected, 2);
    QCOMPARE(summary->rows(), 6);
    QCOMPARE(summary->firstRejects.size(), 2U);
    QCOMPARE(summary->firstRejects[0].row, 6);
    QCOMPARE(summary->firstRejects[0].number, QStringLiteral("n/a"));
    QVERIFY(!summary->firstRejects[1].reason.isEmpty());
    QCOMPARE(desk.count(), 3);
    QCOMPARE(desk.find(ana)->source, QStringLiteral("csv"));
    QCOMPARE(desk.find(ana)->reason, QStringLiteral("National register"));
    QCOMPARE(desk.find(tom)->source, QStringLiteral("api")); // its first entry
    QVERIFY(desk.find(E164{14155550144}));
    const auto lists = desk.lists();
    QCOMPARE(lists.size(), 1U);
    QCOMPARE(lists[0].id, summary->id);
    QCOMPARE(lists[0].name, QStringLiteral("National register"));
    QCOMPARE(lists[0].source, QStringLiteral("FTC"));
    QCOMPARE(lists[0].asOf, WallTime{1'767'225'600'000});
    QCOMPARE(lists[0].entries, 2);
    QCOMPARE(desk.lastEventDetail(), summary->id.value);
    QCOMPARE(desk.events(), 2); // one for the number by hand, one for the list
}

void DoNotCallServiceTest::aListIsReadFromAFile()
{
    DoNotCallDesk desk;
    QFile file(desk.folder.filePath(QStringLiteral("numbers.txt")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(numbersFrom(14155560000, 12'000)); // no header, more than two slices
    file.close();
    DoNotCallListRequest request = DoNotCallDesk::listOf({});
    request.path = file.fileName();
    request.source.clear();
    std::vector<ImportProgress> told;
    const auto summary = desk.addList(request, [&told](const ImportProgress &progress) { told.push_back(progress); });
    QCOMPARE(summary->added, 12'000);
    QCOMPARE(desk.count(), 12'000);
    QCOMPARE(desk.lists()[0].source, QStringLiteral("numbers.txt"));
    QVERIFY(!told.empty());
    QCOMPARE(told.back().rows, 12'000);
    QCOMPARE(told.back().bytesRead, told.back().bytesTotal);
    QCOMPARE(desk.addList(request)->duplicates, 12'000);
    QCOMPARE(desk.count(), 12'000);
}

void DoNotCallServiceTest::aBadListIsRefused()
{
    DoNotCallDesk desk;
    const auto with = [&](auto change) {
        DoNotCallListRequest request = DoNotCallDesk::listOf("+14155550142\n");
        change(request);
        return desk.addList(request);
    };
    refuses(with([](auto &r) { r.name = QStringLiteral(" "); }), "#/name");
    refuses(with([](auto &r) { r.name = QString(ceilings::nameLength + 1, u'x'); }), "#/name");
    refuses(with([](auto &r) { r.source = QString(ceilings::nameLength + 1, u'x'); }), "#/source");
    refuses(with([](auto &r) { r.asOf = {}; }), "#/as_of");
    refuses(with([](auto &r) { r.asOf = SystemClock().wall() + Milliseconds(60'000); }), "#/as_of");
    refuses(with([](auto &r) { r.defaultRegion = QStringLiteral("XX"); }), "#/default_region");
    QCOMPARE(with([](auto &r) { r.path = QStringLiteral("/does/not/exist.csv"); }).error().code,
             ErrorCode::FileNotReadable);
    QCOMPARE(with([](auto &r) { r.content = "colour,shape\nred,round\n"; }).error().code, ErrorCode::InvalidInput);
    QCOMPARE(with([](auto &r) { r.content = {}; }).error().code, ErrorCode::InvalidInput);
    QCOMPARE(desk.count(), 0);
    QVERIFY(desk.lists().empty());
    QVERIFY(with([](auto &r) { r.name = QString(ceilings::nameLength, u'x'); }).ok());
}

void DoNotCallServiceTest::aListThatIsCancelledIsNotRecorded()
{
    DoNotCallDesk desk;
    auto promise = std::make_shared<std::promise<Result<DoNotCallListSummary>>>();
    auto answer = promise->get_future();
    auto begun = std::make_shared<std::promise<void>>();
    const auto isBegun = begun->get_future();
    const auto go = std::make_shared<std::promise<void>>();
    const auto job = desk.services.doNotCall.addList(
        DoNotCallDesk::listOf(numbersFrom(14155560000, 50'000)),
        [begun, may = std::make_shared<std::shared_future<void>>(go->get_future().share()),
         first = std::make_shared<bool>(true)](const ImportProgress &) {
            if (std::exchange(*first, false)) {
                begun->set_value();
                may->wait(); // until it has been cancelled
            }
        },
        [promise](Result<DoNotCallListSummary> result) { promise->set_value(std::move(result)); });
    isBegun.wait();
    job->cancel();
    go->set_value();
    QCOMPARE(answer.get().error().code, ErrorCode::Cancelled);
    QVERIFY(desk.lists().empty()); // it was not complete
    QVERIFY(desk.count() > 0);     // and yet nobody on it is called
    QVERIFY(desk.count() < 50'000);
    QCOMPARE(desk.events(), 0);
}

void DoNotCallServiceTest::aListUnderWayEndsWithTheProgram()
{
    auto promise = std::make_shared<std::promise<Result<DoNotCallListSummary>>>();
    auto answer = promise->get_future();
    {
        DoNotCallDesk desk;
        desk.services.doNotCall.addList(
            DoNotCallDesk::listOf(numbersFrom(14155560000, 200'000)), {},
            [promise](Result<DoNotCallListSummary> result) { promise->set_value(std::move(result)); });
    }
    QCOMPARE(answer.wait_for(std::chrono::seconds(0)), std::future_status::ready);
    const auto result = answer.get();
    QVERIFY(result.ok() || result.error().code == ErrorCode::Cancelled);
}

void DoNotCallServiceTest::anImportRefusesListedNumbers() // B1-46
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
    QVERIFY(summary->firstRejects[0].raw.contains(QStringLiteral("Ana")));
    QVERIFY(desk.remove(ana).ok());
    QCOMPARE(desk.import(campaign, "phone,name\n+14155550142,Ana\n")->inserted, 1);
}

void DoNotCallServiceTest::anImportRefusesUnknownZones()
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
    QCOMPARE(summary->firstRejects[2].reason, summary->firstRejects[0].reason);
    const auto rows = ask<Page<Target, TargetId>>(desk.services.targets, &TargetService::page, campaign, TargetFilter{},
                                                  TargetId{}, 10)
                          ->rows;
    QCOMPARE(rows[2].variables, std::string(R"({"timezone":"Europe/Berlin"})")); // as the engine can read it
}

void DoNotCallServiceTest::aColumnChosenAsZoneIsTheZone()
{
    DoNotCallDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    ColumnMapping mapping;
    mapping.columns = {{QStringLiteral("phone"), ColumnRole::Number, {}},
                       {QStringLiteral("where"), ColumnRole::Timezone, "where"}};
    ImportRequest request;
    request.campaign = campaign;
    request.content = "phone,where\n+14155550142,Asia/Kolkata\n+14155550143,Nowhere\n";
    request.mapping = std::make_shared<const ColumnMapping>(mapping);
    const auto summary = await<ImportSummary>(
        [&](Reply<ImportSummary> reply) { desk.services.imports.start(request, {}, std::move(reply)); });
    QCOMPARE(summary->inserted, 1);
    QCOMPARE(summary->rejected, 1);
    const auto rows = ask<Page<Target, TargetId>>(desk.services.targets, &TargetService::page, campaign, TargetFilter{},
                                                  TargetId{}, 10)
                          ->rows;
    QCOMPARE(rows[0].variables, std::string(R"({"timezone":"Asia/Kolkata"})"));
}

void DoNotCallServiceTest::appendedRowsAreRefusedAlike()
{
    DoNotCallDesk desk;
    QVERIFY(desk.add(ana).ok());
    const CampaignId campaign = desk.createCampaign()->id;
    const auto summary = desk.append(campaign, {{tom, "Tom", R"({"timezone":"Mars/Olympus"})", 1},
                                                {ana, "Ana", "{}", 2},
                                                {E164{14155550144}, "Zoe", R"({"timezone":"Europe/Berlin"})", 3}});
    QCOMPARE(summary->inserted, 1);
    QCOMPARE(summary->rejected, 2);
    QCOMPARE(summary->firstRejects[0].row, 1);
    QVERIFY(summary->firstRejects[0].reason.contains(QStringLiteral("Mars/Olympus")));
    QCOMPARE(summary->firstRejects[1].row, 2);
    QVERIFY(summary->firstRejects[1].reason.contains(QStringLiteral("do-not-call list since")));
    QCOMPARE(summary->rows(), 3);
}

void DoNotCallServiceTest::aChangeIsTold()
{
    DoNotCallDesk desk;
    int told = 0;
    QObject::connect(&desk.services.changes, &ChangeFeed::changed, &desk.services.changes,
                     [&told](const ChangeSet &changes) { told += changes.doNotCall ? 1 : 0; });
    QVERIFY(desk.add(ana).ok());
    QTRY_COMPARE(told, 1);
    QVERIFY(desk.remove(ana).ok());
    QTRY_COMPARE(told, 2);
    QVERIFY(desk.addList(DoNotCallDesk::listOf("+14155550142\n")).ok());
    QTRY_VERIFY(told > 2);
}

QTEST_GUILESS_MAIN(DoNotCallServiceTest)
#include "do_not_call_service_test.moc"
