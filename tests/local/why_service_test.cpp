// "Why is it not dialling?": one answer for each gate, and the engine does what the answer says.

#include "support/durations.h"
#include "support/why_desk.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

Q_DECLARE_METATYPE(campanile::HoldReason)

namespace {

class GatedDesk : public WhyDesk {
public:
    /// Puts what this reason is about in a campaign's way, or takes it out of it.
    void hold(HoldReason reason, bool held)
    {
        WorkspaceEdit workspace;
        AgentEdit agentEdit;
        PhoneNumberEdit numberEdit;
        switch (reason) {
        case HoldReason::Stopped:
            return held ? stopAll() : release();
        case HoldReason::WorkspaceDisabled:
            workspace.disabled = held;
            return change(workspace);
        case HoldReason::AgentDisabled:
            agentEdit.disabled = held;
            return change(agentEdit);
        case HoldReason::NumberInboundOnly:
            numberEdit.inboundOnly = held;
            return change(numberEdit);
        case HoldReason::NumberUnverified:
            numberEdit.verified = !held;
            return change(numberEdit);
        case HoldReason::NumberNotAssigned:
            QVERIFY(ask<void>(caller, services.numbers,
                              held ? &PhoneNumberService::unassign : &PhoneNumberService::assign, number(), agent())
                        .ok());
            return;
        case HoldReason::OutsideHours:
            workspace.hours = held ? closed.text() : QString();
            return change(workspace);
        case HoldReason::NoCredit:
            return held ? charge(Money::of(1)) : topUp(Money::of(100));
        default:
            QFAIL("The test knows no way to do that.");
        }
    }

    ClosedHours closed;
};

} // namespace

class WhyServiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatHoldsACampaignIsNamedUntilItIsLifted_data();
    void whatHoldsACampaignIsNamedUntilItIsLifted();
    void aOneOffCallHasTheSameGates_data();
    void aOneOffCallHasTheSameGates();
    void allThatStandsInTheWayIsTold();
    void theHoursOfTheCampaignHoldItToo();
    void theSpendLimitHoldsForGood();
    void aNumberCalledLatelyWaitsForItsTurn();
    void aListedNumberIsNeverCalled();
    void aCountryThatIsNotCalledIsNamed();
};

void WhyServiceTest::whatHoldsACampaignIsNamedUntilItIsLifted_data()
{
    QTest::addColumn<HoldReason>("reason");
    QTest::newRow("stopped") << HoldReason::Stopped;
    QTest::newRow("workspace_disabled") << HoldReason::WorkspaceDisabled;
    QTest::newRow("agent_disabled") << HoldReason::AgentDisabled;
    QTest::newRow("number_inbound_only") << HoldReason::NumberInboundOnly;
    QTest::newRow("number_unverified") << HoldReason::NumberUnverified;
    QTest::newRow("number_not_assigned") << HoldReason::NumberNotAssigned;
    QTest::newRow("outside_hours") << HoldReason::OutsideHours;
    QTest::newRow("insufficient_credits") << HoldReason::NoCredit;
}

void WhyServiceTest::whatHoldsACampaignIsNamedUntilItIsLifted() // B0-05, B0-06, B1-48, I-22, T-02, T-14
{
    QFETCH(const HoldReason, reason);
    GatedDesk desk;
    desk.hurry();
    desk.hold(reason, true);
    const CampaignId campaign = desk.begun({answering()});
    QTRY_COMPARE(desk.overview(campaign).stats.of(TargetStatus::Scheduled), 1);

    const Explanation answer = desk.why(campaign);
    QCOMPARE(namesOf(answer), QStringList{QString::fromLatin1(QTest::currentDataTag())});
    QVERIFY2(isInSentences(answer), qPrintable(inEnglish(answer)));
    const WallTime until = reason == HoldReason::OutsideHours ? desk.closed.opensAt() : WallTime{};
    QCOMPARE(answer.gates.front().until, until);
    QCOMPARE(answer.next, until);
    QCOMPARE(desk.why(desk.targets(campaign).front().id), answer); // whoever asks
    QCOMPARE(desk.why(desk.queued().front().id), answer);
    QTRY_COMPARE(inEnglish(desk.overview(campaign).hold), inEnglish(answer)); // and the engine says the same
    QCOMPARE(desk.overview(campaign).stats.attempts, 0);

    desk.hold(reason, false);
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(campaign).stats.of(TargetStatus::Dispatched), 1, 60'000);
}

void WhyServiceTest::aOneOffCallHasTheSameGates_data()
{
    whatHoldsACampaignIsNamedUntilItIsLifted_data();
}

void WhyServiceTest::aOneOffCallHasTheSameGates() // B0-02
{
    QFETCH(const HoldReason, reason);
    GatedDesk desk;
    const WallTime due = WhyDesk::now() + hour;
    const ScheduledCallId call = desk.place(desk.newCall(answering(), due))->id;
    desk.hold(reason, true);
    const Explanation answer = desk.why(call);
    QVERIFY(namesOf(answer).contains(QString::fromLatin1(QTest::currentDataTag())));
    QVERIFY2(isInSentences(answer), qPrintable(inEnglish(answer)));
    QCOMPARE(answer.next, reason == HoldReason::OutsideHours ? desk.closed.opensAt() : WallTime{});
    desk.hold(reason, false);
    QCOMPARE(namesOf(desk.why(call)), QStringList{QString()}); // it is not due yet
    QCOMPARE(desk.why(call).next, due);
}

void WhyServiceTest::allThatStandsInTheWayIsTold()
{
    GatedDesk desk;
    desk.hurry();
    desk.stopAll();
    desk.hold(HoldReason::AgentDisabled, true);
    desk.hold(HoldReason::NoCredit, true);
    const CampaignId campaign = desk.begun({answering()});
    QTRY_COMPARE(desk.overview(campaign).stats.of(TargetStatus::Scheduled), 1);
    QCOMPARE(namesOf(desk.why(campaign)), (QStringList{QStringLiteral("stopped"), QStringLiteral("agent_disabled")}));
    desk.release(); // one is gone, the others hold
    QCOMPARE(namesOf(desk.why(campaign)), QStringList{QStringLiteral("agent_disabled")});
    desk.hold(HoldReason::AgentDisabled, false);
    QCOMPARE(namesOf(desk.why(campaign)), QStringList{QStringLiteral("insufficient_credits")});
    QTRY_COMPARE(inEnglish(desk.overview(campaign).hold), inEnglish(desk.why(campaign)));
    QCOMPARE(desk.overview(campaign).stats.attempts, 0);
    desk.hold(HoldReason::NoCredit, false);
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(campaign).stats.of(TargetStatus::Dispatched), 1, 60'000);
}

void WhyServiceTest::theHoursOfTheCampaignHoldItToo() // B1-48
{
    GatedDesk desk;
    desk.hurry();
    NewCampaign fresh = oneAttemptEach();
    fresh.hours = desk.closed.text();
    const CampaignId campaign = desk.begun({answering()}, fresh);
    QTRY_COMPARE(desk.overview(campaign).stats.of(TargetStatus::Scheduled), 1);
    const Explanation answer = desk.why(campaign);
    QCOMPARE(namesOf(answer), QStringList{QStringLiteral("outside_hours")});
    QCOMPARE(answer.next, desk.closed.opensAt());
    QTRY_COMPARE(inEnglish(desk.overview(campaign).hold), inEnglish(answer));
    const CampaignId open = desk.begun({answering(1)}); // holds back nobody else
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(open).stats.of(TargetStatus::Dispatched), 1, 60'000);
    QCOMPARE(desk.overview(campaign).stats.attempts, 0);
}

void WhyServiceTest::theSpendLimitHoldsForGood()
{
    GatedDesk desk;
    desk.hurry();
    desk.charge(Money::of(1));
    desk.topUp(Money::of(100));
    NewCampaign fresh = oneAttemptEach();
    fresh.spendLimit = Money::of(0, 99);
    const CampaignId campaign = desk.begun({answering()}, fresh);
    QTRY_COMPARE(desk.overview(campaign).stats.of(TargetStatus::Scheduled), 1);
    const Explanation answer = desk.why(campaign);
    QCOMPARE(namesOf(answer), QStringList{QStringLiteral("spend_limit")});
    QVERIFY(isInSentences(answer));
    QCOMPARE(answer.next, WallTime{});
    QTRY_COMPARE(inEnglish(desk.overview(campaign).hold), inEnglish(answer));
    QCOMPARE(desk.overview(campaign).stats.attempts, 0);
}

void WhyServiceTest::aNumberCalledLatelyWaitsForItsTurn()
{
    GatedDesk desk;
    desk.hurry();
    const CampaignId first = desk.begun({answering()});
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(first).campaign.status, CampaignStatus::Completed, 60'000);
    const WallTime until = desk.calls().front().dialledAt + desk.setup.workspace.cooldown;

    const CampaignId second = desk.begun({answering(), answering(1)});
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(second).stats.of(TargetStatus::Dispatched), 1,
                              60'000); // the other one is called at once
    const TargetId waiting = desk.targets(second).front().id;
    const Explanation answer = desk.why(waiting);
    QCOMPARE(namesOf(answer).front(), QStringLiteral("number_ledger"));
    QVERIFY(isInSentences(answer));
    QCOMPARE(answer.gates.front().until, until);
    QCOMPARE(answer.next, until);
    QCOMPARE(desk.overview(second).stats.attempts, 1);

    const ScheduledCallId oneOff = desk.place(desk.newCall())->id; // is not held by the cool-down
    QTRY_COMPARE_WITH_TIMEOUT(desk.statusOf(oneOff), ScheduledCallStatus::Dispatched, 60'000);
}

void WhyServiceTest::aListedNumberIsNeverCalled()
{
    GatedDesk desk;
    desk.hurry();
    const CampaignId campaign = desk.draft({answering()});
    desk.stopAll(); // or the gate is faster than the question
    QVERIFY(desk.move(&CampaignService::start, campaign).ok());
    QTRY_COMPARE(desk.overview(campaign).stats.of(TargetStatus::Scheduled), 1);
    QVERIFY(ask<DoNotCallAddition>(desk.caller, desk.services.doNotCall, &DoNotCallService::add, answering(),
                                   QStringLiteral("api"), QString())
                .ok());
    const TargetId target = desk.targets(campaign).front().id;
    const Explanation answer = desk.why(target);
    QCOMPARE(namesOf(answer), (QStringList{QStringLiteral("stopped"), QString()}));
    QVERIFY(inEnglish(answer.gates.back().obstacle).contains(QStringLiteral("do-not-call")));
    QVERIFY(isInSentences(answer));
    QCOMPARE(answer.next, WallTime{});
    desk.release();
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(campaign).campaign.status, CampaignStatus::Completed, 60'000);
    isFinal(desk.why(target), QStringLiteral("It has failed: blocked."));
    QVERIFY(desk.calls().empty());
}

void WhyServiceTest::aCountryThatIsNotCalledIsNamed()
{
    GatedDesk desk;
    const CampaignId campaign = desk.draft({E164{442079460000}});
    desk.stopAll();
    QVERIFY(desk.move(&CampaignService::start, campaign).ok());
    QTRY_COMPARE(desk.overview(campaign).stats.of(TargetStatus::Scheduled), 1);
    QVERIFY(desk.callOnly({}).ok());
    const TargetId target = desk.targets(campaign).front().id;
    const Explanation answer = desk.why(target);
    QCOMPARE(namesOf(answer), (QStringList{QStringLiteral("stopped"), QString()}));
    QVERIFY(inEnglish(answer.gates.back().obstacle).contains(QStringLiteral("United Kingdom (GB)")));
    QVERIFY(isInSentences(answer));
    desk.release();
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(campaign).campaign.status, CampaignStatus::Completed, 60'000);
    isFinal(desk.why(target), QStringLiteral("It has failed: country_not_allowed."));
    QVERIFY(desk.calls().empty());
}

QTEST_GUILESS_MAIN(WhyServiceTest)
#include "why_service_test.moc"
