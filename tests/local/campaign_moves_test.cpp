// Campaigns as people move them through their life: pausing with and without the queue, cancelling, what is refused.

#include "support/campaign_desk.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

class CampaignMovesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPauseLetsTheQueueFire();
    void aPauseWithItsQueueHoldsAll();
    void movesThatTheLifeCycleHasNotAreConflicts();
    void cancellingUnschedulesWhatIsPending();
    void nothingIsMadeOrEditedWhileEditingIsDisabled();
    void campaignsAreListedAndFound();
    void everyMoveIsInTheActivity();
    void theActivityHasPages();
};

void CampaignMovesTest::aPauseLetsTheQueueFire() // B1-17
{
    CampaignDesk desk;
    desk.hurry();
    desk.stopAll();
    const CampaignId campaign = desk.recurring().id;
    desk.passTime();
    QCOMPARE(desk.move(&CampaignService::pause, campaign)->status, CampaignStatus::Paused);
    desk.release();
    QTRY_COMPARE_WITH_TIMEOUT(desk.calls().size(), 1U, 60'000);
    QCOMPARE(desk.calls()[0].campaign, campaign);
    QTRY_COMPARE_WITH_TIMEOUT(desk.queued({campaign, ScheduledCallStatus::Dispatched}).size(), 1U, 60'000);
    QCOMPARE(desk.overview(campaign).campaign.status, CampaignStatus::Paused);
}

void CampaignMovesTest::aPauseWithItsQueueHoldsAll()
{
    CampaignDesk desk;
    desk.hurry();
    desk.stopAll();
    const CampaignId campaign = desk.recurring().id;
    desk.passTime();
    QVERIFY(desk.move(&CampaignService::pauseWithQueue, campaign)->holdQueue);
    desk.release();
    const ScheduledCallId other = desk.place(desk.newCall(answering(1)))->id;
    QTRY_COMPARE_WITH_TIMEOUT(desk.statusOf(other), ScheduledCallStatus::Dispatched, 60'000);
    QCOMPARE(desk.calls().size(), 1U); // the engine was there, and left the campaign alone
    QCOMPARE(desk.pendingOf(campaign).size(), 1U);
    QVERIFY(desk.move(&CampaignService::resume, campaign).ok());
    QTRY_COMPARE_WITH_TIMEOUT(desk.queued({campaign, ScheduledCallStatus::Dispatched}).size(), 1U, 60'000);
}

void CampaignMovesTest::movesThatTheLifeCycleHasNotAreConflicts() // B1-16, B1-17
{
    CampaignDesk desk;
    const CampaignId campaign = desk.create(CampaignDesk::plan())->id;
    const auto refused = [&](std::initializer_list<CallingDesk::Move> moves, const char *status) {
        for (const CallingDesk::Move move : moves) {
            conflicts(desk.move(move, campaign), status);
        }
    };
    using Service = CampaignService;
    refused({&Service::pause, &Service::pauseWithQueue, &Service::resume}, "draft");
    QVERIFY(desk.move(&Service::start, campaign)->startedAt.ms > 0);
    refused({&Service::start}, "active");
    QVERIFY(desk.move(&Service::pause, campaign).ok());
    refused({&Service::start, &Service::pause, &Service::pauseWithQueue}, "paused");
    QCOMPARE(desk.move(&Service::resume, campaign)->status, CampaignStatus::Active);
    refused({&Service::start, &Service::resume}, "active");
    QVERIFY(desk.move(&Service::cancel, campaign)->endedAt.ms > 0);
    refused({&Service::start, &Service::pause, &Service::pauseWithQueue, &Service::resume, &Service::cancel},
            "cancelled");
    for (const CallingDesk::Move move :
         {&Service::start, &Service::pause, &Service::pauseWithQueue, &Service::resume, &Service::cancel}) {
        refuses(desk.move(move, CampaignId{77}), ErrorCode::NotFound);
    }
    refuses(ask<CampaignOverview>(desk.caller, desk.services.campaigns, &Service::get, CampaignId{77}),
            ErrorCode::NotFound);
}

void CampaignMovesTest::cancellingUnschedulesWhatIsPending() // B1-17, B1-42
{
    CampaignDesk desk;
    desk.hurry();
    desk.stopAll();
    const CampaignId campaign = desk.recurring().id;
    desk.passTime();
    QVERIFY(desk.move(&CampaignService::cancel, campaign).ok());
    desk.release();
    QTRY_COMPARE(desk.queued({campaign, ScheduledCallStatus::Cancelled}).size(), 1U);
    const ScheduledCallId other = desk.place(desk.newCall(answering(1)))->id;
    QTRY_COMPARE_WITH_TIMEOUT(desk.statusOf(other), ScheduledCallStatus::Dispatched, 60'000);
    QCOMPARE(desk.calls().size(), 1U);
}

void CampaignMovesTest::nothingIsMadeOrEditedWhileEditingIsDisabled() // I-23
{
    CampaignDesk desk;
    const Campaign before = desk.recurring();
    QVERIFY(desk.disableEditing().ok());
    refuses(desk.create(CampaignDesk::plan()), ErrorCode::EditingDisabled);
    refuses(desk.createCampaign(), ErrorCode::EditingDisabled);
    CampaignEdit edit;
    edit.maxAttempts = 5;
    refuses(desk.edit(before.id, edit), ErrorCode::EditingDisabled);
    QCOMPARE(desk.list().size(), 1U);
    QCOMPARE(desk.overview(before.id).campaign, before);
    QVERIFY(desk.move(&CampaignService::pause, before.id).ok()); // what runs can always be ended
    QVERIFY(desk.move(&CampaignService::cancel, before.id).ok());
}

void CampaignMovesTest::campaignsAreListedAndFound()
{
    CampaignDesk desk;
    NewCampaign fresh = oneAttemptEach();
    fresh.sourceFingerprint = QStringLiteral("sha256:1");
    const CampaignId older = desk.createCampaign(fresh)->id;
    const CampaignId newer = desk.create(CampaignDesk::plan(), fresh)->id;
    const CampaignId newest = desk.createCampaign()->id;
    std::vector<CampaignId> ids;
    for (const CampaignOverview &overview : desk.list()) {
        ids.push_back(overview.campaign.id);
    }
    QCOMPARE(ids, (std::vector<CampaignId>{newest, newer, older}));
    const auto madeFrom = [&](const char *fingerprint) {
        return *ask<CampaignId>(desk.caller, desk.services.campaigns, &CampaignService::findByFingerprint,
                                QString::fromLatin1(fingerprint));
    };
    QCOMPARE(madeFrom("sha256:1"), newer);
    QVERIFY(madeFrom("sha256:2").isNull());
}

void CampaignMovesTest::everyMoveIsInTheActivity()
{
    CampaignDesk desk;
    desk.stopAll();
    const CampaignId campaign = desk.recurring().id;
    QVERIFY(desk.move(&CampaignService::pause, campaign).ok());
    QVERIFY(desk.move(&CampaignService::resume, campaign).ok());
    CampaignEdit edit;
    edit.name = QStringLiteral("Renamed");
    QVERIFY(desk.edit(campaign, edit).ok());
    QVERIFY(desk.move(&CampaignService::cancel, campaign).ok());
    const auto page = desk.activity(campaign, 0, 200);
    std::vector<EventType> types;
    for (const Event &event : page->rows) {
        types.push_back(event.type);
        QCOMPARE(event.campaign, campaign);
        QVERIFY(event.call.isNull() && !event.id.isNull() && !event.workspace.isNull());
    }
    using enum EventType;
    QCOMPARE(types, (std::vector<EventType>{CampaignCancelled, CampaignEdited, CampaignResumed, CampaignPaused,
                                            CampaignStarted}));
    QVERIFY(page->rows[3].data.starts_with(R"({"reason":"requested","status":"paused",)"));
    QCOMPARE(page->next, 0);
}

void CampaignMovesTest::theActivityHasPages()
{
    CampaignDesk desk;
    desk.stopAll();
    const CampaignId campaign = desk.recurring().id;
    QVERIFY(desk.move(&CampaignService::pause, campaign).ok());
    QVERIFY(desk.move(&CampaignService::resume, campaign).ok());
    const auto first = desk.activity(campaign, 0, 2);
    QCOMPARE(first->rows.size(), 2U);
    QCOMPARE(first->next, first->rows.back().sequence);
    const auto second = desk.activity(campaign, first->next, 2);
    QCOMPARE(second->rows.size(), 1U);
    QCOMPARE(second->rows[0].type, EventType::CampaignStarted);
    QCOMPARE(second->next, 0);
    refuses(desk.activity(campaign, 0, 201), "#/limit");
    refuses(desk.activity(CampaignId{77}, 0, 10), ErrorCode::NotFound);
}

QTEST_GUILESS_MAIN(CampaignMovesTest)
#include "campaign_moves_test.moc"
