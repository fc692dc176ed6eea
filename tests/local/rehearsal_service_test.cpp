// A campaign is rehearsed: the whole of it is seen, and nothing of it happens.

#include "support/calling_desk.h"
#include "support/durations.h"
#include "support/no_threads.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <set>

using namespace campanile;
using namespace campanile::test;

namespace {

class RehearsalDesk : public CallingDesk {
public:
    /// A draft with people on it.
    CampaignId draft(int people, int ratePerMinute = 0, const QString &hours = {})
    {
        NewCampaign fresh = oneAttemptEach();
        fresh.ratePerMinute = ratePerMinute;
        fresh.hours = hours;
        return CallingDesk::draft(people, fresh);
    }
    Result<RehearsalState> start(const RehearsalRequest &request)
    {
        return ask<RehearsalState>(caller, services.rehearsals, &RehearsalService::start, request);
    }
    Result<RehearsalState> state(RehearsalId id)
    {
        return ask<RehearsalState>(caller, services.rehearsals, &RehearsalService::state, id);
    }
    Result<RehearsalState> setSpeed(RehearsalId id, int speed)
    {
        return ask<RehearsalState>(caller, services.rehearsals, &RehearsalService::setSpeed, id, speed);
    }
    Result<void> end(RehearsalId id) { return ask<void>(caller, services.rehearsals, &RehearsalService::end, id); }
    std::vector<RehearsalState> list()
    {
        return *ask<std::vector<RehearsalState>>(caller, services.rehearsals, &RehearsalService::list);
    }
    Result<Page<Call, AttemptId>> calls(RehearsalId id, AttemptId after = {}, int limit = 200)
    {
        return ask<Page<Call, AttemptId>>(caller, services.rehearsals, &RehearsalService::calls, id, after, limit);
    }
    /// Rehearses as fast as it goes; the state at its end.
    RehearsalState rehearsed(const RehearsalRequest &request)
    {
        const Result<RehearsalState> begun = start(request);
        if (!begun) {
            qCritical("%s", qPrintable(begun.error().message));
            return {};
        }
        (void)QTest::qWaitFor([&] { return state(begun->id)->end != RehearsalEnd::Running; }, 60'000);
        return *state(begun->id);
    }
    [[nodiscard]] QStringList copies() const
    {
        return QDir(path() + QStringLiteral("/rehearsals")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    }
    [[nodiscard]] QStringList journals() const
    {
        return QDir(path() + QStringLiteral("/dial-journal")).entryList(QDir::Files);
    }
};

} // namespace

class RehearsalServiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCampaignIsSeenToItsEndAndNobodyIsCalled();
    void theCallsAreThereToBeLookedAt();
    void aRealTrunkRingsNobody();
    void otherCampaignsAndCallsRest();
    void whatHoldsItBackIsTold();
    void withoutAThreadItIsRefused();
    void itRunsAtTheSpeedThatIsAskedFor();
    void itIsCutOffAtItsHorizon();
    void aCampaignThatPausesItselfSaysWhy();
    void theCampaignGoesOnMeanwhile();
    void theCopyGoesWithTheRehearsal();
    void whatCannotBeRehearsedIsRefused();
    void aCopyIsNotTakenForData();
};

void RehearsalServiceTest::aCampaignIsSeenToItsEndAndNobodyIsCalled()
{
    RehearsalDesk desk;
    const CampaignId campaign = desk.draft(60, 30);
    const RehearsalState last = desk.rehearsed({.campaign = campaign});
    QCOMPARE(last.end, RehearsalEnd::Finished);
    QCOMPARE(last.campaign, campaign);
    QCOMPARE(last.stats.terminal(), 60);
    QVERIFY(last.stats.attempts >= 60);
    QCOMPARE(last.stats.inFlight, 0);
    QVERIFY(last.now > last.start + Milliseconds(59 * 2'000)); // 30 a minute
    QVERIFY(last.stats.of(TargetStatus::Dispatched) > 20);

    const CampaignOverview real = desk.overview(campaign);
    QCOMPARE(real.campaign.status, CampaignStatus::Draft);
    QCOMPARE(real.stats.attempts, 0);
    QCOMPARE(real.stats.of(TargetStatus::Pending), 60);
    QVERIFY(desk.journals().isEmpty());
}

void RehearsalServiceTest::theCallsAreThereToBeLookedAt()
{
    RehearsalDesk desk;
    const RehearsalState last = desk.rehearsed({.campaign = desk.draft(30)});
    std::set<AttemptId> seen;
    AttemptId after;
    WallTime later{last.now};
    do {
        const Result<Page<Call, AttemptId>> page = desk.calls(last.id, after, 7);
        QVERIFY(page.ok());
        for (const Call &call : page->rows) {
            QVERIFY(seen.insert(call.id).second);
            QVERIFY(call.dialledAt >= last.start);
            QVERIFY(call.dialledAt <= later); // newest first
            QVERIFY(call.endReason.has_value());
            later = call.dialledAt;
        }
        after = page->next;
    } while (!after.isNull());
    QCOMPARE(static_cast<qint64>(seen.size()), last.stats.attempts);
}

void RehearsalServiceTest::aRealTrunkRingsNobody()
{
    RehearsalDesk desk;
    const CampaignId campaign = desk.draft(5);
    {
        Connection db(desk.databasePath(), Connection::Access::ReadWrite);
        db.execute("UPDATE trunks SET kind = ?", CarrierKind::Sip); // this program has no carrier for it yet
    }
    const RehearsalState last = desk.rehearsed({.campaign = campaign});
    QCOMPARE(last.end, RehearsalEnd::Finished);
    QCOMPARE(last.stats.terminal(), 5);
}

void RehearsalServiceTest::otherCampaignsAndCallsRest()
{
    RehearsalDesk desk;
    const CampaignId other = desk.draft(100, 1);
    QVERIFY(desk.move(&CampaignService::start, other).ok());
    QTRY_VERIFY(desk.overview(other).stats.attempts > 0);
    const WallTime soon = desk.overview(other).campaign.startedAt + minute;
    const Result<ScheduledCall> later = desk.place(desk.newCall(E164{14155559999}, soon));
    QVERIFY(later.ok());
    const CampaignId campaign = desk.draft(40, 10);
    const RehearsalState last = desk.rehearsed({.campaign = campaign});
    QCOMPARE(last.end, RehearsalEnd::Finished);
    const Result<Page<Call, AttemptId>> calls = desk.calls(last.id);
    for (const Call &call : calls->rows) {
        QVERIFY(call.campaign == campaign || call.dialledAt <= last.start);
    }
}

void RehearsalServiceTest::whatHoldsItBackIsTold()
{
    RehearsalDesk desk;
    const CampaignId campaign = desk.draft(
        20, 60, QStringLiteral(R"({"zone":"UTC","mon":["09:00-17:00"],"tue":["09:00-17:00"],"wed":["09:00-17:00"]})"));
    QVERIFY(!campaign.isNull());
    // A Saturday in the year 2100: two days and nine hours until somebody may be called.
    const WallTime saturday{QDateTime(QDate(2100, 1, 2), QTime(0, 0), Qt::UTC).toMSecsSinceEpoch()};
    const RehearsalState last = desk.rehearsed({.campaign = campaign, .start = saturday});
    QCOMPARE(last.end, RehearsalEnd::Finished);
    const Milliseconds held = last.held.at(HoldReason::OutsideHours);
    QVERIFY2(held >= hour * 56 && held <= hour * 57 + Milliseconds(60'000), qPrintable(QString::number(held.count())));
    QVERIFY(last.now >= saturday + hour * 57);
}

void RehearsalServiceTest::withoutAThreadItIsRefused()
{
    RehearsalDesk desk;
    const CampaignId campaign = desk.draft(3);
    {
        const NoThreads none;
        const Result<RehearsalState> refused = desk.start({.campaign = campaign});
        QVERIFY(!refused.ok());
        QVERIFY(refused.error().message.startsWith(QLatin1StringView("A thread could not be started")));
    }
    QVERIFY(desk.list().empty());
    QVERIFY(desk.start({.campaign = campaign}).ok());
}

void RehearsalServiceTest::itRunsAtTheSpeedThatIsAskedFor()
{
    RehearsalDesk desk;
    const CampaignId campaign = desk.draft(50, 1); // the better part of an hour
    const Result<RehearsalState> begun = desk.start({.campaign = campaign, .speed = 10});
    QVERIFY(begun.ok());
    QCOMPARE(begun->speed, 10);
    const auto passed = [&] { return desk.state(begun->id)->now.ms - begun->start.ms; };
    QTRY_VERIFY(passed() > 2'000);
    QVERIFY(passed() < 20 * 60'000);
    QCOMPARE(desk.state(begun->id)->end, RehearsalEnd::Running);
    QCOMPARE(desk.setSpeed(begun->id, 0)->speed, 0);
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(begun->id)->end, RehearsalEnd::Finished, 60'000);
    QVERIFY(passed() > 49 * 60'000);
}

void RehearsalServiceTest::itIsCutOffAtItsHorizon()
{
    RehearsalDesk desk;
    const CampaignId campaign = desk.draft(200, 1);
    const RehearsalState last = desk.rehearsed({.campaign = campaign, .horizon = hour});
    QCOMPARE(last.end, RehearsalEnd::CutOff);
    QVERIFY(last.now >= last.start + hour);
    QVERIFY(last.now < last.start + hour + Milliseconds(60'000));
    QVERIFY(last.stats.attempts > 50 && last.stats.attempts <= 61);
}

void RehearsalServiceTest::aCampaignThatPausesItselfSaysWhy()
{
    RehearsalDesk desk;
    SimulationSettings broken = desk.setup.trunks.front().simulation;
    broken.carrierErrorRate = 1;
    broken.busyRate = broken.noAnswerRate = broken.declinedRate = 0;
    broken.invalidRate = broken.voicemailRate = 0;
    desk.simulate(broken);
    const RehearsalState last = desk.rehearsed({.campaign = desk.draft(100, 600)});
    QCOMPARE(last.end, RehearsalEnd::Paused);
    QVERIFY(!last.pauseReason.isNone());
    QVERIFY(last.stats.of(TargetStatus::Dispatched) == 0);
}

void RehearsalServiceTest::theCampaignGoesOnMeanwhile()
{
    RehearsalDesk desk;
    desk.hurry(1'000);
    const CampaignId campaign = desk.draft(400, 3'000);
    QVERIFY(desk.move(&CampaignService::start, campaign).ok());
    QTRY_VERIFY(desk.overview(campaign).stats.attempts > 10);
    const RehearsalState last = desk.rehearsed({.campaign = campaign});
    QCOMPARE(last.end, RehearsalEnd::Finished);
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(campaign).campaign.status, CampaignStatus::Completed, 60'000);
    QCOMPARE(desk.overview(campaign).stats.terminal(), 400);
}

void RehearsalServiceTest::theCopyGoesWithTheRehearsal()
{
    RehearsalDesk desk;
    const CampaignId campaign = desk.draft(5);
    const RehearsalState first = desk.rehearsed({.campaign = campaign});
    QCOMPARE(desk.copies().size(), 1);
    const Result<RehearsalState> second = desk.start({.campaign = campaign, .speed = 1});
    QVERIFY(second.ok());
    QCOMPARE(desk.list().size(), 2U);
    QCOMPARE(desk.start({.campaign = campaign}).error().code, ErrorCode::Conflict); // there are two
    QVERIFY(desk.end(first.id).ok());
    QCOMPARE(desk.end(first.id).error().code, ErrorCode::NotFound);
    QCOMPARE(desk.state(first.id).error().code, ErrorCode::NotFound);
    QCOMPARE(desk.calls(first.id).error().code, ErrorCode::NotFound);
    QCOMPARE(desk.copies().size(), 1);
    QVERIFY(desk.start({.campaign = campaign}).ok());
    desk.backend.reset(); // two of them play
    QVERIFY(desk.copies().isEmpty());
}

void RehearsalServiceTest::whatCannotBeRehearsedIsRefused()
{
    RehearsalDesk desk;
    const CampaignId empty = desk.createCampaign()->id;
    QCOMPARE(desk.start({.campaign = empty}).error().code, ErrorCode::Conflict);
    QCOMPARE(desk.start({.campaign = CampaignId{77}}).error().code, ErrorCode::NotFound);
    const CampaignId campaign = desk.draft(3);
    QCOMPARE(desk.start({.campaign = campaign, .speed = -1}).error().pointer, QStringLiteral("#/speed"));
    QCOMPARE(desk.start({.campaign = campaign, .speed = 100'001}).error().code, ErrorCode::InvalidInput);
    QCOMPARE(desk.start({.campaign = campaign, .horizon = Milliseconds(1)}).error().pointer,
             QStringLiteral("#/horizon_seconds"));
    QVERIFY(desk.move(&CampaignService::cancel, campaign).ok());
    QCOMPARE(desk.start({.campaign = campaign}).error().code, ErrorCode::Conflict);
    QVERIFY(desk.list().empty());
    QTRY_VERIFY(desk.list().empty() && desk.copies().isEmpty());
    const Result<RehearsalState> sound = desk.start({.campaign = desk.draft(3), .speed = 1});
    QVERIFY(sound.ok());
    QCOMPARE(desk.setSpeed(sound->id, -5).error().code, ErrorCode::InvalidInput);
}

void RehearsalServiceTest::aCopyIsNotTakenForData()
{
    RehearsalDesk desk;
    const RehearsalState last = desk.rehearsed({.campaign = desk.draft(3)});
    const QString folder = desk.folder.filePath(QStringLiteral("mistaken"));
    QVERIFY(QDir().mkpath(folder));
    const QString copy = desk.path() + QStringLiteral("/rehearsals/") + desk.copies().at(0);
    QVERIFY(QFile::copy(copy + QStringLiteral("/stage.sqlite"), folder + QStringLiteral("/campanile.sqlite")));
    QFile::copy(copy + QStringLiteral("/stage.sqlite-wal"), folder + QStringLiteral("/campanile.sqlite-wal"));
    const auto opened = LocalBackend::open({.dataDirectory = folder, .simulatedWire = {}});
    QVERIFY(!opened.ok());
    QCOMPARE(opened.error().code, ErrorCode::StorageCorrupt);
    QVERIFY(opened.error().message.contains(QStringLiteral("rehearsal")));
    QCOMPARE(last.end, RehearsalEnd::Finished);
}

QTEST_GUILESS_MAIN(RehearsalServiceTest)
#include "rehearsal_service_test.moc"
