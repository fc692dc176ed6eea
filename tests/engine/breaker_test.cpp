// The circuit breaker: a campaign whose calls go wrong pauses itself, says why, and starts anew when it is resumed.

#include "support/durations.h"
#include "support/manual_world.h"
#include "support/reports.h"

#include <QTest>

#include <algorithm>

using namespace campanile;
using namespace campanile::test;

Q_DECLARE_METATYPE(campanile::EndReason)

namespace {

/// One campaign, dialling one person at a time.
class BreakerWorld : public ManualWorld {
public:
    explicit BreakerWorld(CircuitBreaker breaker, RetryPolicy retry = {})
    {
        Campaign campaign = bulkPlan(*this);
        campaign.breaker = breaker;
        campaign.retry = std::move(retry);
        campaign.maxConcurrent = 1;
        id = added(*this, campaign).id;
        addTargets(id, 100);
        begin(id);
    }
    /// The calls end so, one after the other.
    void outcomes(const std::vector<EndReason> &reasons)
    {
        for (const EndReason reason : reasons) {
            endAll(reason);
            life->runFor(second);
        }
    }
    /// What a service does when a person resumes it.
    void resume()
    {
        db.execute("UPDATE campaigns SET status = 1, pause_code = 0, hold_queue = 0 WHERE id = ?", id);
        CampaignStore(db).startBreakerAnew(id);
        begin(id);
    }
    /// So many calls are on the line at once from now on. Returns them in the order in which they were dialled.
    std::vector<AttemptId> atOnce(int calls)
    {
        db.execute("UPDATE campaigns SET max_concurrent = ? WHERE id = ?", calls, id);
        begin(id);
        return inOrder();
    }
    /// The calls on the line in the order in which they were dialled.
    std::vector<AttemptId> inOrder()
    {
        std::vector<AttemptId> calls = carrier().open();
        std::ranges::sort(calls);
        return calls;
    }
    /// These of the calls end so, in this order.
    void end(const std::vector<AttemptId> &calls, const std::vector<std::size_t> &which, EndReason reason)
    {
        for (const std::size_t index : which) {
            carrier().end(calls.at(index), reason);
        }
        life->runFor(Milliseconds(10));
    }

    CampaignId id;
};

constexpr EndReason good = EndReason::NoAnswer;
constexpr EndReason bad = EndReason::CarrierError;

} // namespace

class BreakerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRunOfFailuresPausesTheCampaignAndSaysWhy();
    void oneGoodCallEndsTheRun();
    void aShareOfFailuresPausesTheCampaignAndSaysWhy();
    void aShareTripsAsSoonAsItIsCertain();
    void callsCountInTheOrderInWhichTheyWereDialled();
    void aCallThatRingsEndsTheRun();
    void aLateFailureJoinsTheOnesDialledWithIt();
    void callsOnTheLineWhenItTripsDoNotCountLater();
    void whatCountsAsAFailure_data();
    void whatCountsAsAFailure();
    void itStopsWithinASecondHoweverManyAreWaiting();
    void itIsResumedWithACleanRecord();
    void itIsKeptOverARestart();
    void retriesOfThePausedCampaignWait();
    void aRecurringCampaignHoldsItsQueue();
    void ourOwnCrashDoesNotTripIt();
};

void BreakerTest::aRunOfFailuresPausesTheCampaignAndSaysWhy()
{
    BreakerWorld world({.run = 3});
    world.outcomes({bad, EndReason::Declined});
    QCOMPARE(world.status(world.id), CampaignStatus::Active);
    world.outcomes({EndReason::InvalidNumber});
    const Campaign paused = world.campaign(world.id);
    QCOMPARE(paused.status, CampaignStatus::Paused);
    QCOMPARE(paused.pauseReason, (PauseReason{PauseReason::Code::FailuresInARow, 3, 0, {}}));
    QCOMPARE(world.events(EventType::CampaignPaused, world.id), 1);
    QCOMPARE(world.dials(), 3);
    world.life->runFor(hour);
    QCOMPARE(world.dials(), 3);
    QCOMPARE(world.stats(world.id), world.recount(world.id));
}

void BreakerTest::oneGoodCallEndsTheRun()
{
    BreakerWorld world({.run = 3});
    world.outcomes({bad, bad, good, bad, bad, good, bad, bad});
    QCOMPARE(world.status(world.id), CampaignStatus::Active);
}

void BreakerTest::aShareOfFailuresPausesTheCampaignAndSaysWhy()
{
    BreakerWorld world({.run = 0, .percent = 50, .window = 4});
    world.outcomes({bad, good, bad, good, bad, good}); // half is not more than half
    QCOMPARE(world.status(world.id), CampaignStatus::Active);
    world.outcomes({bad, bad});
    const Campaign paused = world.campaign(world.id);
    QCOMPARE(paused.status, CampaignStatus::Paused);
    QCOMPARE(paused.pauseReason, (PauseReason{PauseReason::Code::ShareOfFailures, 3, 4, {}}));
}

void BreakerTest::aShareTripsAsSoonAsItIsCertain()
{
    BreakerWorld world({.run = 0, .percent = 50, .window = 10});
    world.outcomes(std::vector<EndReason>(5, bad));
    QCOMPARE(world.status(world.id), CampaignStatus::Active);
    world.outcomes({bad});
    QCOMPARE(world.campaign(world.id).pauseReason, (PauseReason{PauseReason::Code::ShareOfFailures, 6, 6, {}}));
}

/// Refusals are known long before answers, so the first outcomes are failures alone.
void BreakerTest::callsCountInTheOrderInWhichTheyWereDialled()
{
    BreakerWorld world({.run = 5, .percent = 50, .window = 10});
    const std::vector<AttemptId> calls = world.atOnce(30);
    QCOMPARE(calls.size(), 30U);
    world.end(calls, {0, 3, 6, 9, 12, 15, 18, 21, 24, 27}, bad);
    QCOMPARE(world.status(world.id), CampaignStatus::Active);
    world.end(calls, {1}, bad);
    QCOMPARE(world.status(world.id), CampaignStatus::Active);
    world.end(calls, {4}, bad); // six of the first ten have failed
    QCOMPARE(world.campaign(world.id).pauseReason, (PauseReason{PauseReason::Code::ShareOfFailures, 6, 10, {}}));
}

void BreakerTest::aCallThatRingsEndsTheRun()
{
    BreakerWorld world({.run = 3, .percent = 100});
    const std::vector<AttemptId> calls = world.atOnce(8);
    world.end(calls, {0, 1, 3, 4, 6, 7}, bad);
    QCOMPARE(world.status(world.id), CampaignStatus::Active);
    world.end(calls, {5}, bad);
    QCOMPARE(world.campaign(world.id).pauseReason, (PauseReason{PauseReason::Code::FailuresInARow, 3, 0, {}}));
}

void BreakerTest::aLateFailureJoinsTheOnesDialledWithIt()
{
    BreakerWorld world({.run = 3, .percent = 100});
    const std::vector<AttemptId> calls = world.atOnce(6);
    world.end(calls, {4, 2}, bad);
    world.end(calls, {0, 1, 5}, good);
    QCOMPARE(world.status(world.id), CampaignStatus::Active);
    world.end(calls, {3}, bad);
    QCOMPARE(world.status(world.id), CampaignStatus::Paused);
}

void BreakerTest::callsOnTheLineWhenItTripsDoNotCountLater()
{
    BreakerWorld world({.run = 3, .percent = 100});
    const std::vector<AttemptId> calls = world.atOnce(6);
    world.end(calls, {0, 1, 2}, bad);
    QCOMPARE(world.status(world.id), CampaignStatus::Paused);
    world.resume();
    const std::vector<AttemptId> later = world.inOrder();
    QCOMPARE(later.size(), 6U);
    world.end(later, {0, 1, 2}, bad); // they were dialled before the pause
    QCOMPARE(world.status(world.id), CampaignStatus::Active);
    const std::vector<AttemptId> last = world.inOrder();
    QCOMPARE(last.size(), 6U);
    world.end(last, {3, 4, 5}, bad); // they were dialled after it
    QCOMPARE(world.status(world.id), CampaignStatus::Paused);
}

void BreakerTest::whatCountsAsAFailure_data()
{
    QTest::addColumn<EndReason>("reason");
    QTest::addColumn<bool>("isCounted");
    QTest::addColumn<bool>("fails");
    QTest::newRow("carrier error") << EndReason::CarrierError << true << true;
    QTest::newRow("invalid number") << EndReason::InvalidNumber << true << true;
    QTest::newRow("declined") << EndReason::Declined << true << true;
    QTest::newRow("busy") << EndReason::Busy << true << false;
    QTest::newRow("no answer") << EndReason::NoAnswer << true << false;
    QTest::newRow("hung up by the operator") << EndReason::Cancelled << false << false;
    QTest::newRow("never left the machine") << EndReason::NotSent << false << false;
    QTest::newRow("nobody knows") << EndReason::OutcomeUnknown << false << false;
}

void BreakerTest::whatCountsAsAFailure()
{
    QFETCH(const EndReason, reason);
    QFETCH(const bool, isCounted);
    QFETCH(const bool, fails);
    BreakerWorld first({.run = 1});
    first.outcomes({reason});
    QCOMPARE(first.status(first.id), fails ? CampaignStatus::Paused : CampaignStatus::Active);
    BreakerWorld between({.run = 2});
    between.outcomes({bad, reason});
    QCOMPARE(between.status(between.id), fails ? CampaignStatus::Paused : CampaignStatus::Active);
    if (!fails) {
        between.outcomes({bad});
        QCOMPARE(between.status(between.id), isCounted ? CampaignStatus::Active : CampaignStatus::Paused);
    }
}

void BreakerTest::itStopsWithinASecondHoweverManyAreWaiting()
{
    BreakerWorld world({.run = 5});
    world.db.execute("UPDATE campaigns SET max_concurrent = 0, rate_per_minute = 600");
    world.begin(world.id);
    while (world.status(world.id) == CampaignStatus::Active && world.dials() < 90) {
        world.life->runFor(second / 10);
        world.endAll(bad);
    }
    const int dials = world.dials();
    QCOMPARE(world.status(world.id), CampaignStatus::Paused);
    QVERIFY(dials < 30);
    world.life->runFor(minute);
    QCOMPARE(world.dials(), dials);
}

void BreakerTest::itIsResumedWithACleanRecord()
{
    BreakerWorld world({.run = 3});
    world.outcomes({bad, bad, bad});
    QCOMPARE(world.status(world.id), CampaignStatus::Paused);
    world.resume();
    world.outcomes({bad, bad});
    QCOMPARE(world.status(world.id), CampaignStatus::Active);
    world.outcomes({bad});
    QCOMPARE(world.status(world.id), CampaignStatus::Paused);
    QCOMPARE(world.events(EventType::CampaignPaused, world.id), 2);
}

void BreakerTest::itIsKeptOverARestart()
{
    BreakerWorld world({.run = 3});
    world.outcomes({bad, bad});
    world.script.verdict = [](const Attempt &) { return Inquiry{Inquiry::Answer::Never, EndReason::NotSent}; };
    world.restart();
    world.life->runFor(minute);
    QCOMPARE(world.status(world.id), CampaignStatus::Active);
    world.outcomes({bad});
    QCOMPARE(world.status(world.id), CampaignStatus::Paused);
    world.restart();
    world.life->runFor(hour);
    QCOMPARE(world.status(world.id), CampaignStatus::Paused);
}

void BreakerTest::retriesOfThePausedCampaignWait()
{
    BreakerWorld world({.run = 2}, {.maxAttempts = 3, .delay = minute});
    world.outcomes({bad, bad});
    QCOMPARE(world.status(world.id), CampaignStatus::Paused);
    world.life->runFor(hour);
    QCOMPARE(world.dials(), 2);
    QCOMPARE(world.stats(world.id).of(TargetStatus::Failed), 0); // their budget is whole
    world.resume();
    world.outcomes(std::vector<EndReason>(105, good)); // behind those that were due before
    QCOMPARE(world.dialsTo(world.script.dials[0].to), 2);
    QCOMPARE(world.dialsTo(world.script.dials[1].to), 2);
}

void BreakerTest::aRecurringCampaignHoldsItsQueue()
{
    ManualWorld world;
    liftTheNumberLedger(world);
    Campaign campaign = recurringPlan(world, QStringLiteral("*/10 * * * *"));
    campaign.breaker.run = 2;
    added(world, campaign);
    world.begin(campaign.id);
    for (int i = 1; i <= 2; ++i) {
        QVERIFY(world.life->runUntil([&] { return world.dials() == i; }));
        world.endAll(bad);
    }
    QCOMPARE(world.status(campaign.id), CampaignStatus::Paused);
    world.life->runFor(hour * 2);
    QCOMPARE(world.dials(), 2);
}

void BreakerTest::ourOwnCrashDoesNotTripIt()
{
    BreakerWorld world({.run = 2});
    world.db.execute("UPDATE campaigns SET max_concurrent = 5");
    world.begin(world.id);
    QCOMPARE(world.dials(), 5);
    const std::vector<AttemptId> ringing = world.carrier().open();
    for (const AttemptId attempt : ringing) {
        world.carrier().ring(attempt);
    }
    world.life->runFor(second);
    // The carrier had them, so they broke off with the process: carrier errors in the history, but not the carrier's.
    world.script.verdict = [](const Attempt &) { return Inquiry{Inquiry::Answer::Never, EndReason::NotSent}; };
    world.restart();
    world.life->runFor(minute);
    for (const AttemptId attempt : ringing) {
        QCOMPARE(world.attempt(attempt).endReason, EndReason::CarrierError);
    }
    QCOMPARE(world.status(world.id), CampaignStatus::Active);
    const std::vector<AttemptId> later = world.inOrder();
    QVERIFY(!later.empty());
    world.end(later, {0}, bad);
    QCOMPARE(world.status(world.id), CampaignStatus::Active);
}

QTEST_GUILESS_MAIN(BreakerTest)

#include "breaker_test.moc"
