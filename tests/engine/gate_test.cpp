// Gate: which rows go, which wait and why, and that each goes once.

#include "support/durations.h"
#include "support/gate_world.h"
#include "support/reports.h"

#include <QTest>

#include <algorithm>
#include <map>

using namespace campanile;
using namespace campanile::test;

Q_DECLARE_METATYPE(campanile::HoldReason)

class GateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void letsADueCallThroughAndWritesItsAttempt();
    void saysTheFirstReasonThatHoldsALane();
    void saysThatItsCarrierIsMissing();
    void anotherProcessThatTookOverFencesItOff();
    void stopAllHoldsAtOnceAndIsReleased();
    void stopAllIsKeptInTheDatabase();
    void doesNotDialWithoutRoomForTheOutcome();
    void noMoreCallsAtOnceThanAllowed_data();
    void noMoreCallsAtOnceThanAllowed();
    void lanesTakeTurnsCallByCall();
    void aHeldLaneHoldsBackNobody();
    void claimsEachRowOnce();
    void doesNotDialARowThatIsNotDueYet();
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
    QCOMPARE(permit.brief().maxHold, Milliseconds(60'000));
    QCOMPARE(permit.brief().maxDuration, Milliseconds(1'800'000));

    const Attempt attempt = AttemptStore(world.db).find(permit.attemptId()).value();
    QCOMPARE(attempt.state, AttemptState::Intent);
    QCOMPARE(attempt.to, E164{14155550142});
    QCOMPARE(attempt.process, world.process);
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

void GateTest::anotherProcessThatTookOverFencesItOff()
{
    GateWorld world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 1);
    world.materialize(campaign.id);
    const std::string before = world.contents();
    ProcessStore(world.db).enrolAlone(world.clock.wall());

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

QTEST_GUILESS_MAIN(GateTest)
#include "gate_test.moc"
