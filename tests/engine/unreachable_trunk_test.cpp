// A trunk without a carrier holds its campaigns before an intent is written, and its calls go on by themselves when it
// has one.

#include "engine/why.h"
#include "support/durations.h"
#include "support/engine_world.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

namespace {

/// A campaign of three people on a trunk whose carrier comes and goes.
class TrunkWorld : public TestDatabase {
public:
    TrunkWorld()
    {
        campaign = addCampaign();
        addTargets(campaign.id, 3);
    }

    CarrierFactory carriers()
    {
        return [this](const Trunk &, EventLoop &loop, CarrierListener &listener,
                      MediaListener &media) -> std::unique_ptr<Carrier> {
            ++asked;
            return reachable ? std::make_unique<ManualCarrier>(loop, listener, media, script) : nullptr;
        };
    }

    ManualCarrier::Script script;
    Campaign campaign;
    bool reachable = false;
    int asked = 0;
};

} // namespace

class UnreachableTrunkTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noAttemptIsMade();
    void whySaysSo();
    void callsGoOnWhenItIsReached();
    void aChangedTrunkIsTriedAtOnce();
    void anotherTrunkIsNotHeldBack();
};

void UnreachableTrunkTest::noAttemptIsMade()
{
    TrunkWorld world;
    EngineLife life(world, world.carriers());
    life.runFor(minute * 10);
    QCOMPARE(CampaignStore(world.db).stats(world.campaign.id).attempts, 0);
    QVERIFY(AttemptStore(world.db).ids(world.workspace.id, {}, std::nullopt, {}, {}, -1).empty());
    QCOMPARE(life.holds.of({world.campaign.id, {}}).reason, HoldReason::NoCarrier);
    QVERIFY(world.asked > 100); // it is tried again and again
}

void UnreachableTrunkTest::whySaysSo() // B1-42
{
    TrunkWorld world;
    EngineLife life(world, world.carriers());
    life.runFor(second);
    Why why(world.db, world.clock.wall(), {.problem = life.engine.problem(), .trunks = &life.engine.trunks()});
    const Result<Explanation> explanation = why.ofCampaign(world.campaign.id);
    QVERIFY(explanation.ok());
    QCOMPARE(explanation->gates.at(0).obstacle, Obstacle(Hold{HoldReason::NoCarrier, {}}));
}

void UnreachableTrunkTest::callsGoOnWhenItIsReached()
{
    TrunkWorld world;
    EngineLife life(world, world.carriers());
    life.runFor(minute);
    QVERIFY(world.script.dials.empty());
    world.reachable = true;
    life.runFor(second * 6);
    QCOMPARE(world.script.dials.size(), 3U);
    QVERIFY(life.engine.problem().isNone());
    QCOMPARE(life.holds.of({world.campaign.id, {}}).reason, HoldReason::None);
}

void UnreachableTrunkTest::aChangedTrunkIsTriedAtOnce()
{
    TrunkWorld world;
    EngineLife life(world, world.carriers());
    life.runFor(second);
    world.reachable = true;
    life.engine.trunkChanged(world.trunk);
    life.runFor(Milliseconds(100));
    QCOMPARE(world.script.dials.size(), 3U);
}

void UnreachableTrunkTest::anotherTrunkIsNotHeldBack()
{
    TrunkWorld world;
    Trunk other = world.trunk;
    other.id = world.ids.next<TrunkId>();
    PhoneNumber number = world.number;
    number.id = world.ids.next<PhoneNumberId>();
    number.trunk = other.id;
    number.number = E164{14155550199};
    SetupStore setup(world.db);
    setup.insert(other);
    setup.insert(number);
    setup.assign(number.id, world.agent.id);
    const Campaign campaign = world.addCampaign({.fromNumber = number.id});
    world.addTargets(campaign.id, 2, E164{14155558000});
    EngineLife life(world, [&](const Trunk &trunk, EventLoop &loop, CarrierListener &listener, MediaListener &media) {
        return trunk.id == other.id ? std::make_unique<ManualCarrier>(loop, listener, media, world.script) : nullptr;
    });
    life.runFor(second);
    QCOMPARE(world.script.dials.size(), 2U);
    QCOMPARE(life.holds.of({world.campaign.id, {}}).reason, HoldReason::NoCarrier);
}

QTEST_GUILESS_MAIN(UnreachableTrunkTest)
#include "unreachable_trunk_test.moc"
