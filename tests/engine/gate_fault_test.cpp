// Gate: what stands between a decision and its permits. Nobody is dialled by an attempt that is not on the disk as it
// was decided, or whose outcome could not be written.

#include "support/gate_world.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

namespace {

/// A pass of the gate that is decided and committed; no permit has been made of it yet.
Decision decided(GateWorld &world, CampaignId campaign)
{
    Decision decision;
    world.gate.open(std::vector{LaneShare{Lane{campaign, {}}, 256}}, [&decision](Result<Decision> result) {
        if (!result) {
            qFatal("The test expected a pass that succeeds.");
        }
        decision = std::move(*result);
    });
    return decision;
}

/// A campaign with that many people, all of them due.
CampaignId campaignOf(GateWorld &world, int people)
{
    const CampaignId campaign = world.addCampaign().id;
    world.addTargets(campaign, people);
    world.materialize(campaign);
    return campaign;
}

std::vector<AttemptId> attemptsOf(const std::vector<DialPermit> &permits)
{
    std::vector<AttemptId> attempts;
    for (const DialPermit &permit : permits) {
        attempts.push_back(permit.attemptId());
    }
    return attempts;
}

} // namespace

class GateFaultTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holdsOnADiskWithoutAByte();
    void whatAnotherProcessHasTakenOverIsNotDialled();
    void whatIsNotOnTheDiskIsNotDialled();
    void nothingIsDialledWhenAllOfItIsGone();
};

void GateFaultTest::holdsOnADiskWithoutAByte()
{
    GateWorld world;
    const CampaignId campaign = campaignOf(world, 1);
    world.freeBytes = 0;
    const Result<Passage> admission = world.pass({campaign});
    QCOMPARE(holdOf(admission), HoldReason::DiskLow);
    QVERIFY(admission->permits.empty());
    world.freeBytes = -1; // nobody can tell how much there is
    QCOMPARE(world.pass({campaign})->permits.size(), 1U);
}

void GateFaultTest::whatAnotherProcessHasTakenOverIsNotDialled()
{
    GateWorld world;
    const Decision decision = decided(world, campaignOf(world, 3));
    QCOMPARE(decision.intents.size(), 3U);
    QVERIFY(AttemptStore(world.db).setResolving(decision.intents[1], AttemptState::Intent));
    const Admission admission = world.gate.issue(decision);
    QVERIFY(!admission.problem);
    QCOMPARE(attemptsOf(admission.permits), (std::vector{decision.intents[0], decision.intents[2]}));
    QCOMPARE(admission.withheld, std::vector{decision.intents[1]});
}

void GateFaultTest::whatIsNotOnTheDiskIsNotDialled()
{
    GateWorld world;
    const Decision decision = decided(world, campaignOf(world, 3));
    world.db.execute("DELETE FROM attempts WHERE id = ?", decision.intents[2]);
    const Admission admission = world.gate.issue(decision);
    QCOMPARE(attemptsOf(admission.permits), (std::vector{decision.intents[0], decision.intents[1]}));
    QCOMPARE(admission.withheld, std::vector{decision.intents[2]});
}

void GateFaultTest::nothingIsDialledWhenAllOfItIsGone()
{
    GateWorld world;
    const Decision decision = decided(world, campaignOf(world, 2));
    for (const AttemptId intent : decision.intents) {
        QVERIFY(AttemptStore(world.db).setResolving(intent, AttemptState::Intent));
    }
    const Admission admission = world.gate.issue(decision);
    QVERIFY(admission.permits.empty());
    QCOMPARE(admission.withheld, decision.intents);
}

QTEST_GUILESS_MAIN(GateFaultTest)
#include "gate_fault_test.moc"
