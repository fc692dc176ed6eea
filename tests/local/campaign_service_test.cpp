// Recurring campaigns as people make and edit them (B1-10…B1-19).

#include "storage/brief_store.h"
#include "support/campaign_desk.h"
#include "support/durations.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

namespace {

} // namespace

class CampaignServiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRecurringCampaignIsMadeInDraft();
    void aPlanThatCannotBeReadIsRefused_data();
    void aPlanThatCannotBeReadIsRefused();
    void aPlanThatHasEndedIsRefused();
    void aPlanCallsOnlyACountryThatItsTrunkCalls();
    void aCampaignNeedsWhatItIsMadeOf();
    void aPlanThatIsNeverDueAgainIsNotStarted();
    void anEditMaterializesTheNextHourAnew();
    void anEditKeepsWhatItDoesNotName();
    void aRefusedEditChangesNothing();
    void onlyAnOpenRecurringCampaignIsEdited();
    void aCopyIsADraftOfItsOwn();
    void aCopyKeepsWhatItsCallsAreGiven();
    void aCopyOfWhatHasEndedNeedsAnotherEnd();
    void aCopyWithAnImpossibleNameOrAgentIsRefused();
};

void CampaignServiceTest::aRecurringCampaignIsMadeInDraft() // B1-10, B1-14, B1-15
{
    CampaignDesk desk;
    NewCampaign fresh = oneAttemptEach();
    fresh.description = QStringLiteral("Every weekday");
    fresh.retry.maxAttempts = 2;
    Recurrence recurrence = CampaignDesk::plan(QStringLiteral("0 9 * * 1-5"), QStringLiteral("Asia/Kolkata"));
    recurrence.endAt = CampaignDesk::now() + hour * 24 * 365;
    const Result<Campaign> campaign = desk.create(recurrence, fresh);
    QVERIFY(campaign.ok());
    QCOMPARE(campaign->kind, CampaignKind::Recurring);
    QCOMPARE(campaign->status, CampaignStatus::Draft);
    QCOMPARE(campaign->recurrence, recurrence);
    QCOMPARE(campaign->description, QStringLiteral("Every weekday"));
    QCOMPARE(campaign->retry.maxAttempts, 2);
    QCOMPARE(campaign->misfireGrace, recurringMisfireGrace);
    const CampaignOverview overview = desk.overview(campaign->id);
    QCOMPARE(overview.campaign, *campaign);
    QCOMPARE(overview.agentName, desk.setup.agents.front().name);
    QCOMPARE(overview.from, desk.setup.numbers.front().number);
    QVERIFY(desk.queued().empty()); // a draft is not materialized
}

void CampaignServiceTest::aPlanThatCannotBeReadIsRefused_data()
{
    QTest::addColumn<QString>("cron");
    QTest::addColumn<QString>("zone");
    QTest::addColumn<bool>("isNumberGiven");
    QTest::addColumn<QString>("pointer");
    const QString utc = QStringLiteral("UTC");
    const QString daily = QStringLiteral("0 9 * * *");
    const QString cron = QStringLiteral("#/cron");
    QTest::newRow("no expression") << QString() << utc << true << cron;
    QTest::newRow("four fields") << QStringLiteral("0 9 * *") << utc << true << cron;
    QTest::newRow("a minute too many") << QStringLiteral("60 9 * * *") << utc << true << cron;
    QTest::newRow("words") << QStringLiteral("every day at nine o'clock") << utc << true << cron;
    QTest::newRow("with seconds") << QStringLiteral("0 0 9 * * *") << utc << true << cron;
    QTest::newRow("31 February") << QStringLiteral("0 9 31 2 *") << utc << true << cron;
    QTest::newRow("31 of short months") << QStringLiteral("0 9 31 4,6,9,11 *") << utc << true << cron;
    QTest::newRow("an abbreviation") << daily << QStringLiteral("IST") << true << QStringLiteral("#/timezone");
    QTest::newRow("an offset") << daily << QStringLiteral("+05:30") << true << QStringLiteral("#/timezone");
    QTest::newRow("nobody to call") << daily << utc << false << QStringLiteral("#/to_number");
}

void CampaignServiceTest::aPlanThatHasEndedIsRefused()
{
    CampaignDesk desk;
    Recurrence recurrence = CampaignDesk::plan();
    for (const WallTime end : {SystemClock().wall(), WallTime{-1}}) {
        recurrence.endAt = end;
        refuses(desk.create(recurrence), ErrorCode::InvalidInput, "#/end_at");
    }
    QVERIFY(desk.list().empty());
    recurrence.timezone.clear(); // the clocks of India, unless said otherwise (B1-12)
    recurrence.endAt = {};
    QCOMPARE(desk.create(recurrence)->recurrence.timezone, QStringLiteral("Asia/Kolkata"));
}

void CampaignServiceTest::aPlanThatCannotBeReadIsRefused() // B1-11, B1-12
{
    QFETCH(const QString, cron);
    QFETCH(const QString, zone);
    QFETCH(const bool, isNumberGiven);
    QFETCH(const QString, pointer);
    CampaignDesk desk;
    Recurrence recurrence = CampaignDesk::plan(cron, zone);
    recurrence.to = isNumberGiven ? recurrence.to : E164{};
    refuses(desk.create(recurrence), ErrorCode::InvalidInput, pointer.toLatin1().constData());
    QVERIFY(desk.list().empty());
    if (isNumberGiven) { // nor does an edit bring it in
        const CampaignId sound = desk.create(CampaignDesk::plan())->id;
        CampaignEdit edit;
        edit.cron = cron;
        edit.timezone = zone;
        refuses(desk.edit(sound, edit), ErrorCode::InvalidInput, pointer.toLatin1().constData());
    }
}

void CampaignServiceTest::aPlanCallsOnlyACountryThatItsTrunkCalls()
{
    CampaignDesk desk;
    Recurrence abroad = CampaignDesk::plan();
    abroad.to = E164{442079460000};
    QVERIFY(desk.callOnly({}).ok());
    refuses(desk.create(abroad), ErrorCode::PermissionDenied, "#/to_number");
    QVERIFY(desk.list().empty());
    QVERIFY(desk.callOnly({QStringLiteral("GB")}).ok());
    QVERIFY(desk.create(abroad).ok());
}

void CampaignServiceTest::aCampaignNeedsWhatItIsMadeOf()
{
    CampaignDesk desk;
    NewCampaign fresh = oneAttemptEach();
    fresh.name = QStringLiteral("Standup");
    fresh.agent = desk.agent();
    fresh.fromNumber = desk.number();
    fresh.recurrence = CampaignDesk::plan();
    const auto with = [&](auto change) {
        NewCampaign campaign = fresh;
        change(campaign);
        return ask<Campaign>(desk.caller, desk.services.campaigns, &CampaignService::create, campaign);
    };
    refuses(with([](NewCampaign &c) { c.agent = AgentId{77}; }), ErrorCode::NotFound, "#/agent_id");
    refuses(with([](NewCampaign &c) { c.fromNumber = PhoneNumberId{77}; }), ErrorCode::NotFound, "#/phone_number_id");
    refuses(with([](NewCampaign &c) { c.name = QStringLiteral("  "); }), ErrorCode::InvalidInput, "#/name");
    refuses(with([](NewCampaign &c) { c.retry.maxAttempts = 0; }), ErrorCode::InvalidInput, "#/max_attempts");
    refuses(with([](NewCampaign &c) { c.misfireGrace = Milliseconds(0); }), ErrorCode::InvalidInput,
            "#/misfire_grace_seconds");
    refuses(with([](NewCampaign &c) { c.spendLimit = Money{-1}; }), ErrorCode::InvalidInput, "#/spend_limit");
    QVERIFY(desk.list().empty());
    QVERIFY(with([](NewCampaign &) {}).ok());
}

void CampaignServiceTest::aPlanThatIsNeverDueAgainIsNotStarted()
{
    CampaignDesk desk;
    const int month = (QDateTime::currentDateTimeUtc().date().month() + 5) % 12 + 1; // half a year from now
    Recurrence recurrence = CampaignDesk::plan(QStringLiteral("0 9 15 %1 *").arg(month));
    recurrence.endAt = CampaignDesk::now() + hour;
    const CampaignId campaign = desk.create(recurrence)->id;
    refuses(desk.move(&CampaignService::start, campaign), ErrorCode::Conflict);
    QCOMPARE(desk.overview(campaign).campaign.status, CampaignStatus::Draft);
    CampaignEdit edit;
    edit.endAt = CampaignDesk::now() + hour * 24 * 365;
    QVERIFY(desk.edit(campaign, edit).ok());
    QCOMPARE(desk.move(&CampaignService::start, campaign)->status, CampaignStatus::Active);
}

void CampaignServiceTest::anEditMaterializesTheNextHourAnew() // B1-18, B1-19
{
    CampaignDesk desk;
    const CampaignId campaign = desk.recurring().id;
    const ScheduledCall before = desk.pendingOf(campaign).front();
    const auto movesTo = [&](const CampaignEdit &edit, Milliseconds later) {
        QVERIFY(desk.edit(campaign, edit).ok());
        QTRY_COMPARE(desk.pendingOf(campaign).size(), 1U);
        const ScheduledCall after = desk.pendingOf(campaign).front();
        QVERIFY(after.id != before.id);
        QCOMPARE(after.dueAt, before.dueAt + later);
        refuses(desk.find(before.id), ErrorCode::NotFound);
    };
    CampaignEdit cron;
    cron.cron = QStringLiteral("%1 * * * *").arg(before.dueAt.toUtc().addSecs(600).time().minute());
    movesTo(cron, minute * 10);
    CampaignEdit zone;
    zone.timezone = QStringLiteral("Asia/Kathmandu"); // a quarter of an hour before a full one
    movesTo(zone, minute * 25);
    CampaignEdit end;
    end.endAt = CampaignDesk::now() + minute * 20;
    QVERIFY(desk.edit(campaign, end).ok());
    QVERIFY(desk.pendingOf(campaign).empty());
    QCOMPARE(desk.overview(campaign).campaign.status, CampaignStatus::Active); // its end has not come
}

void CampaignServiceTest::anEditKeepsWhatItDoesNotName() // B1-18
{
    CampaignDesk desk;
    const Campaign before = desk.recurring();
    const ScheduledCall row = desk.pendingOf(before.id).front();
    CampaignEdit edit;
    edit.name = QStringLiteral("  Standup  ");
    edit.description = QStringLiteral("At nine");
    edit.maxAttempts = 7;
    Campaign expected = before;
    expected.name = QStringLiteral("Standup");
    expected.description = QStringLiteral("At nine");
    expected.retry.maxAttempts = 7;
    QCOMPARE(*desk.edit(before.id, edit), expected);
    QCOMPARE(desk.overview(before.id).campaign, expected);
    QCOMPARE(desk.pendingOf(before.id), std::vector<ScheduledCall>{row}); // nothing of that moves a call
}

void CampaignServiceTest::aRefusedEditChangesNothing()
{
    CampaignDesk desk;
    const Campaign before = desk.recurring();
    const ScheduledCall row = desk.pendingOf(before.id).front();
    const auto refused = [&](auto change, const char *pointer) {
        CampaignEdit edit;
        edit.cron = QStringLiteral("0 0 1 1 *"); // good by itself
        change(edit);
        refuses(desk.edit(before.id, edit), ErrorCode::InvalidInput, pointer);
    };
    refused([](CampaignEdit &e) { e.name = QString(); }, "#/name");
    refused([](CampaignEdit &e) { e.name = QString(201, u'x'); }, "#/name");
    refused([](CampaignEdit &e) { e.description = QString(2'001, u'x'); }, "#/description");
    refused([](CampaignEdit &e) { e.maxAttempts = 0; }, "#/max_attempts");
    refused([](CampaignEdit &e) { e.maxAttempts = 21; }, "#/max_attempts");
    refused([](CampaignEdit &e) { e.timezone = QStringLiteral("IST"); }, "#/timezone");
    refused([](CampaignEdit &e) { e.cron = QStringLiteral("0 9 30 2 *"); }, "#/cron");
    refused([](CampaignEdit &e) { e.endAt = CampaignDesk::now(); }, "#/end_at");
    QCOMPARE(desk.overview(before.id).campaign, before);
    QCOMPARE(desk.pendingOf(before.id), std::vector<ScheduledCall>{row});
}

void CampaignServiceTest::onlyAnOpenRecurringCampaignIsEdited() // B1-38
{
    CampaignDesk desk;
    CampaignEdit edit;
    edit.name = QStringLiteral("Other");
    NewCampaign closed = oneAttemptEach();
    closed.hours = ClosedHours().text();
    const CampaignId bulk = desk.begun({answering()}, closed);
    refuses(desk.edit(bulk, edit), ErrorCode::Conflict);
    QCOMPARE(desk.overview(bulk).campaign.name, QStringLiteral("Follow-up"));
    const CampaignId recurring = desk.recurring().id;
    QVERIFY(desk.move(&CampaignService::pause, recurring).ok());
    QVERIFY(desk.edit(recurring, edit).ok());
    QVERIFY(desk.move(&CampaignService::cancel, recurring).ok());
    conflicts(desk.edit(recurring, edit), "cancelled");
    refuses(desk.edit(CampaignId{77}, edit), ErrorCode::NotFound);
}

void CampaignServiceTest::aCopyIsADraftOfItsOwn() // B1-38
{
    CampaignDesk desk;
    desk.hurry();
    NewCampaign fresh = oneAttemptEach();
    fresh.ratePerMinute = 30;
    fresh.hours = ClosedHours().text();
    fresh.sourceFingerprint = QStringLiteral("a file");
    const CampaignId id = desk.begun({answering(1), answering(2)}, fresh);
    const Campaign pattern = desk.overview(id).campaign;
    const auto copy =
        ask<Campaign>(desk.caller, desk.services.campaigns, &CampaignService::duplicate, id, CampaignCopy{});
    QVERIFY(copy.ok());
    QVERIFY(copy->id != id);
    QCOMPARE(copy->name, pattern.name + QStringLiteral(" (copy)"));
    QCOMPARE(copy->status, CampaignStatus::Draft);
    QCOMPARE(copy->ratePerMinute, 30);
    QCOMPARE(copy->hours, pattern.hours);
    QCOMPARE(copy->retry, pattern.retry);
    QCOMPARE(copy->startedAt, WallTime{});
    QCOMPARE(desk.overview(copy->id).campaign, *copy);
    QCOMPARE(desk.overview(copy->id).stats.total(), 0); // who was called once is not called again for it
    const auto found = ask<CampaignId>(desk.caller, desk.services.campaigns, &CampaignService::findByFingerprint,
                                       QStringLiteral("a file"));
    QCOMPARE(*found, id);
}

void CampaignServiceTest::aCopyKeepsWhatItsCallsAreGiven()
{
    CampaignDesk desk;
    const CampaignId id = desk.createCampaign()->id;
    const std::string metadata = R"({"ticket":"9"})";
    Connection db(desk.databasePath(), Connection::Access::ReadWrite);
    BriefStore briefs(db);
    briefs.setOfCampaign(id, {.metadata = metadata, .encryption = Encryption::UdpRtp});
    const auto copy =
        ask<Campaign>(desk.caller, desk.services.campaigns, &CampaignService::duplicate, id, CampaignCopy{});
    QVERIFY(copy.ok());
    QCOMPARE(briefs.ofCampaign(copy->id).metadata, metadata);
    QVERIFY(briefs.ofCampaign(copy->id).encryption == Encryption::UdpRtp);
}

void CampaignServiceTest::aCopyOfWhatHasEndedNeedsAnotherEnd()
{
    CampaignDesk desk;
    Recurrence recurrence = CampaignDesk::plan();
    recurrence.endAt = CampaignDesk::now() + Milliseconds(300);
    const Result<Campaign> campaign = desk.create(recurrence);
    QVERIFY(campaign.ok());
    QTRY_VERIFY(CampaignDesk::now() >= recurrence.endAt);
    const auto duplicate = [&](const CampaignCopy &changes) {
        return ask<Campaign>(desk.caller, desk.services.campaigns, &CampaignService::duplicate, campaign->id, changes);
    };
    refuses(duplicate({}), ErrorCode::InvalidInput, "#/end_at");
    CampaignCopy later;
    later.endAt = CampaignDesk::now() + hour;
    const Result<Campaign> copy = duplicate(later);
    QVERIFY(copy.ok());
    QCOMPARE(copy->recurrence.endAt, *later.endAt);
    QCOMPARE(copy->recurrence.cron, recurrence.cron);
    QCOMPARE(copy->recurrence.to, recurrence.to);
}

void CampaignServiceTest::aCopyWithAnImpossibleNameOrAgentIsRefused()
{
    CampaignDesk desk;
    const CampaignId id = desk.draft(1);
    const auto duplicate = [&](CampaignId which, const CampaignCopy &changes) {
        return ask<Campaign>(desk.caller, desk.services.campaigns, &CampaignService::duplicate, which, changes);
    };
    CampaignCopy changes;
    changes.name = QString();
    refuses(duplicate(id, changes), ErrorCode::InvalidInput, "#/name");
    changes.name = QStringLiteral("Another");
    changes.agent = AgentId{7};
    refuses(duplicate(id, changes), ErrorCode::NotFound, "#/agent_id");
    changes.agent = {};
    changes.fromNumber = PhoneNumberId{7};
    refuses(duplicate(id, changes), ErrorCode::NotFound, "#/phone_number_id");
    QCOMPARE(duplicate(CampaignId{7}, {}).error().code, ErrorCode::NotFound);
    QCOMPARE(desk.list().size(), 1U);
}

QTEST_GUILESS_MAIN(CampaignServiceTest)
#include "campaign_service_test.moc"
