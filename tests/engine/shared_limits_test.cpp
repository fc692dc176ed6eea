// Rates and channels, as whole campaigns keep and share them.

#include "support/durations.h"
#include "support/manual_world.h"
#include "support/most_in_a_minute.h"
#include "support/simulated_world.h"

#include <QTest>

#include <algorithm>

using namespace campanile;
using namespace campanile::test;

class SharedLimitsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theRateHoldsInEveryMinuteOverRestarts();
    void twoCampaignsOnOneNumberShareItEvenly();
    void twoCampaignsOnOneChannelShareItEvenly();
    void aFullTrunkGoesOnWhenACallEnds();
};

void SharedLimitsTest::theRateHoldsInEveryMinuteOverRestarts() // B1-24, B1-36
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

void SharedLimitsTest::twoCampaignsOnOneNumberShareItEvenly()
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

void SharedLimitsTest::twoCampaignsOnOneChannelShareItEvenly()
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

void SharedLimitsTest::aFullTrunkGoesOnWhenACallEnds()
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

QTEST_GUILESS_MAIN(SharedLimitsTest)
#include "shared_limits_test.moc"
