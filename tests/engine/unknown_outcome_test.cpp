// Calls of which nobody knows whether they rang: what a campaign does about them by itself, and what a person may say.

#include "support/durations.h"
#include "support/manual_world.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

namespace {

constexpr E164 alice{14155552000};

/// A campaign with a call to Alice that the death of the process left without an outcome; a call to somebody else is
/// on, so that the campaign goes on.
class UnknownWorld : public ManualWorld {
public:
    explicit UnknownWorld(UnknownPolicy policy, RetryPolicy retry = {})
    {
        Campaign plan = bulkPlan(*this);
        plan.unknown = policy;
        plan.retry = std::move(retry);
        plan.maxConcurrent = 1;
        id = added(*this, plan).id;
        alices = addTargets(id, 2, alice).front();
        begin(id);
        restart();
        life->runFor(minute * 16);
    }
    Result<ScheduledCall> decide(UnknownDecision decision) { return decide(callOf(alices).id, decision); }
    Result<ScheduledCall> decide(ScheduledCallId call, UnknownDecision decision)
    {
        Result<ScheduledCall> decided =
            write([&](WriteTransaction &transaction) { return Settlement(transaction).decide(call, decision); });
        life->engine.campaignChanged(id);
        life->runFor(second);
        return decided;
    }
    [[nodiscard]] ScheduledCall row() { return callOf(alices); }
    [[nodiscard]] bool countersAreRight() { return stats(id) == recount(id); }

    CampaignId id;
    TargetId alices;
};

} // namespace

class UnknownOutcomeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void heldItWaitsForAPerson();
    void failedItIsOver();
    void retriedItWaitsForTheCoolDown();
    void retriedItWaitsForTheRetryDelayIfThatIsLonger();
    void withoutBudgetItIsNotRetried();
    void aOneOffCallWaitsForAPerson();

    void itRangDispatchesIt();
    void dialAgainDialsOnceMoreWhateverTheBudget();
    void dialAgainHasNoSecondRetry();
    void giveUpLeavesItFailed();
    void aOneOffCallIsDialledAgain();

    void notSeenIsBelievedTheSecondTime();
    void notSeenAndThenKnownIsKnown();

    void itIsDecidedOnce();
    void whatIsKnownIsNotDecided();
    void whatDoesNotExistIsNotDecided();
    void nothingOfAnEndedCampaignIsDialledAgain();
};

void UnknownOutcomeTest::heldItWaitsForAPerson()
{
    UnknownWorld world(UnknownPolicy::Hold, {.maxAttempts = 3});
    QCOMPARE(world.row().status, ScheduledCallStatus::Failed);
    QCOMPARE(world.row().lastError, EndReason::OutcomeUnknown);
    QVERIFY(world.row().undecided);
    QCOMPARE(QueueStore(world.db).undecided(world.workspace.id, 10).size(), 1U);
    QVERIFY(world.countersAreRight());
    world.life->runFor(hour * 5);
    QCOMPARE(world.dialsTo(alice), 1);
}

void UnknownOutcomeTest::failedItIsOver()
{
    UnknownWorld world(UnknownPolicy::Fail, {.maxAttempts = 3});
    QCOMPARE(world.row().status, ScheduledCallStatus::Failed);
    QVERIFY(!world.row().undecided);
    QCOMPARE(world.target(world.alices).lastOutcome, EndReason::OutcomeUnknown);
    QVERIFY(world.countersAreRight());
    world.life->runFor(hour * 5);
    QCOMPARE(world.dialsTo(alice), 1);
}

void UnknownOutcomeTest::retriedItWaitsForTheCoolDown()
{
    UnknownWorld world(UnknownPolicy::Retry, {.maxAttempts = 2, .delay = minute});
    QCOMPARE(world.row().status, ScheduledCallStatus::Pending);
    QVERIFY(!world.row().undecided);
    world.endAll(EndReason::Declined); // the other call
    QVERIFY(world.life->runUntil([&] { return world.dialsTo(alice) == 2; }));
    QCOMPARE(world.dialTimes().back(), hour);
    QCOMPARE(world.script.dials.back().n, 2);
    QVERIFY(world.countersAreRight());
}

void UnknownOutcomeTest::retriedItWaitsForTheRetryDelayIfThatIsLonger()
{
    UnknownWorld world(UnknownPolicy::Retry, {.maxAttempts = 2, .delay = hour * 2});
    world.endAll(EndReason::Declined);
    QVERIFY(world.life->runUntil([&] { return world.dialsTo(alice) == 2; }, hour * 3));
    QCOMPARE(world.dialTimes().back(), hour * 2);
}

void UnknownOutcomeTest::withoutBudgetItIsNotRetried()
{
    UnknownWorld world(UnknownPolicy::Retry);
    QCOMPARE(world.row().status, ScheduledCallStatus::Failed);
    QVERIFY(!world.row().undecided);
    QVERIFY(world.countersAreRight());
}

void UnknownOutcomeTest::aOneOffCallWaitsForAPerson()
{
    ManualWorld world;
    ScheduledCall call = oneOffCall(world, alice);
    call.maxAttempts = 3;
    world.place(call);
    world.life->runFor(second);
    world.restart();
    world.life->runFor(minute * 16);
    QVERIFY(world.row(call.id).undecided);
    QCOMPARE(world.row(call.id).status, ScheduledCallStatus::Failed);
}

void UnknownOutcomeTest::itRangDispatchesIt()
{
    UnknownWorld world(UnknownPolicy::Hold);
    const Result<ScheduledCall> decided = world.decide(UnknownDecision::ItRang);
    QVERIFY(decided.ok());
    QCOMPARE(decided->status, ScheduledCallStatus::Dispatched);
    QVERIFY(!decided->undecided);
    QCOMPARE(world.target(world.alices).status, TargetStatus::Dispatched);
    QVERIFY(world.countersAreRight());
    QCOMPARE(world.events(EventType::OutcomeDecided, world.id), 1);
    world.life->runFor(hour * 5);
    QCOMPARE(world.dialsTo(alice), 1);
}

void UnknownOutcomeTest::dialAgainDialsOnceMoreWhateverTheBudget()
{
    UnknownWorld world(UnknownPolicy::Hold);
    QCOMPARE(world.decide(UnknownDecision::DialAgain)->status, ScheduledCallStatus::Pending);
    QCOMPARE(world.target(world.alices).status, TargetStatus::Scheduled);
    QVERIFY(world.countersAreRight());
    QCOMPARE(world.dialsTo(alice), 1); // the campaign's one channel is in use: limits hold as for any other
    world.endAll(EndReason::Declined);
    world.life->runFor(second);
    QCOMPARE(world.dialsTo(alice), 2);
    QCOMPARE(world.script.dials.back().n, 2);
    QVERIFY(world.countersAreRight());
    world.talkAll(minute);
    QCOMPARE(world.row().status, ScheduledCallStatus::Dispatched);
    QCOMPARE(world.status(world.id), CampaignStatus::Completed);
    QVERIFY(world.countersAreRight());
}

void UnknownOutcomeTest::dialAgainHasNoSecondRetry()
{
    UnknownWorld world(UnknownPolicy::Hold);
    QVERIFY(world.decide(UnknownDecision::DialAgain).ok());
    world.endAll(EndReason::Declined);
    world.life->runFor(second);
    world.endAll(EndReason::Busy);
    QCOMPARE(world.row().status, ScheduledCallStatus::Failed);
    QCOMPARE(world.row().lastError, EndReason::Busy);
    QVERIFY(!world.row().undecided);
    QVERIFY(world.countersAreRight());
}

void UnknownOutcomeTest::giveUpLeavesItFailed()
{
    UnknownWorld world(UnknownPolicy::Hold);
    const Result<ScheduledCall> decided = world.decide(UnknownDecision::GiveUp);
    QVERIFY(decided.ok());
    QCOMPARE(decided->status, ScheduledCallStatus::Failed);
    QVERIFY(!decided->undecided);
    QVERIFY(QueueStore(world.db).undecided(world.workspace.id, 10).empty());
    QVERIFY(world.countersAreRight());
    QCOMPARE(world.events(EventType::OutcomeDecided, world.id), 1);
}

void UnknownOutcomeTest::aOneOffCallIsDialledAgain()
{
    UnknownWorld world(UnknownPolicy::Hold);
    const ScheduledCallId call = world.place(oneOffCall(world, E164{14155553000}));
    world.life->runFor(second);
    world.restart();
    world.life->runFor(minute * 16);
    QVERIFY(world.decide(call, UnknownDecision::DialAgain).ok());
    world.life->engine.oneOffChanged(world.number.id);
    world.life->runFor(second);
    QCOMPARE(world.dialsTo(E164{14155553000}), 2);
}

void UnknownOutcomeTest::notSeenIsBelievedTheSecondTime()
{
    ManualWorld world;
    const CampaignId id = added(world, bulkPlan(world)).id;
    const TargetId person = world.addTargets(id, 1, alice).front();
    world.begin(id);
    world.script.verdict = [](const Attempt &) { return Inquiry{Inquiry::Answer::NotSeen, {}}; };
    world.restart();
    world.life->runFor(second * 59);
    QCOMPARE(world.dials(), 1);
    world.life->runFor(second * 40); // asked again at 60 s; then it goes back into the queue, and is dialled
    QCOMPARE(world.dials(), 2);
    QCOMPARE(world.script.dials.back().n, 1);
    QVERIFY(!isTerminal(world.target(person).status));
}

void UnknownOutcomeTest::notSeenAndThenKnownIsKnown()
{
    ManualWorld world;
    const CampaignId id = added(world, bulkPlan(world)).id;
    const TargetId person = world.addTargets(id, 1, alice).front();
    world.begin(id);
    int asked = 0;
    world.script.verdict = [&asked](const Attempt &) {
        return ++asked < 2 ? Inquiry{Inquiry::Answer::NotSeen, {}} : Inquiry{Inquiry::Answer::Known, EndReason::Busy};
    };
    world.restart();
    world.life->runFor(minute * 2);
    QCOMPARE(world.dials(), 1);
    QCOMPARE(world.target(person).lastOutcome, std::optional(EndReason::Busy));
}

void UnknownOutcomeTest::itIsDecidedOnce()
{
    for (const UnknownDecision first : {UnknownDecision::ItRang, UnknownDecision::DialAgain, UnknownDecision::GiveUp}) {
        UnknownWorld world(UnknownPolicy::Hold);
        QVERIFY(world.decide(first).ok());
        const std::string before = world.contents();
        for (const UnknownDecision second :
             {UnknownDecision::ItRang, UnknownDecision::DialAgain, UnknownDecision::GiveUp}) {
            const Result<ScheduledCall> again = world.decide(second);
            QVERIFY(!again);
            QCOMPARE(again.error().code, ErrorCode::Conflict);
        }
        QCOMPARE(world.contents(), before);
    }
}

void UnknownOutcomeTest::whatIsKnownIsNotDecided()
{
    ManualWorld world;
    const ScheduledCall call = oneOffCall(world, alice);
    world.place(call);
    const auto decide = [&] {
        return world.write([&](WriteTransaction &transaction) {
            return Settlement(transaction).decide(call.id, UnknownDecision::ItRang);
        });
    };
    QCOMPARE(decide().error().code, ErrorCode::Conflict);
    world.life->runFor(second);
    QCOMPARE(decide().error().code, ErrorCode::Conflict);
    world.endAll(EndReason::Busy);
    QCOMPARE(decide().error().code, ErrorCode::Conflict);
}

void UnknownOutcomeTest::whatDoesNotExistIsNotDecided()
{
    UnknownWorld world(UnknownPolicy::Hold);
    const Result<ScheduledCall> decided = world.decide(ScheduledCallId{4711}, UnknownDecision::GiveUp);
    QCOMPARE(decided.error().code, ErrorCode::NotFound);
}

void UnknownOutcomeTest::nothingOfAnEndedCampaignIsDialledAgain()
{
    UnknownWorld world(UnknownPolicy::Hold);
    world.life->move(world.id, CampaignStatus::Cancelled);
    world.life->runFor(second);
    QCOMPARE(world.decide(UnknownDecision::DialAgain).error().code, ErrorCode::Conflict);
    QVERIFY(world.row().undecided);
    QVERIFY(world.decide(UnknownDecision::ItRang).ok()); // what happened can still be said
    QVERIFY(world.countersAreRight());
}

QTEST_GUILESS_MAIN(UnknownOutcomeTest)

#include "unknown_outcome_test.moc"
