// "Why is it not dialling?" about what passes by itself, and about what is over.

#include "support/durations.h"
#include "support/why_desk.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

Q_DECLARE_METATYPE(campanile::HoldReason)

namespace {

} // namespace

class WhyStatesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFullHouseHoldsUntilACallEnds_data();
    void aFullHouseHoldsUntilACallEnds();
    void thePaceSaysWhoseTurnItIs_data();
    void thePaceSaysWhoseTurnItIs();
    void aDraftIsNotHeldByAnyGate();
    void aPausedCampaignIsNotActive();
    void aCampaignThatPausedItselfSaysWhat();
    void aPausedRecurringCampaignStillFires();
    void whatIsOverSaysHowItEnded();
    void aCallSaysWhereItIs();
    void whatDoesNotExistIsNotFound();
    void stopAllShowsBeforeTheNextTurn();
};

void WhyStatesTest::aFullHouseHoldsUntilACallEnds_data()
{
    QTest::addColumn<HoldReason>("reason");
    QTest::newRow("workspace_busy") << HoldReason::WorkspaceBusy;
    QTest::newRow("trunk_busy") << HoldReason::TrunkBusy;
    QTest::newRow("campaign_busy") << HoldReason::CampaignBusy;
}

void WhyStatesTest::aFullHouseHoldsUntilACallEnds() // B0-40
{
    QFETCH(const HoldReason, reason);
    WhyDesk desk;
    NewCampaign fresh = oneAttemptEach();
    fresh.maxConcurrent = reason == HoldReason::CampaignBusy ? 1 : 0;
    desk.setChannels(reason == HoldReason::TrunkBusy ? 1 : 0);
    WorkspaceEdit edit;
    edit.maxConcurrent = reason == HoldReason::WorkspaceBusy ? 1 : 0;
    desk.change(edit);
    const CampaignId campaign = desk.begun({answering(), answering(1)}, fresh);
    QTRY_COMPARE_WITH_TIMEOUT(desk.live().size(), 1U, 60'000);

    const Explanation answer = desk.why(campaign);
    QCOMPARE(namesOf(answer), QStringList{QString::fromLatin1(QTest::currentDataTag())});
    QVERIFY(isInSentences(answer));
    QCOMPARE(answer.next, WallTime{}); // nobody knows how long they talk
    QTRY_COMPARE(inEnglish(desk.overview(campaign).hold), inEnglish(answer));
    QCOMPARE(desk.overview(campaign).stats.attempts, 1);

    QVERIFY(desk.hangUp(desk.live().front().id).ok());
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(campaign).stats.attempts, 2, 60'000);
}

void WhyStatesTest::thePaceSaysWhoseTurnItIs_data()
{
    QTest::addColumn<HoldReason>("reason");
    QTest::newRow("workspace_rate") << HoldReason::WorkspaceRate;
    QTest::newRow("number_rate") << HoldReason::NumberRate;
    QTest::newRow("campaign_rate") << HoldReason::CampaignRate;
}

void WhyStatesTest::thePaceSaysWhoseTurnItIs() // B1-35, B1-36
{
    QFETCH(const HoldReason, reason);
    WhyDesk desk;
    desk.hurry();
    NewCampaign fresh = oneAttemptEach();
    fresh.ratePerMinute = reason == HoldReason::CampaignRate ? 1 : 0;
    WorkspaceEdit workspace;
    workspace.ratePerMinute = reason == HoldReason::WorkspaceRate ? 1 : 0;
    desk.change(workspace);
    PhoneNumberEdit number;
    number.ratePerMinute = reason == HoldReason::NumberRate ? 1 : 0;
    desk.change(number);
    const CampaignId campaign = desk.begun({answering(), answering(1)}, fresh);
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(campaign).stats.of(TargetStatus::Dispatched), 1, 60'000);

    const Explanation answer = desk.why(campaign);
    QCOMPARE(namesOf(answer).last(), QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(isInSentences(answer));
    const WallTime first = desk.calls().front().dialledAt;
    QCOMPARE(answer.gates.back().until, first + minute);
    QVERIFY(answer.next >= first + minute);
    QVERIFY(answer.next < first + minute + Milliseconds(1'000));
    QCOMPARE(desk.overview(campaign).stats.attempts, 1);
}

void WhyStatesTest::aDraftIsNotHeldByAnyGate() // B1-17, B1-37
{
    WhyDesk desk;
    const CampaignId campaign = desk.draft({answering()});
    isFinal(desk.why(campaign), QStringLiteral("The campaign is draft."));
    const Explanation answer = desk.why(desk.targets(campaign).front().id);
    QCOMPARE(namesOf(answer).front(), QStringLiteral("campaign_not_active"));
    QVERIFY(isInSentences(answer));
    QCOMPARE(answer.next, WallTime{});
}

void WhyStatesTest::aPausedCampaignIsNotActive() // B1-37
{
    WhyDesk desk;
    desk.hurry();
    desk.stopAll();
    const CampaignId campaign = desk.begun({answering()});
    QTRY_COMPARE(desk.overview(campaign).stats.of(TargetStatus::Scheduled), 1);
    QVERIFY(desk.move(&CampaignService::pause, campaign).ok());
    desk.release();
    const Explanation answer = desk.why(campaign);
    QCOMPARE(namesOf(answer), QStringList{QStringLiteral("campaign_not_active")});
    QVERIFY(isInSentences(answer));
    QCOMPARE(answer.next, WallTime{});
    QCOMPARE(desk.why(desk.targets(campaign).front().id), answer);
    // Another campaign's call that is due later has been made: the engine was there, and left this one alone.
    const CampaignId other = desk.begun({answering(1)});
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(other).stats.of(TargetStatus::Dispatched), 1, 60'000);
    QCOMPARE(desk.overview(campaign).stats.attempts, 0);
    QVERIFY(desk.move(&CampaignService::resume, campaign).ok());
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(campaign).stats.of(TargetStatus::Dispatched), 1, 60'000);
}

void WhyStatesTest::aCampaignThatPausedItselfSaysWhat()
{
    WhyDesk desk;
    desk.hurry();
    NewCampaign fresh = oneAttemptEach();
    fresh.breaker.run = 3;
    fresh.retry.maxAttempts = 1;
    std::vector<E164> people;
    for (int i = 0; i < 20; ++i) {
        people.push_back(E164{answering(i).digits + 6}); // carrier errors
    }
    fresh.maxConcurrent = 1;
    const CampaignId campaign = desk.begun(people, fresh);
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(campaign).campaign.status, CampaignStatus::Paused, 60'000);
    isFinal(desk.why(campaign), inEnglish(desk.overview(campaign).campaign.pauseReason));
    QVERIFY(desk.overview(campaign).stats.attempts < 20);
}

void WhyStatesTest::aPausedRecurringCampaignStillFires() // B1-17
{
    WhyDesk desk;
    NewCampaign fresh = oneAttemptEach();
    const int inHalfAnHour = (QTime::currentTime().minute() + 30) % 60;
    fresh.recurrence = {answering(), QStringLiteral("%1 * * * *").arg(inHalfAnHour), QStringLiteral("UTC"), {}};
    const CampaignId campaign = desk.createCampaign(fresh)->id;
    QVERIFY(desk.move(&CampaignService::start, campaign).ok());
    QTRY_COMPARE(desk.queued({campaign, {}}).size(), 1U);
    const WallTime due = desk.queued().front().dueAt;
    const auto isNotDue = [&] {
        const Explanation answer = desk.why(campaign);
        QCOMPARE(namesOf(answer), QStringList{QString()});
        QVERIFY(isInSentences(answer));
        QCOMPARE(answer.next, due);
    };
    isNotDue();
    QVERIFY(desk.move(&CampaignService::pause, campaign).ok());
    isNotDue();
    QVERIFY(desk.move(&CampaignService::resume, campaign).ok());
    QVERIFY(desk.move(&CampaignService::pauseWithQueue, campaign).ok());
    QCOMPARE(namesOf(desk.why(campaign)), QStringList{QStringLiteral("campaign_not_active")});
    QCOMPARE(desk.why(campaign).next, WallTime{});
}

void WhyStatesTest::whatIsOverSaysHowItEnded() // B1-32, B1-37
{
    WhyDesk desk;
    desk.hurry();
    NewCampaign once = oneAttemptEach();
    once.retry.maxAttempts = 1;
    const E164 busy{answering(1).digits + 1};
    const CampaignId campaign = desk.draft({answering(), busy, answering(2)}, once);
    QVERIFY(
        ask<TargetRow>(desk.caller, desk.services.targets, &TargetService::skip, desk.targets(campaign)[2].id).ok());
    QVERIFY(desk.move(&CampaignService::start, campaign).ok());
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(campaign).campaign.status, CampaignStatus::Completed, 60'000);
    isFinal(desk.why(campaign), QStringLiteral("The campaign is completed."));
    const std::vector<TargetRow> rows = desk.targets(campaign);
    isFinal(desk.why(rows[0].id), QStringLiteral("It has been answered."));
    isFinal(desk.why(rows[1].id), QStringLiteral("It has failed: busy."));
    isFinal(desk.why(rows[2].id), QStringLiteral("It was skipped."));

    const CampaignId cancelled = desk.draft({answering(3)});
    QVERIFY(desk.move(&CampaignService::cancel, cancelled).ok());
    isFinal(desk.why(cancelled), QStringLiteral("The campaign is cancelled."));
    QTRY_COMPARE(inEnglish(desk.why(desk.targets(cancelled).front().id)), QStringLiteral("It was skipped."));
}

void WhyStatesTest::aCallSaysWhereItIs() // B0-23…B0-27
{
    WhyDesk desk;
    const WallTime due = WhyDesk::now() + hour;
    const ScheduledCallId later = desk.place(desk.newCall(answering(), due))->id;
    const Explanation answer = desk.why(later);
    QCOMPARE(namesOf(answer), QStringList{QString()});
    QCOMPARE(answer.gates.front().until, due);
    QCOMPARE(answer.next, due);
    QVERIFY(isInSentences(answer));
    QVERIFY(ask<ScheduledCall>(desk.caller, desk.services.queue, &QueueService::cancel, later).ok());
    isFinal(desk.why(later), QStringLiteral("It was cancelled before it was dialled."));

    const ScheduledCallId call = desk.place(desk.newCall())->id;
    QTRY_COMPARE_WITH_TIMEOUT(desk.statusOf(call), ScheduledCallStatus::InFlight, 60'000);
    isFinal(desk.why(call), QStringLiteral("It is on the wire now."));
    QVERIFY(desk.hangUp(desk.live().front().id).ok());
    QTRY_COMPARE_WITH_TIMEOUT(desk.statusOf(call), ScheduledCallStatus::Failed, 60'000);
    isFinal(desk.why(call), QStringLiteral("It has failed: cancelled."));

    desk.stopAll();
    NewCall expiring = desk.newCall(answering(1));
    const WallTime expiry = WhyDesk::now() + Milliseconds(1'500);
    expiring.expiresAt = expiry;
    const ScheduledCallId late = desk.place(expiring)->id;
    QTRY_VERIFY(WhyDesk::now() >= expiry);
    desk.release();
    QTRY_COMPARE_WITH_TIMEOUT(desk.statusOf(late), ScheduledCallStatus::Failed, 60'000);
    QVERIFY(inEnglish(desk.why(late)).contains(QStringLiteral("seconds too late")));
    QVERIFY(isInSentences(desk.why(late)));
    QCOMPARE(desk.calls().size(), 1U);
}

void WhyStatesTest::whatDoesNotExistIsNotFound()
{
    WhyDesk desk;
    WhyService &why = desk.services.why;
    QCOMPARE(ask<Explanation>(desk.caller, why, &WhyService::ofCampaign, CampaignId{77}).error().code,
             ErrorCode::NotFound);
    QCOMPARE(ask<Explanation>(desk.caller, why, &WhyService::ofTarget, TargetId{77}).error().code, ErrorCode::NotFound);
    QCOMPARE(ask<Explanation>(desk.caller, why, &WhyService::ofCall, ScheduledCallId{77}).error().code,
             ErrorCode::NotFound);
    QVERIFY(ask<Explanation>(desk.caller, why, &WhyService::ofCall, ScheduledCallId{}).error().message.endsWith(u'.'));
}

/// The lane of this campaign sleeps until its hours begin, so the board would not tell of Stop all before that.
void WhyStatesTest::stopAllShowsBeforeTheNextTurn()
{
    WhyDesk desk;
    NewCampaign closed = oneAttemptEach();
    closed.hours = ClosedHours().text();
    const CampaignId campaign = desk.begun({answering()}, closed);
    QTRY_COMPARE(desk.overview(campaign).hold.reason, HoldReason::OutsideHours);
    desk.stopAll();
    QCOMPARE(desk.overview(campaign).hold.reason, HoldReason::Stopped);
    const CampaignId later = desk.begun({answering(1)}, closed); // started since
    QCOMPARE(desk.overview(later).hold.reason, HoldReason::Stopped);
    desk.release();
    QVERIFY(desk.overview(campaign).hold.reason != HoldReason::Stopped); // at once, too
    QVERIFY(desk.overview(later).hold.reason != HoldReason::Stopped);
}

QTEST_GUILESS_MAIN(WhyStatesTest)
#include "why_states_test.moc"
