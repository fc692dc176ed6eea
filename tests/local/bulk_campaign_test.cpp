// A bulk campaign as people use it: made, moved through its life, and run to its end on all threads of the backend.

#include "support/calling_desk.h"

#include <QSignalSpy>
#include <QTest>

using namespace campanile;
using namespace campanile::test;

class BulkCampaignTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNewCampaignIsADraft();
    void aBadCampaignIsRefusedByField_data();
    void aBadCampaignIsRefusedByField();
    void anEmptyCampaignIsNotStarted();
    void impossibleMovesNameTheStatus();

    void theSampleIsReadyToStart();
    void aCampaignRunsToItsEnd();
    void pauseAndResume();
    void cancelSkipsWhoWaits();
};

void BulkCampaignTest::aNewCampaignIsADraft() // B1-14, B1-22, B1-26
{
    CallingDesk desk;
    NewCampaign fresh = oneAttemptEach();
    fresh.name = QStringLiteral("  Follow-up  ");
    fresh.description = QStringLiteral("RSVP");
    fresh.ratePerMinute = 30;
    fresh.maxConcurrent = 5;
    fresh.retry = {.maxAttempts = 3, .delay = Milliseconds(60'000)};
    fresh.sourceFingerprint = QStringLiteral("print");
    const Result<Campaign> made = desk.createCampaign(fresh);
    QVERIFY(made.ok());
    QCOMPARE(made->name, QStringLiteral("Follow-up"));
    QCOMPARE(made->status, CampaignStatus::Draft);
    QCOMPARE(desk.overview(made->id).campaign, *made);
    QCOMPARE(desk.overview(made->id).agentName, QStringLiteral("Scripted agent"));
    QCOMPARE(
        ask<CampaignOverview>(desk.caller, desk.services.campaigns, &CampaignService::get, CampaignId{1}).error().code,
        ErrorCode::NotFound);
    const auto list = ask<std::vector<CampaignOverview>>(desk.caller, desk.services.campaigns, &CampaignService::list);
    QCOMPARE(list->size(), 1U);
    const auto byPrint = [&](const char *print) {
        return *ask<CampaignId>(desk.caller, desk.services.campaigns, &CampaignService::findByFingerprint,
                                QString::fromLatin1(print));
    };
    QCOMPARE(byPrint("print"), made->id);
    QVERIFY(byPrint("another").isNull());
}

void BulkCampaignTest::aBadCampaignIsRefusedByField_data()
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

void BulkCampaignTest::aBadCampaignIsRefusedByField()
{
    QFETCH(const QString, pointer);
    QFETCH(const int, value);
    CallingDesk desk;
    NewCampaign fresh = oneAttemptEach();
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
    const Result<Campaign> made = desk.createCampaign(fresh);
    QVERIFY(!made.ok());
    QCOMPARE(made.error().pointer, pointer);
    QVERIFY(made.error().code == ErrorCode::InvalidInput || made.error().code == ErrorCode::NotFound);
    QVERIFY(made.error().message.endsWith(u'.'));
    QVERIFY(!ask<Setup>(desk.caller, desk.services.workspaces, &WorkspaceService::read)->hasCampaigns);
}

void BulkCampaignTest::anEmptyCampaignIsNotStarted()
{
    CallingDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    const Result<Campaign> started = desk.move(&CampaignService::start, campaign);
    QCOMPARE(started.error().code, ErrorCode::Conflict);
    QCOMPARE(desk.overview(campaign).campaign.status, CampaignStatus::Draft);
}

void BulkCampaignTest::impossibleMovesNameTheStatus() // B1-37
{
    CallingDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    QVERIFY(desk.append(campaign, people(3)).ok());
    const auto refused = [&](CallingDesk::Move move, const char *status) {
        const Result<Campaign> result = desk.move(move, campaign);
        return !result.ok() && result.error().code == ErrorCode::Conflict &&
               result.error().message.contains(QString::fromLatin1(status));
    };
    // Nothing is dialled meanwhile, so that the campaign cannot end by itself.
    desk.stopAll();
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
    for (const CallingDesk::Move move :
         {&CampaignService::start, &CampaignService::pause, &CampaignService::resume, &CampaignService::cancel}) {
        QVERIFY(refused(move, "cancelled"));
    }
    QCOMPARE(desk.append(campaign, people(1, E164{14165550000})).error().code, ErrorCode::Conflict);
    QVERIFY(desk.append(campaign, people(1, E164{14165550000})).error().message.contains(QStringLiteral("cancelled")));
    QCOMPARE(desk.import(campaign, listOf(people(1))).error().code, ErrorCode::Conflict);
    QCOMPARE(desk.move(&CampaignService::start, CampaignId{1}).error().code, ErrorCode::NotFound);
}

void BulkCampaignTest::theSampleIsReadyToStart()
{
    CallingDesk desk;
    const auto sample = [&] {
        return ask<CampaignId>(desk.caller, desk.services.workspaces, &WorkspaceService::createSample);
    };
    const Result<CampaignId> campaign = sample();
    QVERIFY(campaign.ok());
    QCOMPARE(desk.overview(*campaign).campaign.status, CampaignStatus::Draft);
    QCOMPARE(desk.stats(*campaign).of(TargetStatus::Pending), 200);
    QCOMPARE(desk.targets(*campaign).size(), 200U);
    QCOMPARE(sample().error().code, ErrorCode::Conflict); // only into an empty workspace
    desk.hurry(100'000);
    QVERIFY(desk.move(&CampaignService::start, *campaign).ok());
    QTRY_VERIFY_WITH_TIMEOUT(desk.stats(*campaign).terminal() >= 2, 30'000);
}

void BulkCampaignTest::aCampaignRunsToItsEnd()
{
    CallingDesk desk;
    desk.hurry();
    const CampaignId campaign = desk.createCampaign()->id;
    QVERIFY(desk.import(campaign, listOf(people(100))).ok());
    QSignalSpy changes(&desk.services.changes, &ChangeFeed::changed);
    QVERIFY(desk.move(&CampaignService::start, campaign).ok());
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(campaign).campaign.status, CampaignStatus::Completed, 60'000);
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

    const std::vector<Call> history = desk.calls();
    QCOMPARE(history.size(), 100U);
    const AttemptId call = history.front().id;
    QCOMPARE(ask<Call>(desk.caller, desk.services.calls, &CallService::get, call)->id, call);
    QCOMPARE(desk.hangUp(call).error().code, ErrorCode::Conflict);
    QCOMPARE(desk.engine().liveCalls, 0);
    QCOMPARE(desk.engine().queued, 0);
    QVERIFY(desk.engine().problem.isNone());
}

void BulkCampaignTest::pauseAndResume()
{
    CallingDesk desk;
    desk.hurry();
    NewCampaign slow = oneAttemptEach();
    slow.ratePerMinute = 1'200;
    const CampaignId campaign = desk.createCampaign(slow)->id;
    QVERIFY(desk.append(campaign, people(60)).ok());
    QVERIFY(desk.move(&CampaignService::start, campaign).ok());
    QTRY_VERIFY_WITH_TIMEOUT(desk.stats(campaign).attempts >= 5, 30'000);
    QVERIFY(desk.move(&CampaignService::pause, campaign).ok());
    QTRY_COMPARE_WITH_TIMEOUT(desk.stats(campaign).inFlight, 0, 30'000); // calls in flight finish
    const qint64 paused = desk.stats(campaign).attempts;
    QVERIFY(paused < 60);
    QVERIFY(desk.move(&CampaignService::resume, campaign).ok());
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(campaign).campaign.status, CampaignStatus::Completed, 60'000);
    QCOMPARE(desk.stats(campaign).attempts, 60);
}

void BulkCampaignTest::cancelSkipsWhoWaits()
{
    CallingDesk desk;
    desk.hurry();
    NewCampaign slow;
    slow.ratePerMinute = 60;
    const CampaignId campaign = desk.createCampaign(slow)->id;
    QVERIFY(desk.import(campaign, listOf(people(3'000))).ok());
    QVERIFY(desk.move(&CampaignService::start, campaign).ok());
    QTRY_VERIFY_WITH_TIMEOUT(desk.stats(campaign).attempts >= 1, 30'000);
    QVERIFY(desk.move(&CampaignService::cancel, campaign).ok());
    QTRY_COMPARE_WITH_TIMEOUT(desk.stats(campaign).terminal(), 3'000, 60'000);
    QVERIFY(desk.stats(campaign).of(TargetStatus::Skipped) > 2'900);
    QCOMPARE(desk.overview(campaign).campaign.status, CampaignStatus::Cancelled);
}

QTEST_GUILESS_MAIN(BulkCampaignTest)
#include "bulk_campaign_test.moc"
