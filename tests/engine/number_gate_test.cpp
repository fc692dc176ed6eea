// Gate: whom it never calls, and whom not yet: the do-not-call list and the ledger of numbers, over all campaigns.

#include "support/durations.h"
#include "support/gate_world.h"
#include "support/reports.h"

#include <QTest>

#include <array>

using namespace campanile;
using namespace campanile::test;

class NumberGateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void doesNotDialANumberOnTheDoNotCallList();
    void aNumberCalledTooRecentlyWaitsAndHoldsBackNobodyElse();
    void doesNotDialACountryThatItsTrunkDoesNotCall();
    void theCoolDownBindsAllCampaigns();
    void aRetryIsNotHeldByTheCoolDownOfItsOwnRow();
    void aRetryThatIsDueTooEarlyWaitsForItsDelay();
    void aNumberIsCalledNoMoreThanItsCapsPerDayAndWeek();
    void saysThatTheLedgerHoldsALaneAndUntilWhen();
    void noSettingOfTheClockBuysACallMore();
};

void NumberGateTest::doesNotDialANumberOnTheDoNotCallList()
{
    GateWorld world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 3);
    world.materialize(campaign.id);
    // Listed after the row was made: the gate's own look is what counts.
    const E164 listed = world.target(targets[1]).number;
    world.write([&](WriteTransaction &transaction) {
        LimitStore(transaction.db).block(world.workspace.id, listed, QStringLiteral("test"), transaction.now);
    });

    const Result<Passage> admission = world.pass({campaign.id});
    QCOMPARE(admission->permits.size(), 2U);
    for (const DialPermit &permit : admission->permits) {
        QVERIFY(permit.to() != listed);
    }
    QCOMPARE(world.callOf(targets[1]).status, ScheduledCallStatus::Failed);
    QCOMPARE(world.target(targets[1]).status, TargetStatus::Failed);
    QCOMPARE(world.target(targets[1]).lastOutcome, std::optional(EndReason::Blocked));
    QCOMPARE(world.target(targets[1]).attempts, 0);
    QCOMPARE(world.events(EventType::ScheduledCallFailed, campaign.id), 1);
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
}

void NumberGateTest::doesNotDialACountryThatItsTrunkDoesNotCall()
{
    GateWorld world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 2);
    world.materialize(campaign.id);
    const auto callTo = [&world](E164 number, TargetId target) {
        world.db.execute("UPDATE scheduled_calls SET to_number = ? WHERE target_id = ?", number, target);
    };
    callTo(E164{442079460000}, targets[0]);
    world.db.execute("UPDATE trunks SET countries = ''");

    const Result<Passage> admission = world.pass({campaign.id});
    QCOMPARE(admission->permits.size(), 1U);
    QCOMPARE(world.callOf(targets[0]).status, ScheduledCallStatus::Failed);
    QCOMPARE(world.target(targets[0]).lastOutcome, std::optional(EndReason::CountryNotAllowed));
    QCOMPARE(world.target(targets[0]).attempts, 0);
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));

    // Allowed from now on, be it by a rule that was changed a moment ago.
    const std::vector<TargetId> later = world.addTargets(campaign.id, 1, E164{14155551000});
    world.materialize(campaign.id);
    callTo(E164{442079460001}, later[0]);
    world.db.execute("UPDATE trunks SET countries = 'FR GB'");
    QCOMPARE(world.pass({campaign.id})->permits.size(), 1U);
}

void NumberGateTest::aNumberCalledTooRecentlyWaitsAndHoldsBackNobodyElse()
{
    GateWorld world;
    const Campaign earlier = world.addCampaign();
    world.addTargets(earlier.id, 1);
    world.materialize(earlier.id);
    [[maybe_unused]] const DialPermit called = world.permit(earlier.id);

    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 3); // the first one was just called
    world.materialize(campaign.id);
    const Result<Passage> admission = world.pass({campaign.id});
    QCOMPARE(admission->permits.size(), 2U);
    // Until when is to be seen at the row and at the target.
    QCOMPARE(world.callOf(targets[0]).status, ScheduledCallStatus::Pending);
    QCOMPARE(world.callOf(targets[0]).dueAt, startOfTest + hour);
    QCOMPARE(world.target(targets[0]).nextAt, startOfTest + hour);
    QCOMPARE(admission->lanes.at(0).nextDue, std::optional(startOfTest + hour));
}

void NumberGateTest::theCoolDownBindsAllCampaigns()
{
    GateWorld world;
    const Campaign first = world.addCampaign();
    const Campaign second = world.addCampaign();
    for (const Campaign &campaign : {first, second}) {
        world.addTargets(campaign.id, 1);
        world.materialize(campaign.id);
    }
    const DialPermit called = world.permit(first.id);
    world.settle({ended(called.attemptId(), EndReason::Declined, world.clock.wall())});
    QCOMPARE(world.pass({second.id})->permits.size(), 0U);
    world.clock.advance(hour - Milliseconds(1));
    QCOMPARE(world.pass({second.id})->permits.size(), 0U);
    world.clock.advance(Milliseconds(1));
    QCOMPARE(world.pass({second.id})->permits.size(), 1U);
}

void NumberGateTest::aRetryIsNotHeldByTheCoolDownOfItsOwnRow()
{
    GateWorld world;
    const Campaign campaign = world.addCampaign({.retry = {.maxAttempts = 2, .delay = Milliseconds(60'000)}});
    world.addTargets(campaign.id, 1);
    world.materialize(campaign.id);
    const DialPermit called = world.permit(campaign.id);
    world.settle({ended(called.attemptId(), EndReason::Busy, world.clock.wall())});
    world.clock.advance(minute); // the retry delay, far below the cool-down of an hour
    const DialPermit again = world.permit(campaign.id);
    QCOMPARE(again.attempt(), 2);
    QCOMPARE(again.to(), called.to());
    QVERIFY(again.attemptId() != called.attemptId());
}

/// Whatever made the row due: the ledger, whose clock nobody sets, keeps the wait between two attempts.
void NumberGateTest::aRetryThatIsDueTooEarlyWaitsForItsDelay()
{
    GateWorld world;
    const Campaign campaign = world.addCampaign({.retry = {.maxAttempts = 3, .delay = minute * 10}});
    const TargetId target = world.addTargets(campaign.id, 1).front();
    world.materialize(campaign.id);
    for (const Milliseconds delay : {minute * 10, minute * 20}) { // it doubles
        const DialPermit called = world.permit(campaign.id);
        const WallTime at = world.clock.wall();
        world.settle({ended(called.attemptId(), EndReason::Busy, at)});
        world.clock.advance(minute);
        world.write([&](WriteTransaction &tx) { RowMoves(tx).postpone(world.callOf(target), tx.now); });
        QVERIFY(world.pass({campaign.id})->permits.empty());
        QCOMPARE(world.callOf(target).dueAt, at + delay);
        world.clock.advance(delay - minute);
    }
    QCOMPARE(world.permit(campaign.id).attempt(), 3);
}

void NumberGateTest::aNumberIsCalledNoMoreThanItsCapsPerDayAndWeek()
{
    GateWorld world;
    Workspace limits = world.workspace;
    limits.cooldown = minute;
    limits.maxPerDay = 2;
    limits.maxPerWeek = 3;
    world.save(limits);
    std::vector<WallTime> calls;
    // A campaign of its own for each call: the caps are over all of them.
    for (int i = 0; i < 6; ++i) {
        const Campaign campaign = world.addCampaign();
        world.addTargets(campaign.id, 1);
        world.materialize(campaign.id);
        for (int passes = 0; passes < 5; ++passes) {
            const Result<Passage> admission = world.pass({campaign.id});
            if (!admission->permits.empty()) {
                calls.push_back(world.clock.wall());
                break;
            }
            const WallTime next = admission->lanes.at(0).nextDue.value();
            QVERIFY(next > world.clock.wall()); // it says when, and that is later
            world.clock.advance(Milliseconds(next.ms - world.clock.wall().ms));
        }
    }
    QCOMPARE(calls.size(), 6U);
    const std::vector<WallTime> expected = {
        startOfTest,           startOfTest + minute,           startOfTest + day,
        startOfTest + day * 7, startOfTest + day * 7 + minute, startOfTest + day * 8};
    QCOMPARE(calls, expected);
}

void NumberGateTest::saysThatTheLedgerHoldsALaneAndUntilWhen()
{
    GateWorld world;
    const Campaign first = world.addCampaign();
    const Campaign second = world.addCampaign();
    for (const Campaign &campaign : {first, second}) {
        world.addTargets(campaign.id, 1);
        world.materialize(campaign.id);
    }
    [[maybe_unused]] const DialPermit called = world.permit(first.id);
    // The reason is always told: nothing but the ledger holds this lane.
    const Result<Passage> admission = world.pass({second.id});
    QCOMPARE(admission->lanes.at(0).hold, (Hold{HoldReason::NumberLedger, startOfTest + hour}));
}

void NumberGateTest::noSettingOfTheClockBuysACallMore()
{
    GateWorld world;
    std::vector<BootTime> calls;
    const std::array<Milliseconds, 6> steps{hour * 26, -hour * 50, hour * 3, hour * 30, -hour * 7, hour * 24 * 8};
    // One number, a row that is always due, and somebody who keeps setting the clock: three calls a day for all that.
    for (int look = 0; look < 48 * 6; ++look) {
        world.clock.stepWall(steps.at(static_cast<std::size_t>(look) % steps.size()));
        const Campaign another = world.addCampaign({.ratePerMinute = 0});
        world.addTargets(another.id, 1);
        world.materialize(another.id);
        world.db.execute("UPDATE scheduled_calls SET due_at = ? WHERE status = 0", world.clock.wall());
        calls.insert(calls.end(), world.pass({another.id})->permits.size(), world.clock.boot());
        world.clock.advance(Milliseconds(10 * 60'000));
    }
    QVERIFY(calls.size() >= 6U);
    for (std::size_t i = 3; i < calls.size(); ++i) {
        QVERIFY(calls[i] - calls[i - 3] >= Milliseconds(24 * 3'600'000));
    }
}

QTEST_GUILESS_MAIN(NumberGateTest)
#include "number_gate_test.moc"
