// What another process changes reaches a running engine within a heartbeat, even when that process has ended since.

#include "support/two_machines.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

namespace {

constexpr Milliseconds aHeartbeat = std::chrono::duration_cast<Milliseconds>(ProcessWatch::Pace{}.heartbeat) + second;

/// Two machines and changes that none of them is told of, as those of a third process are.
class ChangedWorld : public TwoMachines {
public:
    /// The second one ends in good order.
    void endTheSecond()
    {
        ProcessStore(db).end(second->enrolment.id, clock.wall());
        crash(second);
    }
    /// A campaign of five people who may all be called at once.
    CampaignId startCampaign(PhoneNumberId from = {})
    {
        const CampaignId campaign = addCampaign({.fromNumber = from}).id;
        addTargets(campaign, 5);
        return campaign;
    }
};

} // namespace

class OtherProcessTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTrunkThatAnotherAddedIsDialledOn();
    void nothingIsDialledOnATrunkThatAnotherRemoved();
    void settingsThatAnotherChangedReachTheCarrierOnce();
    void whatWasBegunBeforeTheOtherEndedIsFound();
    void whatWasBegunBetweenTwoHeartbeatsIsFound();
};

void OtherProcessTest::aTrunkThatAnotherAddedIsDialledOn()
{
    ChangedWorld world;
    Trunk trunk = world.trunk;
    trunk.id = world.ids.next<TrunkId>();
    PhoneNumber number = world.number;
    number.id = world.ids.next<PhoneNumberId>();
    number.trunk = trunk.id;
    number.number = E164{14155550102};
    SetupStore setup(world.db);
    setup.insert(trunk);
    setup.insert(number);
    setup.assign(number.id, world.agent.id);
    world.startCampaign(number.id);
    world.runFor(aHeartbeat);
    QCOMPARE(world.dials().size(), 5U);
    QVERIFY(world.nobodyWasDialledTwice());
    QCOMPARE(world.db.integer("SELECT count(*) FROM attempts").value(), 5); // none was given back for want of a carrier
}

void OtherProcessTest::nothingIsDialledOnATrunkThatAnotherRemoved()
{
    ChangedWorld world;
    const CampaignId campaign = world.dial({.ratePerMinute = 60}, 200).id;
    world.runFor(Milliseconds(12'500)); // between two calls and between two heartbeats
    const std::size_t before = world.dials().size();
    QVERIFY(before > 10);
    QVERIFY(SetupStore(world.db).remove(world.trunk.id));
    world.runFor(second * 2);
    QCOMPARE(world.dials().size(), before); // the gate does not wait for a heartbeat
    world.runFor(aHeartbeat);
    for (const Machine *machine : {world.first.get(), world.second.get()}) {
        QCOMPARE(machine->engine.trunks().stateOf(world.trunk.id).status, TrunkStatus::Removed);
        QCOMPARE(machine->holds.of({campaign, {}}).reason, HoldReason::NoCarrier);
    }
    for (Machine *machine : {world.first.get(), world.second.get()}) {
        for (const Dialled &dial : machine->script.dials) { // they are settled all the same
            machine->carrier().end(dial.attempt, EndReason::Busy);
        }
    }
    world.runFor(second);
    QCOMPARE(world.stats(campaign).of(TargetStatus::Failed), static_cast<qint64>(before));
    QCOMPARE(world.stats(campaign), world.recount(campaign));
    world.runFor(hour);
    QCOMPARE(world.dials().size(), before);
}

void OtherProcessTest::settingsThatAnotherChangedReachTheCarrierOnce()
{
    ChangedWorld world;
    world.runFor(aHeartbeat);
    QVERIFY(world.first->script.configured.empty());
    Trunk changed = world.trunk;
    changed.encryption = Encryption::UdpRtp;
    changed.simulation.speed = 2.5;
    world.save(changed);
    world.runFor(aHeartbeat * 3);
    for (const Machine *machine : {world.first.get(), world.second.get()}) {
        QCOMPARE(machine->script.configured.size(), 1U);
        QVERIFY(machine->script.configured.front() == changed);
    }
}

void OtherProcessTest::whatWasBegunBeforeTheOtherEndedIsFound()
{
    ChangedWorld world;
    world.runFor(aHeartbeat); // each knows of the other
    world.startCampaign();
    world.endTheSecond();
    world.runFor(aHeartbeat);
    QCOMPARE(world.first->script.dials.size(), 5U);
}

void OtherProcessTest::whatWasBegunBetweenTwoHeartbeatsIsFound()
{
    ChangedWorld world;
    world.endTheSecond();
    world.runFor(aHeartbeat * 3); // the first is alone, and knows it
    const ProcessId brief = ProcessStore(world.db).enrol(world.clock.wall()).id;
    world.startCampaign();
    ProcessStore(world.db).end(brief, world.clock.wall());
    world.runFor(aHeartbeat);
    QCOMPARE(world.first->script.dials.size(), 5U);
}

QTEST_GUILESS_MAIN(OtherProcessTest)
#include "other_process_test.moc"
