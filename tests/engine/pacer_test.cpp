// Pacer: the second lock on the pace, by itself. It counts the calls of the last minute in its process, and learns
// those of the process before.

#include "engine/gate/pacer.h"
#include "support/durations.h"
#include "support/gate_world.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

Q_DECLARE_METATYPE(campanile::HoldReason)

namespace {

constexpr int calls = 30;

class PacerWorld : public GateWorld {
public:
    /// What a call of the campaign has to do with; only the scope of this reason has a rate.
    [[nodiscard]] CallFacts facts(HoldReason scope, int perMinute) const
    {
        CallFacts facts;
        facts.workspace = workspace;
        facts.number = number;
        facts.trunk = trunk;
        facts.campaign = campaign;
        if (scope == HoldReason::WorkspaceRate) {
            facts.workspace->ratePerMinute = perMinute;
        } else if (scope == HoldReason::NumberRate) {
            facts.number->ratePerMinute = perMinute;
        } else {
            facts.campaign->ratePerMinute = perMinute;
        }
        return facts;
    }
    /// Lets `calls` calls through within a minute, one every two seconds; no rate is set.
    void callForAMinute()
    {
        addTargets(campaign.id, calls);
        materialize(campaign.id);
        for (int i = 0; i < calls; ++i) {
            [[maybe_unused]] const DialPermit permitted = permit(campaign.id);
            clock.advance(i + 1 < calls ? second * 2 : Milliseconds(0));
        }
    }
    /// What a new process knows.
    Pacer seeded()
    {
        Pacer pacer(clock);
        pacer.seed(db, ClockHistory(ClockStore(db).readings(clock.bootId()), clock.wall(), clock.boot()));
        return pacer;
    }

    Campaign campaign = addCampaign();
};

void addScopes()
{
    QTest::addColumn<HoldReason>("scope");
    QTest::newRow("workspace") << HoldReason::WorkspaceRate;
    QTest::newRow("number") << HoldReason::NumberRate;
    QTest::newRow("campaign") << HoldReason::CampaignRate;
}

} // namespace

class PacerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNewProcessKnowsTheCallsOfTheLastMinute_data() { addScopes(); }
    void aNewProcessKnowsTheCallsOfTheLastMinute();
    void whatAPassTakesCountsUnlessThePassIsUndone_data() { addScopes(); }
    void whatAPassTakesCountsUnlessThePassIsUndone();
};

void PacerTest::aNewProcessKnowsTheCallsOfTheLastMinute()
{
    QFETCH(const HoldReason, scope);
    PacerWorld world;
    world.callForAMinute();
    for (const Milliseconds step : {Milliseconds(0), hour, -hour * 5}) { // somebody sets the clock
        world.clock.stepWall(step);
        const WallTime now = world.clock.wall();
        Pacer pacer = world.seeded();
        QCOMPARE(pacer.check(world.facts(scope, calls), now).reason, scope);
        QCOMPARE(pacer.check(world.facts(scope, calls + 1), now).reason, HoldReason::None);
    }
    Pacer pacer = world.seeded();
    world.clock.advance(second * 3); // the first of them is a minute old now
    QCOMPARE(pacer.check(world.facts(scope, calls), world.clock.wall()).reason, HoldReason::None);
}

void PacerTest::whatAPassTakesCountsUnlessThePassIsUndone()
{
    QFETCH(const HoldReason, scope);
    PacerWorld world;
    const CallFacts facts = world.facts(scope, 2);
    const auto held = [&](Pacer &pacer) { return pacer.check(facts, world.clock.wall()).reason; };
    Pacer pacer(world.clock);
    pacer.take(facts);
    QCOMPARE(held(pacer), HoldReason::None);
    pacer.take(facts);
    QCOMPARE(held(pacer), scope);
    pacer.forget();
    QCOMPARE(held(pacer), HoldReason::None);
    pacer.take(facts);
    pacer.take(facts);
    pacer.keep();
    QCOMPARE(held(pacer), scope);
    pacer.forget(); // of the next pass
    QCOMPARE(held(pacer), scope);
    world.clock.stepWall(hour * 24); // no step of the clock buys a call
    QCOMPARE(held(pacer), scope);
    world.clock.advance(minute + second);
    QCOMPARE(held(pacer), HoldReason::None);
}

QTEST_GUILESS_MAIN(PacerTest)
#include "pacer_test.moc"
