// The process dies with calls on their way: a new one goes on with the rest, and dials none of them again before it
// knows that nobody heard it.

#include "core/random.h"
#include "support/durations.h"
#include "support/manual_world.h"
#include "support/most_in_a_minute.h"
#include "support/simulated_world.h"

#include <QTest>

#include <map>
#include <set>

using namespace campanile;
using namespace campanile::test;

class RestartTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNewProcessGoesOnWhereTheLastOneEnded();
    void nobodyIsCalledTwiceHoweverOftenTheProcessDies();
    void aNewProcessNeverDialsAnOpenAttemptAgainByItself();

    void aVerdictThatItNeverArrivedGivesTheAttemptBack();
    void whatIsGivenBackIsAsLateAsItWas();
    void aVerdictThatItArrivedIsRecorded();
    void aCallThatWasAnsweredBeforeTheCrashIsNotCalledNotSent();
    void aCallThatRangBeforeTheCrashIsNotTakenForNeverSent();
    void withoutAVerdictTheOutcomeIsUnknownAfterFifteenMinutes();
    void aCarrierThatNeverAnswersIsNotWaitedFor();

    void callsBeingResolvedDoNotHoldBackOthers();
    void callsBeingResolvedDoNotUseUpTheCampaignsCalls();
    void aCampaignCancelledBeforeTheCrashSkipsWhatWasNeverSent();
};

void RestartTest::aNewProcessGoesOnWhereTheLastOneEnded()
{
    SimulatedWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 60});
    world.addTargets(campaign.id, 20); // all of them in the queue by the first pass
    world.begin();
    QVERIFY(world.life->runUntil([&] { return world.dials.size() == 5; }));
    bool drained = false;
    world.life->engine.drain(minute * 5, [&drained] { drained = true; });
    QVERIFY(world.life->runUntil([&drained] { return drained; }));
    QCOMPARE(world.stats(campaign.id).inFlight, 0); // nothing is left open that would set the new process going
    world.restart();
    QVERIFY(world.runToEnd(campaign.id, hour));
    QCOMPARE(world.dials.size(), 20U);
}

void RestartTest::nobodyIsCalledTwiceHoweverOftenTheProcessDies()
{
    SimulatedWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 120});
    world.addTargets(campaign.id, 300);
    world.begin();
    Random random(7);
    int lives = 1;
    while (!isTerminal(world.status(campaign.id)) && lives < 60) {
        const std::size_t until = world.dials.size() + 1 + random.below(15);
        const bool more = world.life->runUntil(
            [&] { return world.dials.size() >= until || isTerminal(world.status(campaign.id)); }, hour);
        if (more && !isTerminal(world.status(campaign.id))) {
            world.restart();
            ++lives;
        }
    }
    QVERIFY(lives > 20);
    QVERIFY(world.runToEnd(campaign.id));
    // Dials of one attempt are counted by the attempt: the carrier says "never" of what died before it rang, and that
    // is a new attempt. What rang or was answered must not ring again.
    std::set<AttemptId> attempts;
    std::map<E164, int> heard;
    for (const Dialled &dial : world.dials) {
        QVERIFY(attempts.insert(dial.attempt).second);
        const Attempt attempt = AttemptStore(world.db).find(dial.attempt).value();
        QCOMPARE(attempt.state, AttemptState::Ended);
        if (attempt.endReason != EndReason::NotSent) {
            ++heard[dial.to];
        }
    }
    QCOMPARE(heard.size(), 300U); // nobody is lost
    for (const auto &[to, times] : heard) {
        QVERIFY2(times == 1, qPrintable(to.toString()));
    }
    QVERIFY(mostInAMinute(world.times()) <= 120);
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
}

void RestartTest::aNewProcessNeverDialsAnOpenAttemptAgainByItself()
{
    ManualWorld world;
    const Campaign campaign = world.addCampaign({.retry = {.maxAttempts = 5}});
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 4);
    world.begin(campaign.id);
    QCOMPARE(world.script.dials.size(), 4U);
    const std::vector<Dialled> before = world.script.dials;
    world.carrier().ring(before[1].attempt);
    world.carrier().ring(before[2].attempt);
    world.carrier().answer(before[2].attempt);
    world.carrier().end(before[3].attempt, EndReason::Declined);
    world.life->runFor(second);
    world.script.verdict = [](const Attempt &) { return Inquiry{Inquiry::Answer::CannotSay, {}}; };

    world.restart();
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(world.attempt(before[static_cast<std::size_t>(i)].attempt).state, AttemptState::Resolving);
    }
    QCOMPARE(world.attempt(before[3].attempt).state, AttemptState::Ended);
    world.life->runFor(hour * 48);
    QCOMPARE(world.script.dials, before);
}

void RestartTest::aVerdictThatItNeverArrivedGivesTheAttemptBack()
{
    ManualWorld world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 1);
    world.begin(campaign.id);
    const AttemptId first = world.script.dials.at(0).attempt;
    world.script.verdict = [](const Attempt &) { return Inquiry{Inquiry::Answer::Never, {}}; };
    world.restart();
    world.life->runFor(minute);
    QCOMPARE(world.attempt(first).endReason, std::optional(EndReason::NotSent));
    QCOMPARE(world.script.dials.size(), 2U); // nobody heard the first
    QCOMPARE(world.script.dials[1].n, 1);    // and it costs nothing of the budget
    QVERIFY(world.script.dials[1].callId != world.script.dials[0].callId);
}

void RestartTest::whatIsGivenBackIsAsLateAsItWas()
{
    ManualWorld world;
    world.script.verdict = [](const Attempt &) { return Inquiry{Inquiry::Answer::Never, {}}; };
    const ScheduledCallId id = world.place(oneOffCall(world, E164{14155552000}));
    world.life->runFor(second);
    for (int outage = 1; outage <= 2; ++outage) {
        world.restart(minute * 25);
        world.life->runFor(minute);
        QCOMPARE(world.script.dials.size(), static_cast<std::size_t>(1 + outage));
    }
    world.restart(minute * 25); // 75 minutes after it was due; an hour is the grace of a one-off call
    world.life->runFor(minute);
    QCOMPARE(world.script.dials.size(), 3U);
    QCOMPARE(world.row(id).status, ScheduledCallStatus::Failed);
    QCOMPARE(world.row(id).lastError, EndReason::Missed);
}

void RestartTest::aVerdictThatItArrivedIsRecorded()
{
    ManualWorld world;
    const Campaign campaign = world.addCampaign({.retry = {.maxAttempts = 1}});
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 2);
    world.begin(campaign.id);
    const AttemptId first = world.script.dials.at(0).attempt;
    const AttemptId second = world.script.dials.at(1).attempt;
    world.script.verdict = [first](const Attempt &attempt) {
        return Inquiry{Inquiry::Answer::Known, attempt.id == first ? EndReason::Busy : EndReason::CalleeHangup};
    };
    world.restart();
    QVERIFY(world.life->runUntil([&] { return isTerminal(world.status(campaign.id)); }));
    QCOMPARE(world.attempt(first).endReason, std::optional(EndReason::Busy));
    QCOMPARE(world.attempt(second).endReason, std::optional(EndReason::CalleeHangup));
    QCOMPARE(world.target(targets[0]).status, TargetStatus::Failed);
    QCOMPARE(world.target(targets[1]).status, TargetStatus::Dispatched);
    QCOMPARE(world.script.dials.size(), 2U);
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
}

void RestartTest::aCallThatWasAnsweredBeforeTheCrashIsNotCalledNotSent()
{
    ManualWorld world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 1);
    world.begin(campaign.id);
    const AttemptId attempt = world.script.dials.at(0).attempt;
    world.carrier().answer(attempt);
    world.life->runFor(second);
    // What the simulated carrier says of every call that died with its process.
    world.script.verdict = [](const Attempt &) { return Inquiry{Inquiry::Answer::Never, EndReason::NotSent}; };
    world.restart();
    QVERIFY(world.life->runUntil([&] { return world.attempt(attempt).state == AttemptState::Ended; }));
    QVERIFY(world.attempt(attempt).endReason != EndReason::NotSent);
    QCOMPARE(world.target(targets[0]).status, TargetStatus::Dispatched);
    world.life->runFor(hour);
    QCOMPARE(world.script.dials.size(), 1U);
}

void RestartTest::aCallThatRangBeforeTheCrashIsNotTakenForNeverSent()
{
    ManualWorld world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 1);
    world.begin(campaign.id);
    const AttemptId attempt = world.script.dials.at(0).attempt;
    world.carrier().ring(attempt);
    world.life->runFor(second);
    world.script.verdict = [](const Attempt &) { return Inquiry{Inquiry::Answer::Never, EndReason::NotSent}; };
    world.restart();
    QVERIFY(world.life->runUntil([&] { return world.attempt(attempt).state == AttemptState::Ended; }));
    QVERIFY(world.attempt(attempt).endReason != EndReason::NotSent);
    world.life->runFor(hour * 2);
    QCOMPARE(world.script.dials.size(), 1U); // the one attempt there is has rung
}

void RestartTest::withoutAVerdictTheOutcomeIsUnknownAfterFifteenMinutes()
{
    ManualWorld world;
    const Campaign campaign = world.addCampaign({.retry = {.maxAttempts = 5}});
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 1);
    world.begin(campaign.id);
    const AttemptId attempt = world.script.dials.at(0).attempt;
    world.script.verdict = [](const Attempt &) { return Inquiry{Inquiry::Answer::CannotSay, {}}; };
    world.restart();
    world.life->runFor(minute * 14);
    QCOMPARE(world.attempt(attempt).state, AttemptState::Resolving);
    QVERIFY(world.script.inquiries > 10); // it keeps asking
    world.life->runFor(minute * 2);
    QCOMPARE(world.attempt(attempt).endReason, std::optional(EndReason::OutcomeUnknown));
    QCOMPARE(world.target(targets[0]).status, TargetStatus::Failed);
    QCOMPARE(world.target(targets[0]).lastOutcome, std::optional(EndReason::OutcomeUnknown));
    world.life->runFor(hour * 48);
    QCOMPARE(world.script.dials.size(), 1U); // unknown is never retried
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
}

void RestartTest::aCarrierThatNeverAnswersIsNotWaitedFor()
{
    ManualWorld world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 1);
    world.begin(campaign.id);
    const AttemptId attempt = world.script.dials.at(0).attempt;
    world.script.answersInquiries = false;
    world.restart();
    world.life->runFor(minute * 14);
    QCOMPARE(world.attempt(attempt).state, AttemptState::Resolving);
    world.life->runFor(minute * 2);
    QCOMPARE(world.attempt(attempt).endReason, std::optional(EndReason::OutcomeUnknown));
}

void RestartTest::callsBeingResolvedDoNotHoldBackOthers()
{
    ManualWorld world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 2);
    Trunk trunk = world.trunk;
    trunk.maxChannels = 1;
    world.save(trunk);
    world.begin(campaign.id);
    QCOMPARE(world.script.dials.size(), 1U);
    world.restart(); // the carrier cannot say
    world.life->runFor(minute);
    QCOMPARE(world.script.dials.size(), 2U); // other rows go on at once
    QVERIFY(world.script.dials[0].to != world.script.dials[1].to);
}

void RestartTest::callsBeingResolvedDoNotUseUpTheCampaignsCalls()
{
    ManualWorld world;
    const Campaign campaign = world.addCampaign({.maxConcurrent = 1});
    world.addTargets(campaign.id, 2);
    world.begin(campaign.id);
    QCOMPARE(world.script.dials.size(), 1U);
    world.restart(); // the carrier cannot say
    world.life->runFor(minute);
    QCOMPARE(world.script.dials.size(), 2U); // as with the trunk's channels: nothing of it is on the wire
}

void RestartTest::aCampaignCancelledBeforeTheCrashSkipsWhatWasNeverSent()
{
    ManualWorld world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 1);
    world.begin(campaign.id);
    world.life->move(campaign.id, CampaignStatus::Cancelled);
    world.life->runFor(second);
    world.script.verdict = [](const Attempt &) { return Inquiry{Inquiry::Answer::Never, {}}; };
    world.restart();
    world.life->runFor(hour);
    QCOMPARE(world.script.dials.size(), 1U);
    QCOMPARE(world.target(targets[0]).status, TargetStatus::Skipped);
}

QTEST_GUILESS_MAIN(RestartTest)
#include "restart_test.moc"
