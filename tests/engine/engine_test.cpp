// Engine: whole campaigns on virtual time, from the first dial to the last outcome, over pauses, faults and crashes.

#include "core/random.h"
#include "storage/import_store.h"
#include "support/engine_world.h"
#include "support/most_in_a_minute.h"

#include <QFile>
#include <QTest>

#include <set>

using namespace campanile;
using namespace campanile::test;

namespace {

constexpr Milliseconds second{1'000};
constexpr Milliseconds minute{60'000};
constexpr Milliseconds hour{60 * 60'000};

/// A database with an engine whose simulated calls are watched, over as many lives as it takes.
class SimulatedWorld : public TestDatabase {
public:
    std::vector<Dialled> dials;
    std::unique_ptr<EngineLife> life;

    void begin()
    {
        life =
            std::make_unique<EngineLife>(*this, [this](const Trunk &given, EventLoop &loop, CarrierListener &listener) {
                return std::make_unique<WatchedCarrier>(loop, listener, given.simulation, dials);
            });
    }
    /// The process dies where it stands, and a new one comes up.
    void restart()
    {
        life.reset();
        generation = EngineStore(db).beginGeneration();
        begin();
    }
    [[nodiscard]] CampaignStatus status(CampaignId campaign) { return CampaignStore(db).find(campaign)->status; }
    bool runToEnd(CampaignId campaign, Milliseconds limit = hour * 100)
    {
        return life->runUntil([&] { return isTerminal(status(campaign)); }, limit);
    }
    [[nodiscard]] std::vector<WallTime> times() const
    {
        std::vector<WallTime> all;
        for (const Dialled &dial : dials) {
            all.push_back(dial.at);
        }
        return all;
    }
};

/// A database with an engine whose calls the test makes ring, answer and end.
class ManualWorld : public TestDatabase {
public:
    ManualCarrier::Script script;
    std::unique_ptr<EngineLife> life = std::make_unique<EngineLife>(*this, script);

    void restart()
    {
        life.reset();
        generation = EngineStore(db).beginGeneration();
        life = std::make_unique<EngineLife>(*this, script);
    }
    [[nodiscard]] CampaignStatus status(CampaignId campaign) { return CampaignStore(db).find(campaign)->status; }
    void begin(CampaignId campaign)
    {
        life->engine.campaignChanged(campaign);
        life->runFor(second);
    }
    ManualCarrier &carrier() { return *script.carrier; }
    [[nodiscard]] int dialsTo(E164 to) const
    {
        return static_cast<int>(std::count_if(script.dials.begin(), script.dials.end(),
                                              [&](const Dialled &dial) { return dial.to == to; }));
    }
    [[nodiscard]] AttemptState stateOf(AttemptId attempt) { return AttemptStore(db).find(attempt)->state; }
    [[nodiscard]] std::optional<EndReason> endOf(AttemptId attempt)
    {
        return AttemptStore(db).find(attempt)->endReason;
    }
};

} // namespace

class EngineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCampaignOfTwoThousandCallsEverybodyOnce();
    void retriesGoOutUntilTheBudgetEnds();
    void pauseStopsNewDialsAndCallsInFlightFinish();
    void cancelSkipsTheRestAndCallsInFlightFinish();
    void cancelOfALargeCampaignIsFinishedByTheNextProcess();
    void aSkippedTargetIsNeverDialled();
    void appendedTargetsAreDialled();
    void anEmptyListCompletesWhenItsLastTargetIsSkipped();
    void aNewProcessGoesOnWhereTheLastOneEnded();
    void aNewProcessNeverDialsAnOpenAttemptAgainByItself();
    void aVerdictThatItNeverArrivedGivesTheAttemptBack();
    void aVerdictThatItArrivedIsRecorded();
    void aCallThatWasAnsweredBeforeTheCrashIsNotCalledNotSent();
    void aCallThatRangBeforeTheCrashIsNotTakenForNeverSent();
    void withoutAVerdictTheOutcomeIsUnknownAfterFifteenMinutes();
    void aCarrierThatNeverAnswersIsNotWaitedFor();
    void callsBeingResolvedDoNotHoldBackOthers();
    void callsBeingResolvedDoNotUseUpTheCampaignsCalls();
    void aCampaignCancelledBeforeTheCrashSkipsWhatWasNeverSent();
    void nobodyIsCalledTwiceHoweverOftenTheProcessDies();
    void theSameSeedGivesTheSameDials();
    void theRateHoldsInEveryMinuteOverRestarts();
    void twoCampaignsOnOneNumberShareItEvenly();
    void twoCampaignsOnOneChannelShareItEvenly();
    void aFullTrunkGoesOnWhenACallEnds();
    void stopAllStopsAtOnceAndReleaseGoesOn();
    void stopAllHoldsOverARestart();
    void permitsOnTheirWayWhenStopAllComesAreNotUsed();
    void nothingIsDialledWhileOutcomesCannotBeWritten();
    void aGateThatFailedDoesNotGoOnWhileOutcomesCannotBeWritten();
    void noOutcomeIsLostWhileTheDiskIsFull();
    void aGateThatCannotWriteDialsNobodyAndGoesOnLater();
    void aJournalThatCannotBeWrittenIsTriedOnceASecond();
    void withoutACarrierNobodyLosesAnAttempt();
    void anotherProcessThatTookOverEndsAllDialling();
    void hangUpEndsACall();
    void drainWaitsForCallsThenHangsUp();
    void anUnfinishedImportIsUndoneAtTheStart();
    void theChangeFeedTellsOfEveryCall();
};

void EngineTest::aCampaignOfTwoThousandCallsEverybodyOnce() // B1-03, B1-24, B1-37
{
    SimulatedWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 300});
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 2'000);
    world.begin();
    QVERIFY(world.runToEnd(campaign.id));
    QCOMPARE(world.status(campaign.id), CampaignStatus::Completed);

    std::set<E164> called;
    for (const Dialled &dial : world.dials) {
        QVERIFY2(called.insert(dial.to).second, qPrintable(dial.to.toString()));
    }
    QCOMPARE(called.size(), 2'000U);
    for (const TargetId id : targets) {
        QVERIFY(isTerminal(world.target(id).status));
        QCOMPARE(world.target(id).attempts, 1);
    }
    const CampaignStats stats = world.stats(campaign.id);
    QCOMPARE(stats, world.recount(campaign.id));
    QCOMPARE(stats.attempts, 2'000);
    QCOMPARE(stats.inFlight, 0);
    QVERIFY(stats.of(TargetStatus::Dispatched) > 1'000); // by the usual rates two thirds answer
    QVERIFY(stats.of(TargetStatus::Failed) > 300);
    QCOMPARE(world.events(EventType::CampaignCompleted, campaign.id), 1);
    QCOMPARE(world.events(EventType::ScheduledCallCreated, campaign.id), 2'000); // B1-39
    QVERIFY(mostInAMinute(world.times()) <= 300);
    // B1-27: 2,000 at 300 a minute take some seven minutes, not more.
    QVERIFY(world.dials.back().at.ms - world.dials.front().at.ms < 7 * minute.count());
}

void EngineTest::retriesGoOutUntilTheBudgetEnds() // B1-25
{
    SimulatedWorld world;
    const Campaign campaign = world.addCampaign({.retry = {.maxAttempts = 3, .delay = minute}});
    world.addTargets(campaign.id, 10, E164{14155550000}); // the reserved endings, each once
    world.begin();
    QVERIFY(world.runToEnd(campaign.id));
    std::map<std::int64_t, int> dials;
    for (const Dialled &dial : world.dials) {
        ++dials[dial.to.digits % 10];
    }
    const std::map<std::int64_t, int> expected = {{0, 1}, {1, 3}, {2, 3}, {3, 1}, {4, 1},
                                                  {5, 2}, {6, 3}, {7, 1}, {8, 1}, {9, 1}};
    QCOMPARE(dials, expected);
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
}

void EngineTest::pauseStopsNewDialsAndCallsInFlightFinish() // B1-37
{
    SimulatedWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 60});
    world.addTargets(campaign.id, 100);
    world.begin();
    QVERIFY(world.life->runUntil([&] { return world.dials.size() == 20; }));
    QVERIFY(world.stats(campaign.id).inFlight > 0);
    world.life->move(campaign.id, CampaignStatus::Paused);
    world.life->runFor(hour);
    QCOMPARE(world.dials.size(), 20U);
    QCOMPARE(world.stats(campaign.id).inFlight, 0);
    QCOMPARE(world.stats(campaign.id).terminal(), 20);
    QCOMPARE(world.status(campaign.id), CampaignStatus::Paused);

    world.life->move(campaign.id, CampaignStatus::Active);
    QVERIFY(world.runToEnd(campaign.id));
    QCOMPARE(world.dials.size(), 100U);
    QVERIFY(mostInAMinute(world.times()) <= 60); // the hour's delay does not come out as a burst
}

void EngineTest::cancelSkipsTheRestAndCallsInFlightFinish() // B1-37, B1-42
{
    SimulatedWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 60});
    world.addTargets(campaign.id, 100);
    world.begin();
    QVERIFY(world.life->runUntil([&] { return world.dials.size() == 20; }));
    world.life->move(campaign.id, CampaignStatus::Cancelled);
    world.life->runFor(hour);
    QCOMPARE(world.dials.size(), 20U);
    QCOMPARE(world.stats(campaign.id).of(TargetStatus::Skipped), 80);
    QCOMPARE(world.stats(campaign.id).terminal(), 100);
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
    QCOMPARE(world.events(EventType::ScheduledCallCancelled, campaign.id), 80);
    QCOMPARE(world.events(EventType::CampaignCompleted, campaign.id), 0);
    QCOMPARE(world.status(campaign.id), CampaignStatus::Cancelled);
}

void EngineTest::cancelOfALargeCampaignIsFinishedByTheNextProcess()
{
    SimulatedWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 1});
    world.addTargets(campaign.id, 3'500);
    world.begin();
    QVERIFY(world.life->runUntil([&] { return world.dials.size() == 1; }));
    // Killed with the cancelling committed, and nothing of the sweep.
    world.setStatus(campaign.id, CampaignStatus::Cancelled);
    world.restart();
    world.life->runFor(minute);
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
    QVERIFY(world.stats(campaign.id).of(TargetStatus::Skipped) >= 3'499);
    QCOMPARE(world.stats(campaign.id).of(TargetStatus::Pending), 0);
    QCOMPARE(world.dials.size(), 1U);
}

void EngineTest::aSkippedTargetIsNeverDialled() // B1-31
{
    SimulatedWorld world;
    const Campaign campaign = world.addCampaign({.status = CampaignStatus::Draft});
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 3);
    world.write([&](WriteTransaction &tx) {
        TargetStore(tx.db).setStatus(targets[1], TargetStatus::Skipped, {});
        tx.countTarget(campaign.id, TargetStatus::Pending, TargetStatus::Skipped);
    });
    world.begin();
    world.life->move(campaign.id, CampaignStatus::Active);
    QVERIFY(world.runToEnd(campaign.id));
    QCOMPARE(world.dials.size(), 2U);
    QVERIFY(world.callOf(targets[1]).id.isNull()); // no call is ever generated
    QCOMPARE(world.target(targets[1]).status, TargetStatus::Skipped);
}

void EngineTest::appendedTargetsAreDialled() // B1-28
{
    SimulatedWorld world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 3);
    world.begin();
    QVERIFY(world.life->runUntil([&] { return world.dials.size() == 3; }));
    world.addTargets(campaign.id, 2, E164{14155553000});
    world.life->engine.campaignChanged(campaign.id);
    QVERIFY(world.runToEnd(campaign.id));
    QCOMPARE(world.dials.size(), 5U);
}

void EngineTest::anEmptyListCompletesWhenItsLastTargetIsSkipped()
{
    SimulatedWorld world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 1);
    world.write([&](WriteTransaction &tx) {
        TargetStore(tx.db).setStatus(targets.front(), TargetStatus::Skipped, {});
        tx.countTarget(campaign.id, TargetStatus::Pending, TargetStatus::Skipped);
    });
    world.begin();
    QVERIFY(world.runToEnd(campaign.id, minute));
    QCOMPARE(world.status(campaign.id), CampaignStatus::Completed);
    QVERIFY(world.dials.empty());
}

void EngineTest::aNewProcessGoesOnWhereTheLastOneEnded()
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

void EngineTest::aNewProcessNeverDialsAnOpenAttemptAgainByItself()
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
        QCOMPARE(world.stateOf(before[static_cast<std::size_t>(i)].attempt), AttemptState::Resolving);
    }
    QCOMPARE(world.stateOf(before[3].attempt), AttemptState::Ended);
    world.life->runFor(hour * 48);
    QCOMPARE(world.script.dials, before);
}

void EngineTest::aVerdictThatItNeverArrivedGivesTheAttemptBack()
{
    ManualWorld world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 1);
    world.begin(campaign.id);
    const AttemptId first = world.script.dials.at(0).attempt;
    world.script.verdict = [](const Attempt &) { return Inquiry{Inquiry::Answer::Never, {}}; };
    world.restart();
    world.life->runFor(minute);
    QCOMPARE(world.endOf(first), std::optional(EndReason::NotSent));
    QCOMPARE(world.script.dials.size(), 2U); // nobody heard the first
    QCOMPARE(world.script.dials[1].n, 1);    // and it costs nothing of the budget
    QVERIFY(world.script.dials[1].callId != world.script.dials[0].callId);
}

void EngineTest::aVerdictThatItArrivedIsRecorded()
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
    QCOMPARE(world.endOf(first), std::optional(EndReason::Busy));
    QCOMPARE(world.endOf(second), std::optional(EndReason::CalleeHangup));
    QCOMPARE(world.target(targets[0]).status, TargetStatus::Failed);
    QCOMPARE(world.target(targets[1]).status, TargetStatus::Dispatched);
    QCOMPARE(world.script.dials.size(), 2U);
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
}

void EngineTest::aCallThatWasAnsweredBeforeTheCrashIsNotCalledNotSent()
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
    QVERIFY(world.life->runUntil([&] { return world.stateOf(attempt) == AttemptState::Ended; }));
    QVERIFY(world.endOf(attempt) != EndReason::NotSent);
    QCOMPARE(world.target(targets[0]).status, TargetStatus::Dispatched);
    world.life->runFor(hour);
    QCOMPARE(world.script.dials.size(), 1U);
}

void EngineTest::aCallThatRangBeforeTheCrashIsNotTakenForNeverSent()
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
    QVERIFY(world.life->runUntil([&] { return world.stateOf(attempt) == AttemptState::Ended; }));
    QVERIFY(world.endOf(attempt) != EndReason::NotSent);
    world.life->runFor(hour * 2);
    QCOMPARE(world.script.dials.size(), 1U); // the one attempt there is has rung
}

void EngineTest::withoutAVerdictTheOutcomeIsUnknownAfterFifteenMinutes()
{
    ManualWorld world;
    const Campaign campaign = world.addCampaign({.retry = {.maxAttempts = 5}});
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 1);
    world.begin(campaign.id);
    const AttemptId attempt = world.script.dials.at(0).attempt;
    world.script.verdict = [](const Attempt &) { return Inquiry{Inquiry::Answer::CannotSay, {}}; };
    world.restart();
    world.life->runFor(minute * 14);
    QCOMPARE(world.stateOf(attempt), AttemptState::Resolving);
    QVERIFY(world.script.inquiries > 10); // it keeps asking
    world.life->runFor(minute * 2);
    QCOMPARE(world.endOf(attempt), std::optional(EndReason::OutcomeUnknown));
    QCOMPARE(world.target(targets[0]).status, TargetStatus::Failed);
    QCOMPARE(world.target(targets[0]).lastOutcome, std::optional(EndReason::OutcomeUnknown));
    world.life->runFor(hour * 48);
    QCOMPARE(world.script.dials.size(), 1U); // unknown is never retried
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
}

void EngineTest::aCarrierThatNeverAnswersIsNotWaitedFor()
{
    ManualWorld world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 1);
    world.begin(campaign.id);
    const AttemptId attempt = world.script.dials.at(0).attempt;
    world.script.answersInquiries = false;
    world.restart();
    world.life->runFor(minute * 14);
    QCOMPARE(world.stateOf(attempt), AttemptState::Resolving);
    world.life->runFor(minute * 2);
    QCOMPARE(world.endOf(attempt), std::optional(EndReason::OutcomeUnknown));
}

void EngineTest::callsBeingResolvedDoNotHoldBackOthers()
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
    QCOMPARE(world.script.dials.size(), 2U); // handbook/reliability.md 6.3: other rows go on at once
    QVERIFY(world.script.dials[0].to != world.script.dials[1].to);
}

void EngineTest::callsBeingResolvedDoNotUseUpTheCampaignsCalls()
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

void EngineTest::aCampaignCancelledBeforeTheCrashSkipsWhatWasNeverSent()
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

void EngineTest::nobodyIsCalledTwiceHoweverOftenTheProcessDies()
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

void EngineTest::theSameSeedGivesTheSameDials()
{
    std::vector<std::vector<Dialled>> runs;
    std::vector<std::string> contents;
    for (int run = 0; run < 2; ++run) {
        SimulatedWorld world;
        const Campaign campaign =
            world.addCampaign({.ratePerMinute = 100, .retry = {.maxAttempts = 3, .delay = minute}});
        world.addTargets(campaign.id, 300);
        world.begin();
        QVERIFY(world.runToEnd(campaign.id));
        runs.push_back(world.dials);
        contents.push_back(world.contents());
    }
    QVERIFY(runs[0].size() > 300);
    QVERIFY(runs[0] == runs[1]);
    QVERIFY(contents[0] == contents[1]);
}

void EngineTest::theRateHoldsInEveryMinuteOverRestarts() // B1-24, B1-36
{
    SimulatedWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 30});
    world.addTargets(campaign.id, 150);
    world.begin();
    for (const std::size_t at : {10U, 40U, 41U, 80U}) {
        QVERIFY(world.life->runUntil([&] { return world.dials.size() >= at; }));
        world.restart();
    }
    QVERIFY(world.runToEnd(campaign.id));
    QVERIFY(world.dials.size() >= 150);
    QVERIFY2(mostInAMinute(world.times()) <= 30, qPrintable(QString::number(mostInAMinute(world.times()))));
}

void EngineTest::twoCampaignsOnOneNumberShareItEvenly()
{
    SimulatedWorld world;
    PhoneNumber number = world.number;
    number.ratePerMinute = 30;
    world.save(number);
    const Campaign one = world.addCampaign();
    const Campaign other = world.addCampaign();
    world.addTargets(one.id, 100, E164{14155552000});
    world.addTargets(other.id, 100, E164{14155553000});
    world.begin();
    QVERIFY(world.life->runUntil([&] { return world.dials.size() == 60; }));
    const auto ofOne = std::count_if(world.dials.begin(), world.dials.end(),
                                     [](const Dialled &dial) { return dial.to < E164{14155553000}; });
    QVERIFY2(ofOne >= 25 && ofOne <= 35, qPrintable(QStringLiteral("%1 of 60").arg(ofOne)));
}

void EngineTest::twoCampaignsOnOneChannelShareItEvenly()
{
    SimulatedWorld world;
    Trunk trunk = world.trunk;
    trunk.maxChannels = 1;
    world.save(trunk);
    const Campaign one = world.addCampaign();
    const Campaign other = world.addCampaign();
    world.addTargets(one.id, 60, E164{14155552000});
    world.addTargets(other.id, 60, E164{14155553000});
    world.begin();
    QVERIFY(world.life->runUntil([&] { return world.dials.size() == 40; }, hour * 10));
    const auto ofOne = std::count_if(world.dials.begin(), world.dials.end(),
                                     [](const Dialled &dial) { return dial.to < E164{14155553000}; });
    QVERIFY2(ofOne >= 15 && ofOne <= 25, qPrintable(QStringLiteral("%1 of 40").arg(ofOne)));
}

void EngineTest::aFullTrunkGoesOnWhenACallEnds()
{
    ManualWorld world;
    Trunk trunk = world.trunk;
    trunk.maxChannels = 2;
    world.save(trunk);
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 5);
    world.begin(campaign.id);
    QCOMPARE(world.script.dials.size(), 2U);
    QCOMPARE(world.life->holds.of({campaign.id, {}}).reason, HoldReason::TrunkBusy);
    world.life->runFor(minute * 5);
    QCOMPARE(world.script.dials.size(), 2U);
    world.carrier().end(world.script.dials[0].attempt, EndReason::Busy);
    world.life->runFor(second);
    QCOMPARE(world.script.dials.size(), 3U);
}

void EngineTest::stopAllStopsAtOnceAndReleaseGoesOn()
{
    SimulatedWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 60});
    world.addTargets(campaign.id, 50);
    world.begin();
    QVERIFY(world.life->runUntil([&] { return world.dials.size() == 10; }));
    world.life->engine.stopAll();
    QVERIFY(world.life->engine.isStopped());
    world.life->runFor(hour);
    QCOMPARE(world.dials.size(), 10U);
    QCOMPARE(world.stats(campaign.id).inFlight, 0); // calls in flight have ended by themselves
    QCOMPARE(world.life->holds.of({campaign.id, {}}).reason, HoldReason::Stopped);
    world.life->engine.release();
    QVERIFY(world.runToEnd(campaign.id));
    QCOMPARE(world.dials.size(), 50U);
    QVERIFY(mostInAMinute(world.times()) <= 60);
}

void EngineTest::stopAllHoldsOverARestart()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 3);
    ManualCarrier::Script script;
    EngineLife life(world, script, true);
    life.runFor(hour);
    QVERIFY(script.dials.empty());
    life.engine.release();
    life.runFor(second);
    QCOMPARE(script.dials.size(), 3U);
}

void EngineTest::permitsOnTheirWayWhenStopAllComesAreNotUsed()
{
    ManualWorld world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 2);
    world.life->engine.campaignChanged(campaign.id);
    // The intents are committed; the permits lie in the loop.
    QVERIFY(world.life->runUntil([&] { return world.stats(campaign.id).inFlight == 2; }));
    QVERIFY(world.script.dials.empty());
    world.life->engine.stopAll();
    world.life->runFor(minute);
    QVERIFY(world.script.dials.empty());
    for (const TargetId target : targets) {
        QCOMPARE(world.callOf(target).status, ScheduledCallStatus::Pending);
        QCOMPARE(world.callOf(target).attempt, 0);
    }
    world.life->engine.release();
    world.life->runFor(minute);
    QCOMPARE(world.script.dials.size(), 2U);
}

void EngineTest::nothingIsDialledWhileOutcomesCannotBeWritten()
{
    ManualWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 60});
    world.addTargets(campaign.id, 20);
    world.begin(campaign.id);
    const std::size_t before = world.script.dials.size();
    QVERIFY(before >= 1);
    world.writer.fault = [](WritePriority priority) {
        return priority == WritePriority::Outcomes
                   ? std::optional(Error{ErrorCode::StorageFull, QStringLiteral("The disk is full."), {}})
                   : std::nullopt;
    };
    world.carrier().end(world.script.dials[0].attempt, EndReason::Busy);
    world.life->runFor(minute);
    // One call may have been on its way; after the failure was seen there is none.
    QVERIFY(world.script.dials.size() <= before + 1);
    QCOMPARE(world.life->holds.of({campaign.id, {}}).reason, HoldReason::StorageFailed);
    QVERIFY(world.life->engine.problem().contains(QStringLiteral("disk")));

    world.writer.fault = {};
    world.life->runFor(minute);
    QVERIFY(world.script.dials.size() > before + 10);
    QCOMPARE(world.endOf(world.script.dials[0].attempt), std::optional(EndReason::Busy)); // the outcome was kept
    QCOMPARE(world.life->engine.problem(), QString());
}

void EngineTest::aGateThatFailedDoesNotGoOnWhileOutcomesCannotBeWritten()
{
    ManualWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 60});
    world.addTargets(campaign.id, 20);
    world.begin(campaign.id);
    const Error full{ErrorCode::StorageFull, QStringLiteral("The disk is full."), {}};
    // Everything fails at first; then there is room for the small writes of the gate, but none for outcomes.
    world.writer.fault = [&](WritePriority) { return std::optional(full); };
    world.life->runFor(second * 3);
    world.carrier().end(world.script.dials[0].attempt, EndReason::Busy);
    world.life->runFor(Milliseconds(10));
    const std::size_t before = world.script.dials.size();
    world.writer.fault = [&](WritePriority priority) {
        return priority == WritePriority::Outcomes ? std::optional(full) : std::nullopt;
    };
    world.life->runFor(minute);
    QCOMPARE(world.script.dials.size(), before);
    world.writer.fault = {};
    world.life->runFor(minute);
    QVERIFY(world.script.dials.size() > before);
}

void EngineTest::noOutcomeIsLostWhileTheDiskIsFull()
{
    SimulatedWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 600});
    world.addTargets(campaign.id, 200);
    Random random(3);
    world.begin();
    world.writer.fault = [&random](WritePriority) {
        return random.below(4) == 0 ? std::optional(Error{ErrorCode::StorageFull, QStringLiteral("Full."), {}})
                                    : std::nullopt;
    };
    QVERIFY(world.runToEnd(campaign.id));
    world.writer.fault = {};
    std::set<E164> called;
    for (const Dialled &dial : world.dials) {
        QVERIFY(called.insert(dial.to).second);
    }
    QCOMPARE(called.size(), 200U);
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
    QVERIFY(mostInAMinute(world.times()) <= 600);
}

void EngineTest::aGateThatCannotWriteDialsNobodyAndGoesOnLater()
{
    ManualWorld world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 5);
    world.writer.fault = [](WritePriority priority) {
        return priority == WritePriority::Gate
                   ? std::optional(Error{ErrorCode::StorageFailed, QStringLiteral("Broken."), {}})
                   : std::nullopt;
    };
    world.life->engine.campaignChanged(campaign.id);
    world.life->runFor(minute);
    QVERIFY(world.script.dials.empty());
    QVERIFY(!world.life->engine.problem().isEmpty());
    world.writer.fault = {};
    world.life->runFor(minute);
    QCOMPARE(world.script.dials.size(), 5U);
    QCOMPARE(world.life->engine.problem(), QString());
}

void EngineTest::aJournalThatCannotBeWrittenIsTriedOnceASecond()
{
    ManualWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 600});
    world.addTargets(campaign.id, 500);
    QDir(world.journalFolder()).removeRecursively();
    QFile obstacle(world.journalFolder());
    QVERIFY(obstacle.open(QIODevice::WriteOnly)); // a file where the folder should be
    int jobs = 0;
    world.writer.fault = [&jobs](WritePriority priority) -> std::optional<Error> {
        jobs += priority == WritePriority::Gate ? 1 : 0;
        return std::nullopt;
    };
    world.life->engine.campaignChanged(campaign.id);
    world.life->runFor(minute);
    QVERIFY(world.script.dials.empty());
    QVERIFY2(jobs <= 150, qPrintable(QString::number(jobs))); // passes, and now and then the materializer
}

void EngineTest::withoutACarrierNobodyLosesAnAttempt()
{
    ManualWorld world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 3);
    world.script.sends = false;
    world.begin(campaign.id);
    world.life->runFor(minute);
    QVERIFY(world.script.dials.empty());
    for (const TargetId target : targets) {
        QVERIFY(!isTerminal(world.target(target).status));
        QCOMPARE(world.target(target).attempts, 0);
    }
    world.script.sends = true;
    world.life->runFor(minute);
    QCOMPARE(world.script.dials.size(), 3U);
    for (const Dialled &dial : world.script.dials) {
        QCOMPARE(dial.n, 1);
    }
}

void EngineTest::anotherProcessThatTookOverEndsAllDialling()
{
    SimulatedWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 60});
    world.addTargets(campaign.id, 50);
    world.begin();
    QVERIFY(world.life->runUntil([&] { return world.dials.size() == 5; }));
    EngineStore(world.db).beginGeneration();
    world.life->runFor(hour);
    QCOMPARE(world.dials.size(), 5U);
    QVERIFY(!world.life->engine.problem().isEmpty());
    world.life->engine.release(); // nothing brings it back
    world.life->engine.campaignChanged(campaign.id);
    world.life->runFor(hour);
    QCOMPARE(world.dials.size(), 5U);
}

void EngineTest::hangUpEndsACall()
{
    ManualWorld world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 1);
    world.begin(campaign.id);
    const AttemptId attempt = world.script.dials.at(0).attempt;
    world.life->engine.hangUp(attempt);
    world.life->runFor(second);
    QCOMPARE(world.endOf(attempt), std::optional(EndReason::Cancelled));
    world.life->engine.hangUp(attempt); // and once more does no harm
    world.life->runFor(second);
    QCOMPARE(world.status(campaign.id), CampaignStatus::Completed);
}

void EngineTest::drainWaitsForCallsThenHangsUp()
{
    ManualWorld world;
    const Campaign campaign = world.addCampaign({.maxConcurrent = 2});
    world.addTargets(campaign.id, 4);
    world.begin(campaign.id);
    QCOMPARE(world.script.dials.size(), 2U);
    bool drained = false;
    const WallTime begun = world.clock.wall();
    world.life->engine.drain(second * 2, [&drained] { drained = true; });
    world.life->runFor(second);
    QVERIFY(!drained);
    world.carrier().answer(world.script.dials[0].attempt);
    world.carrier().end(world.script.dials[0].attempt, EndReason::CalleeHangup); // this one made it
    QVERIFY(world.life->runUntil([&drained] { return drained; }));
    QVERIFY(world.clock.wall() >= begun + second * 2);
    QVERIFY(world.clock.wall() < begun + second * 4);
    QCOMPARE(world.endOf(world.script.dials[0].attempt), std::optional(EndReason::CalleeHangup));
    QCOMPARE(world.endOf(world.script.dials[1].attempt), std::optional(EndReason::Cancelled));
    QCOMPARE(world.script.dials.size(), 2U);
}

void EngineTest::anUnfinishedImportIsUndoneAtTheStart()
{
    SimulatedWorld world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 3);
    const CampaignStats before = world.stats(campaign.id);
    world.write([&](WriteTransaction &tx) {
        ImportStore(tx.db).begin(tx.ids.next<ImportId>(), campaign.id, QStringLiteral("list.csv"), tx.now);
        CampaignStore(tx.db).setImportingFrom(campaign.id, tx.ids.next<TargetId>());
    });
    world.addTargets(campaign.id, 5'500, E164{14165550000}); // more than one slice
    world.begin();                                           // killed before it was finished
    world.life->runFor(second);
    QVERIFY(CampaignStore(world.db).importingFrom(campaign.id).isNull());
    QVERIFY(ImportStore(world.db).unfinished().empty());
    QCOMPARE(world.stats(campaign.id).total(), before.total());
    QCOMPARE(TargetStore(world.db).numbers(campaign.id).size(), 3U);
    QVERIFY(world.runToEnd(campaign.id));
    QCOMPARE(world.dials.size(), 3U); // nobody of the half list is called
}

void EngineTest::theChangeFeedTellsOfEveryCall()
{
    SimulatedWorld world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 2);
    world.begin();
    world.published.clear();
    QVERIFY(world.runToEnd(campaign.id));
    ChangeSet all;
    for (const ChangeSet &changes : world.published) {
        all.merge(changes);
    }
    QVERIFY(all.calls);
    QVERIFY(all.campaigns.contains(campaign.id));
    QVERIFY(all.targets.contains(campaign.id));
}

QTEST_GUILESS_MAIN(EngineTest)
#include "engine_test.moc"
