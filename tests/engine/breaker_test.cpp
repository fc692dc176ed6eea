// The circuit breaker: a campaign whose calls go wrong pauses itself, says why, and starts anew when it is resumed.

#include "support/durations.h"
#include "support/manual_world.h"
#include "support/reports.h"

#include <QTest>

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
    [[nodiscard]] BreakerHistory history() { return CampaignStore(db).breakerHistory(id); }
    /// What a service does when a person resumes it.
    void resume()
    {
        db.execute("UPDATE campaigns SET status = 1, pause_code = 0, hold_queue = 0 WHERE id = ?", id);
        begin(id);
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
    void aShareOfALargerWindowWaitsForTheWindow();
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

void BreakerTest::aShareOfALargerWindowWaitsForTheWindow()
{
    BreakerWorld world({.run = 0, .percent = 50, .window = 10});
    world.outcomes(std::vector<EndReason>(9, bad));
    QCOMPARE(world.status(world.id), CampaignStatus::Active);
    world.outcomes({good});
    QCOMPARE(world.status(world.id), CampaignStatus::Paused);
}

void BreakerTest::whatCountsAsAFailure_data()
{
    QTest::addColumn<EndReason>("reason");
    QTest::addColumn<int>("outcomes");
    QTest::addColumn<int>("run");
    QTest::newRow("carrier error") << EndReason::CarrierError << 1 << 1;
    QTest::newRow("invalid number") << EndReason::InvalidNumber << 1 << 1;
    QTest::newRow("declined") << EndReason::Declined << 1 << 1;
    QTest::newRow("busy") << EndReason::Busy << 1 << 0;
    QTest::newRow("no answer") << EndReason::NoAnswer << 1 << 0;
    QTest::newRow("hung up by the operator") << EndReason::Cancelled << 0 << 0;
    QTest::newRow("never left the machine") << EndReason::NotSent << 0 << 0;
    QTest::newRow("nobody knows") << EndReason::OutcomeUnknown << 0 << 0;
}

void BreakerTest::whatCountsAsAFailure()
{
    QFETCH(const EndReason, reason);
    QFETCH(const int, outcomes);
    QFETCH(const int, run);
    BreakerWorld world({});
    world.outcomes({reason});
    QCOMPARE(world.history().count, outcomes);
    QCOMPARE(world.history().run(), run);
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
    QCOMPARE(world.history().run(), 2);
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
    QCOMPARE(world.history().count, 0);
}

QTEST_GUILESS_MAIN(BreakerTest)

#include "breaker_test.moc"
