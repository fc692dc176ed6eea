// The checker: clean evidence is clean, and every kind of tampering is named by the promise it breaks.

#include "simulation/checker/index.h"
#include "simulation/evidence.h"

#include <QTest>

using namespace campanile;
using namespace campanile::simulation;

class SimulationCheckerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanEvidenceIsClean();
    void aSecondCallIdForAnIntent();
    void aFurtherCallAfterAnAnswer();
    void aFurtherCallWhileTheFirstGoesOn();
    void moreAttemptsThanAllowed();
    void anInviteSentTwice();
    void anInviteWithoutItsIntent();
    void anInviteLongAfterItsIntent();
    void anInviteThatIsNotInTheJournal();
    void anInviteOfADeadLife();
    void anOutcomeWithoutItsInvite();
    void aNotSentThatWasSent();
    void anotherOutcomeThanTheCarriers();
    void aTalkThatWasCutShortWithinItsMinute();
    void aMissingTarget();
    void halfAListThatNobodyAnsweredFor();
    void aRowThatStaysInFlight();
    void aPendingRowWithoutADueTime();
    void oneCallTooManyInAMinute();
    void theMinuteIsHalfOpen();
    void aCallOutOfHours();
    void theHoursFollowTheZone();
    void aCallToSomebodyWhoAskedNotTo();
    void aLegThatNeverEnds();
    void aLegThatOutlivesItsProcess();
    void theSameNumberInsideItsCoolDown();
    void aRetryTooEarly();
    void aCallAfterAPause();
    void aBreakerThatTripsForNothing();
    void aBreakerThatTripsLateOrNever();
    void aCounterThatDrifted();
    void aDamagedFile();
};

void SimulationCheckerTest::cleanEvidenceIsClean()
{
    Evidence evidence;
    evidence.call(1, 0, EndReason::CalleeHangup);
    evidence.call(2, 30, EndReason::Declined);
    evidence.call(3, 60, EndReason::Busy);
    const Violations violations = checkEverything(evidence.settled());
    QVERIFY2(violations.empty(), inWords(violations).constData());
}

void SimulationCheckerTest::aSecondCallIdForAnIntent()
{
    Evidence evidence;
    evidence.call(1, 0, EndReason::CalleeHangup);
    LoggedCall again = evidence.truth.log[0];
    again.callId += "-again";
    again.at = at(5'000);
    again.wall = again.wall + Milliseconds(1);
    evidence.truth.log.push_back(again);
    const Truth truth = evidence.settled();
    const Violations violations = checkOneCallId(truth, Index(truth));
    QCOMPARE(violations.size(), 1U);
}

void SimulationCheckerTest::aFurtherCallAfterAnAnswer()
{
    Evidence evidence;
    evidence.call(1, 0, EndReason::CalleeHangup);
    evidence.attempt(1, 2, 400, EndReason::CalleeHangup);
    breaksOnly(Promise::OneCallId, evidence);
}

void SimulationCheckerTest::aFurtherCallWhileTheFirstGoesOn()
{
    Evidence evidence;
    evidence.truth.log.reserve(2);
    evidence.call(1, 0, EndReason::Busy);
    evidence.attempt(1, 2, 400, EndReason::Busy);
    evidence.truth.log[0].endedAt = at(401);
    breaksOnly(Promise::OneCallId, evidence);
}

void SimulationCheckerTest::moreAttemptsThanAllowed()
{
    Evidence evidence;
    evidence.call(1, 0, EndReason::Busy);
    evidence.attempt(1, 2, 400, EndReason::Busy);
    evidence.attempt(1, 3, 900, EndReason::Busy);
    breaksOnly(Promise::OneCallId, evidence);
}

void SimulationCheckerTest::anInviteSentTwice()
{
    Evidence evidence;
    evidence.truth.plan.workspaces[{}].cooldown = Milliseconds(0);
    evidence.truth.plan.campaigns[campaign].retryDelay = Milliseconds(0);
    evidence.call(1, 0, EndReason::CalleeHangup);
    evidence.truth.log.push_back(evidence.truth.log[0]);
    breaksOnly(Promise::OneInvite, evidence);
}

void SimulationCheckerTest::anInviteWithoutItsIntent()
{
    Evidence evidence;
    LoggedCall stray = evidence.truth.log[evidence.call(1, 0, EndReason::CalleeHangup)];
    stray.attempt = AttemptId{999};
    stray.callId = "att_999@test";
    stray.at = at(5'000);
    evidence.truth.log.push_back(stray);
    breaksOnly(Promise::IntentFirst, evidence);
}

void SimulationCheckerTest::anInviteLongAfterItsIntent()
{
    Evidence evidence;
    evidence.call(1, 100, EndReason::CalleeHangup);
    evidence.truth.database.attempts[0].intentAt = start;
    breaksOnly(Promise::IntentFirst, evidence);
    evidence.truth.plan.steps = {{at(95), Milliseconds(100'000)}}; // unless somebody had just set the clock
    QVERIFY(checkEverything(evidence.settled()).empty());
}

void SimulationCheckerTest::anInviteThatIsNotInTheJournal()
{
    Evidence evidence;
    evidence.call(1, 0, EndReason::CalleeHangup);
    evidence.truth.journal.clear();
    breaksOnly(Promise::IntentFirst, evidence);
}

void SimulationCheckerTest::anInviteOfADeadLife()
{
    Evidence evidence;
    evidence.call(1, 100, EndReason::CalleeHangup);
    evidence.truth.plan.lives = {{1, at(0), at(50)}, {2, at(60), std::nullopt}};
    breaksOnly(Promise::IntentFirst, evidence);
}

void SimulationCheckerTest::anOutcomeWithoutItsInvite()
{
    Evidence evidence;
    evidence.call(1, 0, EndReason::CalleeHangup);
    evidence.truth.log.clear();
    breaksOnly(Promise::InviteBehind, evidence);
}

void SimulationCheckerTest::aNotSentThatWasSent()
{
    Evidence evidence;
    evidence.call(1, 0, EndReason::Busy);
    evidence.truth.database.attempts[0].reason = EndReason::NotSent;
    breaksOnly(Promise::InviteBehind, evidence);
}

void SimulationCheckerTest::anotherOutcomeThanTheCarriers()
{
    Evidence evidence;
    evidence.call(1, 0, EndReason::Busy);
    evidence.truth.log[0].reason = EndReason::NoAnswer;
    breaksOnly(Promise::InviteBehind, evidence);
}

void SimulationCheckerTest::aTalkThatWasCutShortWithinItsMinute()
{
    Evidence evidence;
    LoggedCall &call = evidence.truth.log[evidence.call(1, 0, EndReason::AgentHangup)];
    call.by = EndedBy::Us;
    call.endedAt = *call.answeredAt + Milliseconds(90'000);
    AttemptRow &row = evidence.truth.database.attempts[0];
    row.reason = EndReason::InsufficientCredits;
    row.reserved = Money::of(1);
    evidence.truth.database.targets[0].lastOutcome = EndReason::InsufficientCredits;
    QCOMPARE(inWords(checkEverything(evidence.settled())), QByteArray());
    call.endedAt = *call.answeredAt + Milliseconds(40'000);
    breaksOnly(Promise::InviteBehind, evidence);
}

void SimulationCheckerTest::aMissingTarget()
{
    Evidence evidence;
    evidence.call(1, 0, EndReason::Busy);
    evidence.truth.plan.lists[0].numbers.push_back(E164{12'999'999'999});
    breaksOnly(Promise::NobodyLost, evidence);
}

void SimulationCheckerTest::halfAListThatNobodyAnsweredFor()
{
    Evidence evidence;
    evidence.call(1, 0, EndReason::Busy);
    evidence.truth.plan.lists[0].accepted = false;
    QVERIFY(checkEverything(evidence.settled()).empty()); // all of it
    evidence.truth.plan.lists[0].numbers.push_back(E164{12'999'999'999});
    breaksOnly(Promise::NobodyLost, evidence);
}

void SimulationCheckerTest::aRowThatStaysInFlight()
{
    Evidence evidence;
    evidence.call(1, 0, EndReason::Busy);
    evidence.truth.database.targets[0].status = TargetStatus::Scheduled;
    evidence.truth.database.calls[0].status = ScheduledCallStatus::InFlight;
    evidence.truth.database.attempts[0].state = AttemptState::Ringing;
    breaksOnly(Promise::NobodyLost, evidence);
}

void SimulationCheckerTest::aPendingRowWithoutADueTime()
{
    Evidence evidence;
    evidence.call(1, 0, EndReason::Busy);
    evidence.truth.database.targets[0].status = TargetStatus::Scheduled;
    evidence.truth.database.calls[0].status = ScheduledCallStatus::Pending;
    evidence.truth.database.calls[0].dueAt = {};
    breaksOnly(Promise::NobodyLost, evidence);
}

void SimulationCheckerTest::oneCallTooManyInAMinute()
{
    Evidence evidence;
    evidence.call(1, 0, EndReason::Busy);
    evidence.call(2, 30, EndReason::Busy);
    evidence.call(3, 59, EndReason::Busy);
    breaksOnly(Promise::Rates, evidence);
}

void SimulationCheckerTest::theMinuteIsHalfOpen()
{
    Evidence evidence;
    evidence.call(1, 0, EndReason::Busy);
    evidence.call(2, 30, EndReason::Busy);
    evidence.call(3, 60, EndReason::Busy);
    QVERIFY(checkEverything(evidence.settled()).empty());
}

void SimulationCheckerTest::aCallOutOfHours()
{
    Evidence evidence;
    evidence.call(1, 0, EndReason::Busy); // Monday, 09:00Z
    HoursRule rule;
    rule.fromMinute = 9 * 60;
    rule.toMinute = 10 * 60;
    evidence.truth.plan.hours = {rule};
    QVERIFY(checkEverything(evidence.settled()).empty());
    evidence.truth.plan.hours[0].days = 0x7e; // all but Monday
    breaksOnly(Promise::CallingHours, evidence);
}

void SimulationCheckerTest::theHoursFollowTheZone()
{
    HoursRule rule;
    rule.fromMinute = 9 * 60;
    rule.toMinute = 10 * 60;
    rule.zone = {{WallTime{0}, -300}, {start, -240}};
    QVERIFY(!rule.isOpen(start));
    QVERIFY(rule.isOpen(start + Milliseconds(4 * 3'600'000)));
    QVERIFY(!rule.isOpen(start + Milliseconds(5 * 3'600'000)));
    QVERIFY(rule.isOpen(start - Milliseconds(24 * 3'600'000) + Milliseconds(5 * 3'600'000))); // the day before
}

void SimulationCheckerTest::aCallToSomebodyWhoAskedNotTo()
{
    Evidence evidence;
    evidence.call(1, 100, EndReason::Busy);
    evidence.truth.plan.suppressed = {{E164{12'000'000'001}, at(99)}};
    QVERIFY(checkEverything(evidence.settled()).empty()); // on its way already
    evidence.truth.plan.suppressed = {{E164{12'000'000'001}, at(98)}};
    breaksOnly(Promise::Suppression, evidence);
}

void SimulationCheckerTest::aLegThatNeverEnds()
{
    Evidence evidence;
    evidence.call(1, 0, EndReason::CalleeHangup);
    evidence.truth.log[0].endedAt.reset();
    const auto found = [&evidence] {
        const Truth truth = evidence.settled();
        return checkLegsEnd(truth, Index(truth));
    };
    QVERIFY(!found().empty());
    evidence.truth.plan.end = at(200); // it may still talk
    QVERIFY(found().empty());
}

void SimulationCheckerTest::aLegThatOutlivesItsProcess()
{
    Evidence evidence;
    evidence.call(1, 0, EndReason::CalleeHangup);
    evidence.truth.plan.lives = {{1, at(0), at(50)}, {2, at(60), std::nullopt}};
    evidence.truth.log[0].endedAt = at(140);
    QVERIFY(checkEverything(evidence.settled()).empty());
    evidence.truth.log[0].endedAt = at(150);
    breaksOnly(Promise::LegsEnd, evidence);
}

void SimulationCheckerTest::theSameNumberInsideItsCoolDown()
{
    Evidence evidence;
    evidence.call(1, 0, EndReason::Busy);
    evidence.call(2, 600, EndReason::Busy);
    evidence.truth.log[1].to = evidence.truth.log[0].to;
    evidence.truth.database.attempts[1].to = evidence.truth.log[0].to;
    breaksOnly(Promise::NumberLedger, evidence);
    evidence.truth.log[1].wall = evidence.truth.log[1].wall + Milliseconds(3'600'000); // by a clock that was set
    evidence.truth.database.attempts[1].intentAt = evidence.truth.log[1].wall;
    breaksOnly(Promise::NumberLedger, evidence);
}

void SimulationCheckerTest::aRetryTooEarly()
{
    Evidence evidence;
    evidence.call(1, 0, EndReason::Busy);
    evidence.attempt(1, 2, 58, EndReason::Busy);
    breaksOnly(Promise::NumberLedger, evidence);
}

void SimulationCheckerTest::aCallAfterAPause()
{
    Evidence evidence;
    evidence.call(1, 100, EndReason::Busy);
    evidence.truth.plan.silences = {{campaign, at(98), at(200), "the campaign is paused"}};
    breaksOnly(Promise::SilenceIsSilence, evidence);
    evidence.truth.plan.silences[0].campaign = CampaignId{8}; // another one
    QVERIFY(checkEverything(evidence.settled()).empty());
}

void SimulationCheckerTest::aBreakerThatTripsForNothing()
{
    Evidence evidence;
    evidence.call(1, 0, EndReason::CalleeHangup);
    evidence.truth.plan.breakers[campaign] = {.trips = false};
    evidence.truth.database.campaigns[0].status = CampaignStatus::Completed;
    isClean(evidence);
    evidence.truth.database.campaigns[0].status = CampaignStatus::Paused;
    breaksOnly(Promise::Breakers, evidence);
}

void SimulationCheckerTest::aBreakerThatTripsLateOrNever()
{
    Evidence evidence;
    evidence.call(1, 0, EndReason::CarrierError);
    evidence.call(2, 30, EndReason::CarrierError);
    evidence.truth.plan.breakers[campaign] = {.trips = true, .withinDials = 2};
    evidence.truth.database.campaigns[0].status = CampaignStatus::Paused;
    isClean(evidence);
    evidence.call(3, 60, EndReason::CarrierError);
    breaksOnly(Promise::Breakers, evidence); // one too many
    evidence.truth.plan.breakers[campaign].withinDials = 3;
    isClean(evidence);
    evidence.truth.database.campaigns[0].status = CampaignStatus::Completed;
    breaksOnly(Promise::Breakers, evidence);
}

void SimulationCheckerTest::aCounterThatDrifted()
{
    Evidence evidence;
    evidence.call(1, 0, EndReason::Busy);
    Truth truth = evidence.settled();
    ++truth.database.counters[{campaign, 2, 0}];
    const Violations violations = checkEverything(truth);
    QCOMPARE(violations.size(), 1U);
    QCOMPARE(violations[0].promise, Promise::SoundDatabase);
}

void SimulationCheckerTest::aDamagedFile()
{
    Evidence evidence;
    evidence.truth.database.integrity = "row 3 missing from index";
    breaksOnly(Promise::SoundDatabase, evidence);
}

QTEST_GUILESS_MAIN(SimulationCheckerTest)
#include "simulation_checker_test.moc"
