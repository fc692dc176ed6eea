// The circuit breaker at the pace of real campaigns, on the simulated carrier: refusals are known at once, answers
// after seconds of ringing, endings after the talk.

#include "support/simulated_world.h"

#include <QTest>

#include <algorithm>

using namespace campanile;
using namespace campanile::test;

namespace {

/// A campaign with the usual breaker, on a carrier that refuses a share of the calls.
class PaceWorld : public SimulatedWorld {
public:
    PaceWorld(const SimulationSettings &settings, int ratePerMinute, int targets)
    {
        Trunk simulated = trunk;
        simulated.simulation = settings;
        save(simulated);
        id = addCampaign({.ratePerMinute = ratePerMinute}).id;
        addTargets(id, targets);
        begin();
    }
    [[nodiscard]] std::size_t dialsWithin(Milliseconds time) const
    {
        return static_cast<std::size_t>(std::count_if(
            dials.begin(), dials.end(), [&](const Dialled &dial) { return dial.at <= dials.front().at + time; }));
    }

    CampaignId id;
};

/// 15 % are refused: 5 % at once for the number, 5 % at once by the carrier, 5 % by the person after some ringing.
SimulationSettings mostAnswer(int seed)
{
    SimulationSettings settings;
    settings.busyRate = 0.05;
    settings.noAnswerRate = 0.1;
    settings.declinedRate = settings.invalidRate = settings.carrierErrorRate = 0.05;
    settings.voicemailRate = 0.2;
    settings.seed = static_cast<quint64>(seed);
    return settings;
}

SimulationSettings mostFail(int seed)
{
    SimulationSettings settings;
    settings.busyRate = settings.noAnswerRate = settings.declinedRate = settings.invalidRate = 0;
    settings.voicemailRate = 0;
    settings.carrierErrorRate = 0.8;
    settings.seed = static_cast<quint64>(seed);
    return settings;
}

void fiveSeeds()
{
    QTest::addColumn<int>("seed");
    for (int seed = 1; seed <= 5; ++seed) {
        QTest::addRow("seed %d", seed) << seed;
    }
}

} // namespace

class BreakerPaceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFastCampaignThatMostPeopleAnswerNeverTrips_data() { fiveSeeds(); }
    void aFastCampaignThatMostPeopleAnswerNeverTrips();
    void aCampaignThatMostlyFailsTripsWithinFiftyDials_data() { fiveSeeds(); }
    void aCampaignThatMostlyFailsTripsWithinFiftyDials();
    void aFastCampaignThatMostlyFailsTripsWhenTheFirstFailuresAreKnown_data() { fiveSeeds(); }
    void aFastCampaignThatMostlyFailsTripsWhenTheFirstFailuresAreKnown();
    void aTrunkThatBreaksInTheMiddleTrips();
};

void BreakerPaceTest::aFastCampaignThatMostPeopleAnswerNeverTrips()
{
    QFETCH(const int, seed);
    PaceWorld world(mostAnswer(seed), 6'000, 3'000);
    QVERIFY(world.life->runUntil([&] { return world.status(world.id) != CampaignStatus::Active; }));
    QCOMPARE(world.status(world.id), CampaignStatus::Completed);
    QCOMPARE(world.events(EventType::CampaignPaused, world.id), 0);
    QVERIFY(world.dialsWithin(10 * second) > 500); // it was fast
}

void BreakerPaceTest::aCampaignThatMostlyFailsTripsWithinFiftyDials()
{
    QFETCH(const int, seed);
    PaceWorld world(mostFail(seed), 60, 500);
    QVERIFY(world.life->runUntil([&] { return world.status(world.id) != CampaignStatus::Active; }));
    QCOMPARE(world.status(world.id), CampaignStatus::Paused);
    QVERIFY2(world.dials.size() <= 50, qPrintable(QString::number(world.dials.size())));
}

/// The carrier says no after half a second, in which fifty more are dialled.
void BreakerPaceTest::aFastCampaignThatMostlyFailsTripsWhenTheFirstFailuresAreKnown()
{
    QFETCH(const int, seed);
    PaceWorld world(mostFail(seed), 6'000, 3'000);
    QVERIFY(world.life->runUntil([&] { return world.status(world.id) != CampaignStatus::Active; }));
    QCOMPARE(world.status(world.id), CampaignStatus::Paused);
    QVERIFY2(world.dialsWithin(2 * second) == world.dials.size(), qPrintable(QString::number(world.dials.size())));
}

/// People who were dialled before still answer; that hides nothing.
void BreakerPaceTest::aTrunkThatBreaksInTheMiddleTrips()
{
    PaceWorld world(mostAnswer(1), 6'000, 3'000);
    world.life->runFor(10 * second);
    QCOMPARE(world.status(world.id), CampaignStatus::Active);
    const std::size_t before = world.dials.size();
    Trunk broken = world.trunk;
    broken.simulation = mostFail(1);
    world.save(broken);
    world.life->engine.trunkChanged(broken);
    QVERIFY(world.life->runUntil([&] { return world.status(world.id) != CampaignStatus::Active; }));
    QCOMPARE(world.status(world.id), CampaignStatus::Paused);
    QVERIFY2(world.dials.size() - before < 300, qPrintable(QString::number(world.dials.size() - before)));
}

QTEST_GUILESS_MAIN(BreakerPaceTest)

#include "breaker_pace_test.moc"
