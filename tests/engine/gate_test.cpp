// Gate: what may be dialled and what may not, and that nothing is dialled when anything fails on the way.

#include "support/durations.h"
#include "support/gate_world.h"
#include "support/most_in_a_minute.h"
#include "support/reports.h"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <array>
#include <map>

using namespace campanile;
using namespace campanile::test;

Q_DECLARE_METATYPE(campanile::HoldReason)

namespace {

HoldReason holdOf(const Result<Passage> &admission, std::size_t lane = 0)
{
    return admission->lanes.at(lane).hold.reason;
}

} // namespace

class GateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void letsADueCallThroughAndWritesItsAttempt();
    void saysTheFirstReasonThatHoldsALane();
    void saysThatItsCarrierIsMissing();
    void saysThatTheLedgerHoldsALaneAndUntilWhen();
    void noSettingOfTheClockBuysACallMore();
    void anotherProcessThatTookOverFencesItOff();
    void stopAllHoldsAtOnceAndIsReleased();
    void stopAllIsKeptInTheDatabase();
    void doesNotDialWithoutRoomForTheOutcome();
    void doesNotDialANumberOnTheDoNotCallList();
    void aNumberCalledTooRecentlyWaitsAndHoldsBackNobodyElse();
    void theCoolDownBindsAllCampaigns();
    void aRetryIsNotHeldByTheCoolDownOfItsOwnRow();
    void aNumberIsCalledNoMoreThanItsCapsPerDayAndWeek();
    void noMoreCallsAtOnceThanAllowed_data();
    void noMoreCallsAtOnceThanAllowed();
    void theMostRestrictiveRateWins_data();
    void theMostRestrictiveRateWins();
    void twoCampaignsOnOneNumberTogetherKeepItsRate();
    void lanesTakeTurnsCallByCall();
    void aHeldLaneHoldsBackNobody();
    void claimsEachRowOnce();
    void doesNotDialARowThatIsNotDueYet();
    void aJournalThatCannotBeWrittenDialsNobody();
    void aRolledBackPassDialsNobody();
    void aRolledBackPassDoesNotMoveTheBuckets();
    void thePermitIsInTheJournalBeforeItIsOut();
    void aPermitOpensOnce();
    void aPermitExpires();
    void aPermitDoesNotOutliveTheSleepOfTheMachine();
    void aRestartDoesNotBurst();
    void theRateHoldsOverARestartAfterTheClockWasPutForward();
    void theRateHoldsWhereTheClockIsSetAndTheProgramDiesAgainAndAgain();
};

void GateTest::letsADueCallThroughAndWritesItsAttempt()
{
    GateWorld world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 1, E164{14155550142});
    world.materialize(campaign.id);

    const Result<Passage> admission = world.pass({campaign.id});
    QVERIFY(admission.ok());
    QCOMPARE(admission->permits.size(), 1U);
    const DialPermit &permit = admission->permits.front();
    QCOMPARE(permit.to(), E164{14155550142});
    QCOMPARE(permit.from(), world.number.number);
    QCOMPARE(permit.attempt(), 1);
    QCOMPARE(permit.trunk(), world.trunk.id);
    QCOMPARE(permit.callId(), permit.attemptId().toStdString() + "@test");
    QCOMPARE(permit.maxHold(), Milliseconds(60'000));
    QCOMPARE(permit.maxDuration(), Milliseconds(1'800'000));

    const Attempt attempt = AttemptStore(world.db).find(permit.attemptId()).value();
    QCOMPARE(attempt.state, AttemptState::Intent);
    QCOMPARE(attempt.to, E164{14155550142});
    QCOMPARE(attempt.generation, world.generation);
    QCOMPARE(attempt.intentAt, startOfTest);
    QCOMPARE(attempt.target, targets.front());
    QCOMPARE(world.callOf(targets.front()).status, ScheduledCallStatus::InFlight);
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
    QCOMPARE(world.stats(campaign.id).inFlight, 1);
    QVERIFY(world.published.back().calls);
}

void GateTest::saysTheFirstReasonThatHoldsALane()
{
    GateWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 4, .maxConcurrent = 1});
    world.addTargets(campaign.id, 2);
    world.db.execute("UPDATE workspaces SET rate_per_minute = 1");
    world.db.execute("UPDATE phone_numbers SET rate_per_minute = 2");
    world.materialize(campaign.id);
    world.db.execute("UPDATE scheduled_calls SET due_at = ?", world.clock.wall()); // both due, whatever the rate
    [[maybe_unused]] const DialPermit first = world.permit(campaign.id);

    // Everything is wrong at once now; each step puts right what was said last.
    world.db.execute("UPDATE workspaces SET disabled = 1, max_concurrent = 1");
    world.db.execute("UPDATE trunks SET max_channels = 1");
    world.db.execute("UPDATE agents SET disabled = 1");
    world.setStatus(campaign.id, CampaignStatus::Paused);
    world.freeBytes = 1;
    world.gate.stop();
    const auto heldBy = [&] { return world.pass({campaign.id})->lanes.at(0).hold; };

    QCOMPARE(heldBy().reason, HoldReason::Stopped);
    world.gate.release();
    QCOMPARE(heldBy().reason, HoldReason::DiskLow);
    world.freeBytes = -1;
    QCOMPARE(heldBy().reason, HoldReason::WorkspaceDisabled);
    world.db.execute("UPDATE workspaces SET disabled = 0");
    QCOMPARE(heldBy().reason, HoldReason::CampaignNotActive);
    world.setStatus(campaign.id, CampaignStatus::Active);
    QCOMPARE(heldBy().reason, HoldReason::AgentDisabled);
    world.db.execute("UPDATE agents SET disabled = 0");
    QCOMPARE(heldBy().reason, HoldReason::WorkspaceBusy);
    world.db.execute("UPDATE workspaces SET max_concurrent = 2");
    QCOMPARE(heldBy().reason, HoldReason::TrunkBusy);
    world.db.execute("UPDATE trunks SET max_channels = 2");
    QCOMPARE(heldBy().reason, HoldReason::CampaignBusy);
    world.db.execute("UPDATE campaigns SET max_concurrent = 2");
    // B1-36: of the rates the one that lasts longest is said, with its end.
    QCOMPARE(heldBy(), (Hold{HoldReason::WorkspaceRate, startOfTest + minute}));
    world.db.execute("UPDATE workspaces SET rate_per_minute = 0");
    QCOMPARE(heldBy(), (Hold{HoldReason::NumberRate, startOfTest + Milliseconds(30'000)}));
    world.db.execute("UPDATE phone_numbers SET rate_per_minute = 0");
    QCOMPARE(heldBy(), (Hold{HoldReason::CampaignRate, startOfTest + Milliseconds(15'000)}));
    world.db.execute("UPDATE campaigns SET rate_per_minute = 0");
    const Result<Passage> admission = world.pass({campaign.id});
    QCOMPARE(holdOf(admission), HoldReason::None);
    QCOMPARE(admission->permits.size(), 1U);
}

void GateTest::saysThatItsCarrierIsMissing()
{
    GateWorld world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 1);
    world.materialize(campaign.id);
    world.db.script("PRAGMA foreign_keys=OFF; DELETE FROM trunks; PRAGMA foreign_keys=ON");
    const Result<Passage> admission = world.pass({campaign.id});
    QCOMPARE(holdOf(admission), HoldReason::NoCarrier);
    QVERIFY(admission->permits.empty());
}

void GateTest::saysThatTheLedgerHoldsALaneAndUntilWhen()
{
    GateWorld world;
    const Campaign first = world.addCampaign();
    const Campaign second = world.addCampaign();
    for (const Campaign &campaign : {first, second}) {
        world.addTargets(campaign.id, 1);
        world.materialize(campaign.id);
    }
    [[maybe_unused]] const DialPermit called = world.permit(first.id);
    // "The reason is always visible" (design.md section 6): nothing but the ledger holds this lane.
    const Result<Passage> admission = world.pass({second.id});
    QCOMPARE(admission->lanes.at(0).hold, (Hold{HoldReason::NumberLedger, startOfTest + hour}));
}

void GateTest::noSettingOfTheClockBuysACallMore()
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

void GateTest::anotherProcessThatTookOverFencesItOff()
{
    GateWorld world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 1);
    world.materialize(campaign.id);
    const std::string before = world.contents();
    EngineStore(world.db).beginGeneration();

    const Result<Passage> admission = world.pass({campaign.id});
    QVERIFY(admission.ok());
    QVERIFY(admission->fenced);
    QVERIFY(admission->permits.empty());
    QCOMPARE(world.contents(), before);
}

void GateTest::stopAllHoldsAtOnceAndIsReleased()
{
    GateWorld world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 1);
    world.materialize(campaign.id);
    world.gate.stop();
    QVERIFY(world.gate.isStopped());
    QCOMPARE(holdOf(world.pass({campaign.id})), HoldReason::Stopped);
    QCOMPARE(world.stats(campaign.id).attempts, 0);
    world.gate.release();
    QCOMPARE(world.pass({campaign.id})->permits.size(), 1U);
}

void GateTest::stopAllIsKeptInTheDatabase()
{
    GateWorld world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 1);
    world.materialize(campaign.id);
    world.write([](WriteTransaction &transaction) { EngineStore(transaction.db).setStopped(true); });
    Gate laterGate(world.writer, world.db, world.clock, world.options());
    QCOMPARE(holdOf(GateWorld::passOf(laterGate, {campaign.id})), HoldReason::Stopped);
    world.write([](WriteTransaction &transaction) { EngineStore(transaction.db).setStopped(false); });
    QCOMPARE(GateWorld::passOf(laterGate, {campaign.id})->permits.size(), 1U);
}

void GateTest::doesNotDialWithoutRoomForTheOutcome()
{
    GateWorld world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 1);
    world.materialize(campaign.id);
    const qint64 least = world.options().leastFreeBytes;
    world.freeBytes = least - 1;
    QCOMPARE(holdOf(world.pass({campaign.id})), HoldReason::DiskLow);
    QCOMPARE(world.stats(campaign.id).attempts, 0);
    world.freeBytes = least;
    QCOMPARE(world.pass({campaign.id})->permits.size(), 1U);
}

void GateTest::doesNotDialANumberOnTheDoNotCallList()
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

void GateTest::aNumberCalledTooRecentlyWaitsAndHoldsBackNobodyElse()
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

void GateTest::theCoolDownBindsAllCampaigns()
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

void GateTest::aRetryIsNotHeldByTheCoolDownOfItsOwnRow()
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

void GateTest::aNumberIsCalledNoMoreThanItsCapsPerDayAndWeek()
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

void GateTest::noMoreCallsAtOnceThanAllowed_data()
{
    QTest::addColumn<HoldReason>("reason");
    QTest::newRow("workspace") << HoldReason::WorkspaceBusy;
    QTest::newRow("trunk") << HoldReason::TrunkBusy;
    QTest::newRow("campaign") << HoldReason::CampaignBusy;
}

void GateTest::noMoreCallsAtOnceThanAllowed()
{
    QFETCH(const HoldReason, reason);
    GateWorld world;
    const Campaign campaign = world.addCampaign({.maxConcurrent = reason == HoldReason::CampaignBusy ? 3 : 0});
    world.addTargets(campaign.id, 10);
    world.materialize(campaign.id);
    if (reason == HoldReason::WorkspaceBusy) {
        world.db.execute("UPDATE workspaces SET max_concurrent = 3");
    } else if (reason == HoldReason::TrunkBusy) {
        world.db.execute("UPDATE trunks SET max_channels = 3");
    }
    const Result<Passage> first = world.pass({campaign.id});
    QCOMPARE(first->permits.size(), 3U);
    QCOMPARE(holdOf(first), reason);
    QCOMPARE(world.pass({campaign.id})->permits.size(), 0U);
    world.settle({ended(first->permits[0].attemptId(), EndReason::Busy, world.clock.wall()),
                  ended(first->permits[1].attemptId(), EndReason::NotSent, world.clock.wall())});
    QCOMPARE(world.pass({campaign.id})->permits.size(), 2U); // two channels are free again
    QCOMPARE(world.pass({campaign.id})->permits.size(), 0U);
}

void GateTest::theMostRestrictiveRateWins_data()
{
    QTest::addColumn<int>("workspaceRate");
    QTest::addColumn<int>("numberRate");
    QTest::addColumn<int>("campaignRate");
    QTest::newRow("workspace") << 12 << 30 << 60;
    QTest::newRow("number") << 60 << 12 << 30;
    QTest::newRow("campaign") << 30 << 60 << 12;
    QTest::newRow("only the campaign's") << 0 << 0 << 30;
    QTest::newRow("only the number's") << 0 << 7 << 0;
    QTest::newRow("only the workspace's") << 13 << 0 << 0;
}

void GateTest::theMostRestrictiveRateWins() // B1-35, B1-36
{
    QFETCH(const int, workspaceRate);
    QFETCH(const int, numberRate);
    QFETCH(const int, campaignRate);
    GateWorld world;
    Workspace workspace = world.workspace;
    workspace.ratePerMinute = workspaceRate;
    world.save(workspace);
    PhoneNumber number = world.number;
    number.ratePerMinute = numberRate;
    world.save(number);
    const Campaign campaign = world.addCampaign({.ratePerMinute = campaignRate});
    world.addTargets(campaign.id, 400);
    world.materialize(campaign.id);
    world.db.execute("UPDATE scheduled_calls SET due_at = ?", world.clock.wall()); // all due: only the rates hold

    std::vector<WallTime> calls;
    const WallTime end = startOfTest + minute * 10;
    while (world.clock.wall() < end) {
        const Result<Passage> admission = world.pass({campaign.id});
        calls.insert(calls.end(), admission->permits.size(), world.clock.wall());
        const WallTime next = admission->lanes.at(0).hold.until;
        QVERIFY(next > world.clock.wall());
        world.clock.advance(Milliseconds(next.ms - world.clock.wall().ms));
    }
    int least = 60'000;
    for (const int rate : {workspaceRate, numberRate, campaignRate}) {
        least = rate > 0 ? std::min(least, rate) : least;
    }
    QVERIFY2(mostInAMinute(calls) <= static_cast<std::size_t>(least),
             qPrintable(QString::number(mostInAMinute(calls))));
    QVERIFY(calls.size() >= static_cast<std::size_t>(least) * 10 - 10); // and it is used
}

void GateTest::twoCampaignsOnOneNumberTogetherKeepItsRate()
{
    GateWorld world;
    PhoneNumber number = world.number;
    number.ratePerMinute = 20;
    world.save(number);
    std::vector<CampaignId> lanes;
    for (int i = 0; i < 2; ++i) {
        const Campaign campaign = world.addCampaign();
        world.addTargets(campaign.id, 100, E164{14155552000 + i * 100});
        world.materialize(campaign.id);
        lanes.push_back(campaign.id);
    }
    std::vector<WallTime> calls;
    for (int i = 0; i < 600; ++i) {
        calls.insert(calls.end(), world.pass(lanes)->permits.size(), world.clock.wall());
        world.clock.advance(Milliseconds(500));
    }
    QVERIFY(mostInAMinute(calls) <= 20);
    QCOMPARE(calls.size(), 100U); // five minutes at 20
}

void GateTest::lanesTakeTurnsCallByCall()
{
    GateWorld world;
    Trunk trunk = world.trunk;
    trunk.maxChannels = 10;
    world.save(trunk);
    std::vector<CampaignId> lanes;
    for (int i = 0; i < 2; ++i) {
        const Campaign campaign = world.addCampaign();
        world.addTargets(campaign.id, 50, E164{14155552000 + i * 100});
        world.materialize(campaign.id);
        lanes.push_back(campaign.id);
    }
    const Result<Passage> admission = world.pass(lanes);
    QCOMPARE(admission->permits.size(), 10U);
    QCOMPARE(admission->lanes.at(0).admitted, 5);
    QCOMPARE(admission->lanes.at(1).admitted, 5);
}

void GateTest::aHeldLaneHoldsBackNobody()
{
    GateWorld world;
    const Campaign paused = world.addCampaign();
    const Campaign slow = world.addCampaign({.ratePerMinute = 1});
    const Campaign free = world.addCampaign();
    world.addTargets(paused.id, 5, E164{14155552000});
    world.addTargets(slow.id, 5, E164{14155552100});
    world.addTargets(free.id, 5, E164{14155552200});
    for (const Campaign &campaign : {paused, slow, free}) {
        world.materialize(campaign.id);
    }
    world.setStatus(paused.id, CampaignStatus::Paused);
    const Result<Passage> admission = world.pass({paused.id, slow.id, free.id});
    QCOMPARE(admission->lanes.at(0).admitted, 0);
    QCOMPARE(admission->lanes.at(1).admitted, 1);
    QCOMPARE(admission->lanes.at(2).admitted, 5);
}

void GateTest::claimsEachRowOnce()
{
    GateWorld world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 30);
    world.materialize(campaign.id);
    Gate other(world.writer, world.db, world.clock, world.options());
    std::map<E164, int> dialled;
    for (int i = 0; i < 5; ++i) {
        for (Gate *gate : {&world.gate, &other}) {
            const Result<Passage> admission = GateWorld::passOf(*gate, {campaign.id}, 4);
            for (const DialPermit &permit : admission->permits) {
                ++dialled[permit.to()];
            }
        }
    }
    QCOMPARE(dialled.size(), 30U);
    QVERIFY(std::all_of(dialled.begin(), dialled.end(), [](const auto &entry) { return entry.second == 1; }));
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
}

void GateTest::doesNotDialARowThatIsNotDueYet()
{
    GateWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 60});
    world.addTargets(campaign.id, 2);
    world.materialize(campaign.id); // due now and in a second
    QCOMPARE(world.pass({campaign.id})->permits.size(), 1U);
    world.db.execute("UPDATE campaigns SET rate_per_minute = 0"); // so that only the due time can hold the second
    const Result<Passage> early = world.pass({campaign.id});
    QCOMPARE(early->permits.size(), 0U);
    QCOMPARE(early->lanes.at(0).nextDue, std::optional(startOfTest + Milliseconds(1'000)));
    world.clock.advance(Milliseconds(1'000));
    QCOMPARE(world.pass({campaign.id})->permits.size(), 1U);
}

void GateTest::aJournalThatCannotBeWrittenDialsNobody()
{
    GateWorld world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 3);
    world.materialize(campaign.id);
    const QString blocked = world.folder.filePath(QStringLiteral("file"));
    QFile file(blocked);
    QVERIFY(file.open(QIODevice::WriteOnly));
    Gate::Options options = world.options();
    options.journalFolder = blocked; // a file where the folder should be
    Gate gate(world.writer, world.db, world.clock, options);

    const Result<Passage> admission = GateWorld::passOf(gate, {campaign.id});
    QVERIFY(admission.ok());
    QVERIFY(admission->permits.empty());
    QVERIFY(admission->problem.has_value());
    QCOMPARE(admission->withheld.size(), 3U);
    // The intents are known not to have left, so they are given back whole.
    std::vector<AttemptReport> reports;
    for (const AttemptId attempt : admission->withheld) {
        reports.push_back(ended(attempt, EndReason::NotSent, world.clock.wall()));
    }
    world.settle(reports);
    for (const TargetId target : targets) {
        QCOMPARE(world.callOf(target).status, ScheduledCallStatus::Pending);
        QCOMPARE(world.callOf(target).attempt, 0);
    }
    world.clock.advance(minute);
    QCOMPARE(world.pass({campaign.id})->permits.size(), 3U); // with a journal that works
}

void GateTest::aRolledBackPassDialsNobody()
{
    GateWorld world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 3);
    world.materialize(campaign.id);
    const std::string before = world.contents();
    world.writer.fault = [](WritePriority) { return std::optional(Error{ErrorCode::StorageFull, {}, {}}); };
    const Result<Passage> admission = world.pass({campaign.id});
    QVERIFY(!admission.ok());
    QCOMPARE(admission.error().code, ErrorCode::StorageFull);
    QCOMPARE(world.contents(), before);
    world.writer.fault = {};
    QCOMPARE(world.pass({campaign.id})->permits.size(), 3U);
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
}

void GateTest::aRolledBackPassDoesNotMoveTheBuckets()
{
    GateWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 2});
    world.addTargets(campaign.id, 3);
    world.materialize(campaign.id);
    world.writer.fault = [](WritePriority) { return std::optional(Error{ErrorCode::StorageFailed, {}, {}}); };
    QVERIFY(!world.pass({campaign.id}).ok());
    world.writer.fault = {};
    QCOMPARE(world.pass({campaign.id})->permits.size(), 1U);
    QCOMPARE(world.pass({campaign.id})->permits.size(), 0U);
}

void GateTest::thePermitIsInTheJournalBeforeItIsOut()
{
    GateWorld world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 2);
    world.materialize(campaign.id);
    const Result<Passage> admission = world.pass({campaign.id});
    QFile journal(world.journalFolder() + QStringLiteral("/2026-01-05.log"));
    QVERIFY(journal.open(QIODevice::ReadOnly));
    QByteArray expected;
    for (const DialPermit &permit : admission->permits) {
        expected += "2026-01-05T09:00:00.000Z permit " + permit.attemptId().toStdString() + ' ' +
                    permit.to().toStdString() + " from +14155550100 attempt 1 of " +
                    permit.intent().scheduledCall.toStdString() + ' ' + permit.intent().target.toStdString() + '\n';
    }
    QCOMPARE(journal.readAll(), expected);
    QCOMPARE(journal.permissions() & (QFile::ReadOther | QFile::ReadGroup), QFile::Permissions());
}

void GateTest::aPermitOpensOnce()
{
    static_assert(!std::is_copy_constructible_v<DialPermit> && !std::is_copy_assignable_v<DialPermit> &&
                  !std::is_default_constructible_v<DialPermit>);
    GateWorld world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 1);
    world.materialize(campaign.id);
    DialPermit permit = world.permit(campaign.id);
    QVERIFY(permit.opens(world.clock.boot()));
    const DialPermit &spent = permit;
    const DialPermit moved = std::move(permit);
    QVERIFY(!spent.opens(world.clock.boot()));
    QVERIFY(moved.opens(world.clock.boot()));
}

void GateTest::aPermitExpires()
{
    GateWorld world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 1);
    world.materialize(campaign.id);
    const DialPermit permit = world.permit(campaign.id);
    world.clock.stepWall(hour); // no clock that somebody sets changes it
    world.clock.advance(DialPermit::lifetime - Microseconds(1));
    QVERIFY(permit.opens(world.clock.boot()));
    world.clock.advance(Microseconds(1));
    QVERIFY(!permit.opens(world.clock.boot()));
}

void GateTest::aPermitDoesNotOutliveTheSleepOfTheMachine()
{
    GateWorld world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 1);
    world.materialize(campaign.id);
    const DialPermit permit = world.permit(campaign.id);
    world.clock.suspend(Milliseconds(8 * 3'600'000)); // monotonic time stands still meanwhile
    QVERIFY(!permit.opens(world.clock.boot()));
}

void GateTest::aRestartDoesNotBurst()
{
    GateWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 30});
    world.addTargets(campaign.id, 400);
    world.materialize(campaign.id);
    world.db.execute("UPDATE scheduled_calls SET due_at = ?", world.clock.wall() - hour * 2);
    std::vector<WallTime> calls;
    // A new gate every 900 ms is a program that keeps dying: no window may see more than the rate for all that.
    for (int i = 0; i < 200; ++i) {
        Gate gate(world.writer, world.db, world.clock, world.options());
        for (int j = 0; j < 3; ++j) {
            calls.insert(calls.end(), GateWorld::passOf(gate, {campaign.id})->permits.size(), world.clock.wall());
            world.clock.advance(Milliseconds(300));
        }
    }
    QVERIFY2(mostInAMinute(calls) <= 30, qPrintable(QString::number(mostInAMinute(calls))));
    QVERIFY(calls.size() > 60);
}

void GateTest::theRateHoldsOverARestartAfterTheClockWasPutForward()
{
    GateWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 30});
    world.addTargets(campaign.id, 100);
    world.materialize(campaign.id);
    world.db.execute("UPDATE scheduled_calls SET due_at = ?", world.clock.wall());
    std::size_t calls = 0;
    for (int second = 0; second < 59; second += 2) {
        calls += world.pass({campaign.id})->permits.size();
        world.clock.advance(Milliseconds(second == 58 ? 0 : 2'000));
    }
    QCOMPARE(calls, 30U);
    world.clock.stepWall(hour);
    Gate next(world.writer, world.db, world.clock, world.options());
    calls += GateWorld::passOf(next, {campaign.id})->permits.size();
    QCOMPARE(calls, 30U);
}

void GateTest::theRateHoldsWhereTheClockIsSetAndTheProgramDiesAgainAndAgain()
{
    GateWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 6});
    world.addTargets(campaign.id, 400);
    world.materialize(campaign.id);
    const std::array<Milliseconds, 5> steps{hour, -hour * 3, Milliseconds(7'000), -Milliseconds(20'000), hour * 26};
    std::vector<WallTime> calls; // by a clock that nobody sets
    for (int life = 0; life < 60; ++life) {
        Gate gate(world.writer, world.db, world.clock, world.options());
        for (int look = 0; look < 5; ++look) {
            world.db.execute("UPDATE scheduled_calls SET due_at = ? WHERE status = 0", world.clock.wall());
            calls.insert(calls.end(), GateWorld::passOf(gate, {campaign.id})->permits.size(),
                         WallTime{world.clock.boot().us / 1'000});
            world.clock.advance(Milliseconds(1'700));
            if (look == life % 4) {
                world.clock.stepWall(steps.at(static_cast<std::size_t>(life) % steps.size()));
            }
        }
    }
    QVERIFY2(mostInAMinute(calls) <= 6, qPrintable(QString::number(mostInAMinute(calls))));
    QVERIFY2(calls.size() > 25, qPrintable(QString::number(calls.size())));
}

QTEST_GUILESS_MAIN(GateTest)
#include "gate_test.moc"
