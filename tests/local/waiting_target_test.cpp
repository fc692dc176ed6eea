// Who waits to be called, and what a person can still do about it.

#include "storage/connection.h"
#include "support/calling_desk.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

namespace {

class WaitingDesk : public CallingDesk {
public:
    WaitingDesk() { hurry(); }
};

} // namespace

class WaitingTargetTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTargetInTheQueueCanBeSkipped();
    void aTargetBetweenTwoAttemptsCanBeSkipped();
    void whoIsBeingCalledCannotBeSkipped();
    void whoWasCalledCannotBeSkipped();
    void hoursThatAreLiftedLetThemGoAtOnce();
    void aShorterCoolDownLetsThemGoAtOnce();
    void aCampaignSaysForWhatItWaits();
    void aCampaignBetweenTwoAttemptsSaysSo();
    void theExpectedEndKnowsTheLedger();
    void theExpectedEndKnowsCallingHours();
    void aSearchKnowsNoAccents();
    void aHigherSpendLimitLetsTheCampaignGoOn();
    void aScheduledCallLeadsToItsConversation();
    void aRecurringCampaignHasAZoneAndVariables();
    void aRecurringCampaignTakesNoList();
};

void WaitingTargetTest::aTargetInTheQueueCanBeSkipped() // B1-31
{
    WaitingDesk desk;
    NewCampaign fresh = oneAttemptEach();
    fresh.hours = ClosedHours().text();
    const CampaignId id = desk.begun({E164{14155552000}, E164{14155552001}}, fresh);
    QTRY_COMPARE(desk.overview(id).stats.of(TargetStatus::Scheduled), 2);
    const Result<Target> skipped = desk.skip(desk.targets(id).front().id);
    QVERIFY(skipped.ok());
    QCOMPARE(skipped->status, TargetStatus::Skipped);
    const CampaignStats stats = desk.overview(id).stats;
    QCOMPARE(stats.of(TargetStatus::Skipped), 1);
    QCOMPARE(stats.of(TargetStatus::Scheduled), 1);
    QCOMPARE(desk.skip(skipped->id).error().code, ErrorCode::Conflict);
    QVERIFY(desk.skip(desk.targets(id).back().id).ok());
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(id).campaign.status, CampaignStatus::Completed, 30'000);
    QCOMPARE(desk.overview(id).stats.attempts, 0);
}

void WaitingTargetTest::whoIsBeingCalledCannotBeSkipped()
{
    WaitingDesk desk;
    SimulationSettings slow = desk.setup.trunks.front().simulation;
    slow.ringTime = Milliseconds(30'000);
    desk.simulate(slow);
    const CampaignId id = desk.begun({E164{14155552000}});
    QTRY_COMPARE(desk.overview(id).stats.inFlight, 1);
    const Error refused = desk.skip(desk.targets(id).front().id).error();
    QCOMPARE(refused.code, ErrorCode::Conflict);
    QCOMPARE(refused.rule, ErrorRule::TargetTaken);
    QCOMPARE(refused.values.value(0), QStringLiteral("scheduled"));
    QVERIFY2(refused.message.contains(QStringLiteral("on the line (") + refused.values.value(1)),
             qPrintable(refused.message));
    QCOMPARE(desk.overview(id).stats.of(TargetStatus::Skipped), 0);
}

/// As the person who asks for it during the run.
void WaitingTargetTest::aTargetBetweenTwoAttemptsCanBeSkipped() // B1-31
{
    WaitingDesk desk;
    NewCampaign fresh;
    fresh.retry.maxAttempts = 3;
    fresh.retry.delay = Milliseconds(3'600'000);
    const CampaignId id = desk.begun({E164{14155550001}}, fresh); // busy
    const auto waits = [&] {
        const Target target = desk.targets(id).front();
        return target.status == TargetStatus::Scheduled && target.attempts == 1;
    };
    QTRY_VERIFY_WITH_TIMEOUT(waits(), 30'000);
    QCOMPARE(desk.skip(desk.targets(id).front().id)->status, TargetStatus::Skipped);
    QCOMPARE(desk.queued({id, {}}).front().status, ScheduledCallStatus::Cancelled);
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(id).campaign.status, CampaignStatus::Completed, 30'000);
    QCOMPARE(desk.overview(id).stats.attempts, 1);
}

void WaitingTargetTest::whoWasCalledCannotBeSkipped()
{
    WaitingDesk desk;
    const CampaignId id = desk.begun({answering()});
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(id).campaign.status, CampaignStatus::Completed, 30'000);
    const Error refused = desk.skip(desk.targets(id).front().id).error();
    QCOMPARE(refused.code, ErrorCode::Conflict);
    QCOMPARE(refused.values, (QStringList{QStringLiteral("dispatched"), QString()}));
}

void WaitingTargetTest::hoursThatAreLiftedLetThemGoAtOnce()
{
    WaitingDesk desk;
    WorkspaceEdit closed;
    // Where they live it is yesterday or today by the clocks of Greenwich.
    const QDate yesterday = QDateTime::currentDateTimeUtc().date().addDays(-1);
    closed.hours = ClosedHours{.today = yesterday, .zone = QStringLiteral("callee")}.text();
    QVERIFY(desk.changeWorkspace(closed).ok());
    const CampaignId id = desk.begun({E164{14155552000}, E164{14155552001}});
    QTRY_COMPARE(desk.overview(id).stats.of(TargetStatus::Scheduled), 2);
    QTRY_VERIFY(desk.overview(id).hold.isWorthTelling());
    WorkspaceEdit open;
    open.hours = QString();
    QVERIFY(desk.changeWorkspace(open).ok());
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(id).stats.attempts, 2, 30'000);
}

void WaitingTargetTest::aShorterCoolDownLetsThemGoAtOnce()
{
    WaitingDesk desk;
    const CampaignId first = desk.begun({E164{14155552000}});
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(first).campaign.status, CampaignStatus::Completed, 30'000);
    const CampaignId second = desk.begun({E164{14155552000}});
    QTRY_VERIFY(desk.overview(second).hold.isWorthTelling());
    QCOMPARE(desk.overview(second).stats.attempts, 0);
    WorkspaceEdit edit;
    edit.cooldown = Milliseconds(0);
    QVERIFY(desk.changeWorkspace(edit).ok());
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(second).stats.attempts, 1, 30'000);
}

void WaitingTargetTest::aCampaignSaysForWhatItWaits()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("data"));
    CampaignId second;
    WallTime until;
    {
        CallingDesk desk(path);
        desk.hurry();
        const CampaignId first = desk.begun({E164{14155552000}});
        QTRY_COMPARE_WITH_TIMEOUT(desk.overview(first).campaign.status, CampaignStatus::Completed, 30'000);
        second = desk.begun({E164{14155552000}});
        QTRY_COMPARE(desk.overview(second).hold.reason, HoldReason::NumberLedger);
        until = desk.overview(second).hold.until;
        QVERIFY(until > CallingDesk::now());
    }
    CallingDesk later(path); // has put nobody off itself
    QTRY_COMPARE(later.overview(second).hold, (Hold{HoldReason::NumberLedger, until}));
}

void WaitingTargetTest::aCampaignBetweenTwoAttemptsSaysSo()
{
    WaitingDesk desk;
    WorkspaceEdit edit;
    edit.cooldown = Milliseconds(0);
    QVERIFY(desk.changeWorkspace(edit).ok());
    NewCampaign fresh;
    fresh.retry.maxAttempts = 2;
    fresh.retry.delay = Milliseconds(600'000);
    const CampaignId id = desk.begun({E164{14155550001}}, fresh); // busy
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(id).hold.reason, HoldReason::RetryDelay, 30'000);
    const CampaignOverview overview = desk.overview(id);
    QVERIFY(overview.hold.until > CallingDesk::now() && overview.hold.until < CallingDesk::now() + fresh.retry.delay);
    QVERIFY(overview.hold.isWorthTelling());
    QVERIFY(overview.expectedEnd >= overview.hold.until);
}

void WaitingTargetTest::theExpectedEndKnowsTheLedger()
{
    WaitingDesk desk;
    const CampaignId first = desk.begun({E164{14155552000}});
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(first).campaign.status, CampaignStatus::Completed, 30'000);
    const CampaignId second = desk.begun({E164{14155552000}});
    QTRY_COMPARE(desk.overview(second).hold.reason, HoldReason::NumberLedger);
    const CampaignOverview overview = desk.overview(second);
    QVERIFY(overview.expectedEnd >= overview.hold.until);
    QVERIFY(overview.expectedEnd < overview.hold.until + Milliseconds(600'000));
}

void WaitingTargetTest::theExpectedEndKnowsCallingHours()
{
    WaitingDesk desk;
    NewCampaign fresh = oneAttemptEach();
    const ClosedHours closed;
    fresh.hours = closed.text();
    const CampaignId id = desk.begun({E164{14155552000}}, fresh);
    QTRY_COMPARE(desk.overview(id).hold.reason, HoldReason::OutsideHours);
    QTRY_VERIFY_WITH_TIMEOUT(desk.overview(id).expectedEnd >= closed.opensAt(), 30'000);
    QVERIFY(desk.overview(id).expectedEnd < closed.opensAt() + Milliseconds(600'000));
}

void WaitingTargetTest::aSearchKnowsNoAccents()
{
    WaitingDesk desk;
    const CampaignId id = desk.createCampaign()->id;
    QVERIFY(desk.append(id, {{E164{14155552000}, "\xc3\x89lodie", "{}", 1}, {E164{14155552001}, "Ada", "{}", 2}}).ok());
    const auto found = [&](const char *text) {
        return ask<Page<Target, TargetId>>(desk.caller, desk.services.targets, &TargetService::page, id,
                                           TargetFilter{{}, QString::fromUtf8(text)}, TargetId{}, 200)
            ->rows.size();
    };
    QCOMPARE(found("elodie"), 1U);
    QCOMPARE(found("\xc3\x89LODIE"), 1U);
    QCOMPARE(found("552-001"), 1U);
    QCOMPARE(found("415555"), 2U);
    QCOMPARE(found("nobody"), 0U);
    QVERIFY(desk.move(&CampaignService::start, id).ok());
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(id).campaign.status, CampaignStatus::Completed, 30'000);
    CallFilter filter;
    filter.text = QStringLiteral("elodie");
    const auto calls =
        ask<Page<Call, AttemptId>>(desk.caller, desk.services.calls, &CallService::page, filter, AttemptId{}, 200);
    QCOMPARE(calls->rows.size(), 1U);
}

void WaitingTargetTest::aHigherSpendLimitLetsTheCampaignGoOn()
{
    WaitingDesk desk;
    desk.topUp(Money::of(100));
    desk.charge(Money::of(1));
    NewCampaign fresh = oneAttemptEach();
    fresh.spendLimit = Money::of(0, 50); // less than the minute that every call sets aside
    const CampaignId id = desk.begun({answering()}, fresh);
    QTRY_VERIFY(desk.overview(id).hold.isWorthTelling());
    const auto limit = [&](Money amount) {
        return ask<Campaign>(desk.caller, desk.services.campaigns, &CampaignService::setSpendLimit, id, amount);
    };
    QCOMPARE(limit(-Money::of(1)).error().pointer, QStringLiteral("#/spend_limit"));
    QCOMPARE(desk.overview(id).stats.attempts, 0);
    QCOMPARE(limit(Money::of(5))->spendLimit, Money::of(5));
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(id).campaign.status, CampaignStatus::Completed, 30'000);
    QCOMPARE(desk.overview(id).stats.attempts, 1);
    QCOMPARE(limit(Money::of(6)).error().code, ErrorCode::Conflict);

    const std::vector<Call> calls = desk.calls();
    QCOMPARE(calls.size(), 1U);
    const Call &call = calls.front();
    QVERIFY(call.metered.has_value());
    QCOMPARE(call.talkSeconds(), *call.metered);
    QCOMPARE(call.cost, desk.overview(id).campaign.spent);
}

void WaitingTargetTest::aScheduledCallLeadsToItsConversation() // B0-25, P-15
{
    WaitingDesk desk;
    const Result<ScheduledCall> placed = desk.place(desk.newCall());
    QVERIFY(placed.ok());
    QTRY_COMPARE_WITH_TIMEOUT(desk.statusOf(placed->id), ScheduledCallStatus::Dispatched, 30'000);
    const auto dials =
        ask<std::vector<Call>>(desk.caller, desk.services.calls, &CallService::ofScheduledCall, placed->id);
    QCOMPARE(dials->size(), 1U);
    const ScheduledCall call = *desk.find(placed->id);
    QVERIFY(!call.conversation.isNull());
    QCOMPARE(dials->front().conversation, call.conversation);
    QCOMPARE(placed->conversation, call.conversation); // it was known before anything was dialled
    QVERIFY(placed->conversation.toString().startsWith(QLatin1StringView("OUT-")));
    QVERIFY(placed->shortId > 0 && call.shortId == placed->shortId);
    QCOMPARE(dials->front().scheduledCall, placed->id);
}

void WaitingTargetTest::aRecurringCampaignHasAZoneAndVariables() // B1-12, B1-15
{
    WaitingDesk desk;
    NewCampaign fresh = oneAttemptEach();
    fresh.recurrence = Recurrence{E164{14155550142}, QStringLiteral("* * * * *"), QString(), WallTime{}};
    fresh.variables = {{QStringLiteral("amount"), QStringLiteral("12.50")}};
    const Result<Campaign> campaign = desk.createCampaign(fresh);
    QVERIFY(campaign.ok());
    QCOMPARE(campaign->recurrence.timezone, QStringLiteral("Asia/Kolkata"));
    QVERIFY(desk.move(&CampaignService::start, campaign->id).ok());
    const auto variables = [&] {
        Connection db(desk.databasePath(), Connection::Access::ReadOnly);
        Rows rows = db.query("SELECT variables FROM scheduled_calls LIMIT 1");
        return rows.next() ? rows.text(0) : QString();
    };
    QTRY_COMPARE(variables(), QStringLiteral(R"({"amount":"12.50"})"));
}

void WaitingTargetTest::aRecurringCampaignTakesNoList()
{
    WaitingDesk desk;
    NewCampaign fresh = oneAttemptEach();
    fresh.recurrence = Recurrence{E164{14155550142}, QStringLiteral("0 9 * * *"), QStringLiteral("UTC"), WallTime{}};
    const CampaignId id = desk.createCampaign(fresh)->id;
    QCOMPARE(desk.append(id, {{E164{14155552000}, "Person", "{}", 1}}).error().code, ErrorCode::Conflict);
    QCOMPARE(desk.import(id, "phone\n+14155552000\n").error().code, ErrorCode::Conflict);
    QVERIFY(desk.targets(id).empty());
}

QTEST_GUILESS_MAIN(WaitingTargetTest)
#include "waiting_target_test.moc"
