// Several workspaces in one database: the limits, ledgers, lists and credit of one say nothing about the other, and a
// trunk that both call through counts the calls of both.

#include "engine/calls/row_moves.h"
#include "engine/why.h"
#include "storage/credit_store.h"
#include "support/durations.h"
#include "support/gate_world.h"
#include "support/plans.h"
#include "support/reports.h"
#include "support/second_workspace.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

namespace {

Campaign campaignOfTheFirst(GateWorld &world, int people, const CampaignPlan &plan = {})
{
    const Campaign campaign = world.addCampaign(plan);
    world.addTargets(campaign.id, people);
    world.materialize(campaign.id);
    return campaign;
}

void pay(TestDatabase &world, WorkspaceId workspace, Money amount)
{
    CreditAccount account = CreditStore(world.db).account(workspace).value();
    account.balance = amount;
    CreditStore(world.db).update(workspace, account);
}

} // namespace

class WorkspacesGateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aWorkspaceThatIsDisabledHoldsBackNoOther();
    void theCallsAtOnceOfAWorkspaceAreItsOwn();
    void theRateOfAWorkspaceIsItsOwn();
    void aTrunkThatTwoWorkspacesShareCountsTheCallsOfBoth();
    void aTrunkOfItsOwnIsNotFilledByTheOther();
    void theLedgerOfANumberIsTheWorkspaces();
    void theDoNotCallListIsTheWorkspaces();
    void theCreditIsTheWorkspaces();
    void theHoursAreTheWorkspaces();
    void aOneOffLaneHasTheWorkspaceOfItsNumber();
    void nothingOfAnotherWorkspaceIsDialledWith();
    void anUnknownOutcomeWaitsForTheCoolDownOfItsOwnWorkspace();
};

void WorkspacesGateTest::aWorkspaceThatIsDisabledHoldsBackNoOther()
{
    GateWorld world;
    SecondWorkspace tenant(world);
    const Campaign one = campaignOfTheFirst(world, 3);
    const Campaign other = tenant.addCampaign(3);
    Workspace disabled = world.workspace;
    disabled.disabled = true;
    world.save(disabled);
    const Result<Passage> passage = world.pass({one.id, other.id});
    QCOMPARE(holdOf(passage, 0), HoldReason::WorkspaceDisabled);
    QCOMPARE(passage->lanes.at(1).admitted, 3);
    QCOMPARE(passage->permits.size(), 3U);
}

void WorkspacesGateTest::theCallsAtOnceOfAWorkspaceAreItsOwn()
{
    GateWorld world;
    SecondWorkspace tenant(world, SecondWorkspace::TrunkOf::TheFirst);
    Workspace narrow = world.workspace;
    narrow.maxConcurrent = 2;
    world.save(narrow);
    const Campaign one = campaignOfTheFirst(world, 5);
    const Campaign other = tenant.addCampaign(5);
    Result<Passage> passage = world.pass({one.id, other.id});
    QCOMPARE(passage->lanes.at(0).admitted, 2);
    QCOMPARE(holdOf(passage, 0), HoldReason::WorkspaceBusy);
    QCOMPARE(passage->lanes.at(1).admitted, 5);
    // The calls of the second do not count against the first either, when they were there before.
    Workspace wider = narrow;
    wider.maxConcurrent = 3;
    world.save(wider);
    passage = world.pass({one.id});
    QCOMPARE(passage->lanes.at(0).admitted, 1);
}

void WorkspacesGateTest::theRateOfAWorkspaceIsItsOwn()
{
    GateWorld world;
    SecondWorkspace tenant(world);
    Workspace slow = world.workspace;
    slow.ratePerMinute = 1;
    world.save(slow);
    const Campaign one = campaignOfTheFirst(world, 5);
    const Campaign other = tenant.addCampaign(5);
    const Result<Passage> passage = world.pass({one.id, other.id});
    QCOMPARE(passage->lanes.at(0).admitted, 1);
    QCOMPARE(holdOf(passage, 0), HoldReason::WorkspaceRate);
    QCOMPARE(passage->lanes.at(1).admitted, 5);
}

void WorkspacesGateTest::aTrunkThatTwoWorkspacesShareCountsTheCallsOfBoth()
{
    GateWorld world;
    SecondWorkspace tenant(world, SecondWorkspace::TrunkOf::TheFirst);
    Trunk trunk = world.trunk;
    trunk.maxChannels = 4;
    world.save(trunk);
    const Campaign one = campaignOfTheFirst(world, 5);
    const Campaign other = tenant.addCampaign(5);
    QCOMPARE(world.pass({one.id}, 3)->permits.size(), 3U);
    const Result<Passage> passage = world.pass({other.id});
    QCOMPARE(passage->permits.size(), 1U);
    QCOMPARE(holdOf(passage), HoldReason::TrunkBusy);
    QCOMPARE(passage->permits.front().from(), tenant.number.number);
}

void WorkspacesGateTest::aTrunkOfItsOwnIsNotFilledByTheOther()
{
    GateWorld world;
    SecondWorkspace tenant(world);
    Trunk trunk = world.trunk;
    trunk.maxChannels = 1;
    world.save(trunk);
    const Campaign one = campaignOfTheFirst(world, 3);
    const Campaign other = tenant.addCampaign(3);
    const Result<Passage> passage = world.pass({one.id, other.id});
    QCOMPARE(passage->lanes.at(0).admitted, 1);
    QCOMPARE(holdOf(passage, 0), HoldReason::TrunkBusy);
    QCOMPARE(passage->lanes.at(1).admitted, 3);
}

void WorkspacesGateTest::theLedgerOfANumberIsTheWorkspaces()
{
    GateWorld world;
    SecondWorkspace tenant(world);
    const Campaign one = campaignOfTheFirst(world, 1);
    const Campaign other = tenant.addCampaign(1); // the same person
    QCOMPARE(world.pass({one.id})->permits.size(), 1U);
    QCOMPARE(world.pass({other.id})->permits.size(), 1U);
    const Campaign again = tenant.addCampaign(1);
    const Result<Passage> held = world.pass({again.id});
    QCOMPARE(held->permits.size(), 0U);
    QCOMPARE(held->lanes.at(0).postponedBy, HoldReason::NumberLedger);
}

void WorkspacesGateTest::theDoNotCallListIsTheWorkspaces()
{
    GateWorld world;
    SecondWorkspace tenant(world);
    const Campaign one = campaignOfTheFirst(world, 1);
    const Campaign other = tenant.addCampaign(1);
    world.write([&](WriteTransaction &transaction) {
        LimitStore(transaction.db)
            .block(tenant.workspace.id, E164{14155552000}, QStringLiteral("test"), transaction.now);
    });
    QCOMPARE(world.pass({one.id})->permits.size(), 1U);
    QCOMPARE(world.pass({other.id})->permits.size(), 0U);
    QCOMPARE(world.stats(other.id).byOutcome[EndReason::Blocked], 1);
}

void WorkspacesGateTest::theCreditIsTheWorkspaces()
{
    GateWorld world;
    SecondWorkspace tenant(world, SecondWorkspace::TrunkOf::TheFirst);
    Trunk priced = world.trunk;
    priced.pricePerMinute = Money::of(1);
    world.save(priced);
    pay(world, world.workspace.id, Money::of(2));
    pay(world, tenant.workspace.id, Money::of(3));
    const Campaign one = campaignOfTheFirst(world, 5);
    const Campaign other = tenant.addCampaign(5);
    const Result<Passage> passage = world.pass({one.id, other.id});
    QCOMPARE(passage->lanes.at(0).admitted, 2);
    QCOMPARE(passage->lanes.at(1).admitted, 3);
    QCOMPARE(holdOf(passage, 0), HoldReason::NoCredit);
    QCOMPARE(holdOf(passage, 1), HoldReason::NoCredit);
    QCOMPARE(CreditStore(world.db).account(world.workspace.id)->reserved, Money::of(2));
    QCOMPARE(CreditStore(world.db).account(tenant.workspace.id)->reserved, Money::of(3));
    for (const DialPermit &permit : passage->permits) {
        world.settle({advanced(permit.attemptId(), AttemptState::Answered, world.clock.wall())});
        world.settle({ended(permit.attemptId(), EndReason::CalleeHangup, world.clock.wall() + Milliseconds(30'000))});
    }
    QCOMPARE(CreditStore(world.db).account(world.workspace.id)->balance, Money::of(1));
    QCOMPARE(CreditStore(world.db).account(tenant.workspace.id)->balance, Money::of(1, 50));
}

void WorkspacesGateTest::theHoursAreTheWorkspaces()
{
    GateWorld world;
    SecondWorkspace tenant(world);
    Workspace closed = tenant.workspace;
    closed.hours = QStringLiteral(R"({"zone":"UTC","tue":["09:00-18:00"]})");
    SetupStore(world.db).update(closed);
    const Campaign one = campaignOfTheFirst(world, 1);
    const Campaign other = tenant.addCampaign(1);
    const Result<Passage> passage = world.pass({one.id, other.id});
    QCOMPARE(passage->lanes.at(0).admitted, 1);
    QCOMPARE(holdOf(passage, 1), HoldReason::OutsideHours);
    const Explanation why = *Why(world.db, world.clock.wall(), {}).ofCampaign(other.id);
    QCOMPARE(nameOf(why.gates.front().obstacle), nameOf(HoldReason::OutsideHours));
}

void WorkspacesGateTest::aOneOffLaneHasTheWorkspaceOfItsNumber()
{
    GateWorld world;
    SecondWorkspace tenant(world);
    Workspace disabled = world.workspace;
    disabled.disabled = true;
    world.save(disabled);
    ScheduledCall mine = oneOffCall(world, E164{14155552001});
    ScheduledCall theirs = oneOffCall(world, E164{14155552001});
    theirs.workspace = tenant.workspace.id;
    theirs.fromNumber = tenant.number.id;
    theirs.agent = tenant.agent.id;
    world.write([&](WriteTransaction &transaction) {
        QVERIFY(RowMoves(transaction).create(mine));
        QVERIFY(RowMoves(transaction).create(theirs));
    });
    std::optional<Result<Decision>> decided;
    world.gate.open({{{{}, world.number.id}, 5}, {{{}, tenant.number.id}, 5}},
                    [&decided](Result<Decision> result) { decided.emplace(std::move(result)); });
    QCOMPARE((*decided)->lanes.at(0).hold.reason, HoldReason::WorkspaceDisabled);
    QCOMPARE((*decided)->lanes.at(1).admitted, 1);
}

/// Whatever wrote such rows: an agent, a number or a campaign of another workspace is as if it were not there.
void WorkspacesGateTest::nothingOfAnotherWorkspaceIsDialledWith()
{
    GateWorld world;
    SecondWorkspace tenant(world);
    SetupStore(world.db).assign(world.number.id, tenant.agent.id);
    SetupStore(world.db).assign(tenant.number.id, world.agent.id);
    const Campaign foreignAgent = campaignOfTheFirst(world, 1);
    world.db.execute("UPDATE campaigns SET agent_id = ? WHERE id = ?", tenant.agent.id, foreignAgent.id);
    world.db.execute("UPDATE scheduled_calls SET agent_id = ? WHERE campaign_id = ?", tenant.agent.id, foreignAgent.id);
    const Campaign foreignNumber = tenant.addCampaign(1);
    world.db.execute("UPDATE campaigns SET phone_number_id = ? WHERE id = ?", world.number.id, foreignNumber.id);
    world.db.execute("UPDATE scheduled_calls SET phone_number_id = ? WHERE campaign_id = ?", world.number.id,
                     foreignNumber.id);
    const Result<Passage> passage = world.pass({foreignAgent.id, foreignNumber.id});
    QCOMPARE(passage->permits.size(), 0U);
    QCOMPARE(holdOf(passage, 0), HoldReason::AgentDisabled);
    QCOMPARE(holdOf(passage, 1), HoldReason::NoCarrier);
}

void WorkspacesGateTest::anUnknownOutcomeWaitsForTheCoolDownOfItsOwnWorkspace()
{
    GateWorld world;
    SecondWorkspace tenant(world);
    Workspace patient = tenant.workspace;
    patient.cooldown = hour * 5;
    SetupStore(world.db).update(patient);
    const Campaign campaign = tenant.addCampaign(1, {.retry = {.maxAttempts = 3}});
    world.db.execute("UPDATE campaigns SET unknown_policy = ? WHERE id = ?", UnknownPolicy::Retry, campaign.id);
    const Result<Passage> passage = world.pass({campaign.id});
    const AttemptId attempt = passage->permits.front().attemptId();
    world.settle({ended(attempt, EndReason::OutcomeUnknown, world.clock.wall() + minute)});
    const std::vector<ScheduledCall> waiting = QueueStore(world.db).pendingOf(campaign.id, 2);
    QCOMPARE(waiting.size(), 1U);
    QCOMPARE(waiting.front().dueAt, startOfTest + hour * 5);
}

QTEST_GUILESS_MAIN(WorkspacesGateTest)
#include "workspaces_gate_test.moc"
