// The checker, of two workspaces and of calls at once: what one workspace asked for binds no other, and each is held to
// its own.

#include "simulation/evidence.h"

using namespace campanile;
using namespace campanile::simulation;

namespace {

constexpr WorkspaceId other{9};

/// Two calls of one workspace, of which the second can be given to the other.
class TwoCalls : public Evidence {
public:
    explicit TwoCalls(std::int64_t apart)
    {
        truth.plan.workspaces[other] = truth.plan.workspaces[{}];
        call(1, 0, EndReason::Busy);
        call(2, apart, EndReason::Busy);
    }
    void callTheSamePerson()
    {
        truth.log[1].to = truth.log[0].to;
        truth.database.attempts[1].to = truth.log[0].to;
    }
    void giveTheSecondAway() { truth.database.attempts[1].workspace = other; }
};

} // namespace

class SimulationWorkspacesCheckerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLedgerBindsItsOwnWorkspace();
    void aCapBindsItsOwnWorkspace();
    void aDoNotCallListBindsItsOwnWorkspace();
    void aRateBindsItsOwnWorkspace();
    void anAccountIsMovedByItsOwnWorkspace();
    void aCallTooManyAtOnce_data();
    void aCallTooManyAtOnce();
    void aChannelIsFreeWhenItsCallHasEnded();
    void aProcessCountsItsOwnCalls();
};

void SimulationWorkspacesCheckerTest::aLedgerBindsItsOwnWorkspace()
{
    TwoCalls evidence(600);
    evidence.callTheSamePerson();
    breaksOnly(Promise::NumberLedger, evidence);
    evidence.giveTheSecondAway();
    isClean(evidence);
}

void SimulationWorkspacesCheckerTest::aCapBindsItsOwnWorkspace()
{
    TwoCalls evidence(600);
    evidence.callTheSamePerson();
    evidence.truth.plan.workspaces[{}] = {Milliseconds(0), 1, 0, {}};
    evidence.truth.plan.workspaces[other] = {Milliseconds(0), 2, 0, {}};
    breaksOnly(Promise::NumberLedger, evidence);
    evidence.truth.database.attempts[0].workspace = other;
    evidence.giveTheSecondAway();
    isClean(evidence);
}

void SimulationWorkspacesCheckerTest::aDoNotCallListBindsItsOwnWorkspace()
{
    TwoCalls evidence(600);
    evidence.truth.plan.suppressed = {{evidence.truth.log[1].to, at(10), other}};
    isClean(evidence);
    evidence.giveTheSecondAway();
    breaksOnly(Promise::Suppression, evidence);
}

void SimulationWorkspacesCheckerTest::aRateBindsItsOwnWorkspace()
{
    TwoCalls evidence(30);
    evidence.truth.plan.rates = {{RateScope::Workspace, 0, 1}, {RateScope::Workspace, other.value, 1}};
    breaksOnly(Promise::Rates, evidence);
    evidence.giveTheSecondAway();
    isClean(evidence);
}

void SimulationWorkspacesCheckerTest::anAccountIsMovedByItsOwnWorkspace()
{
    TwoCalls evidence(600);
    evidence.truth.plan.workspaces[other].credit =
        CreditRule{{{callerId, Money{60}}}, {{"opening", Money{60}, at(0), true}}, {}, {}};
    evidence.truth.database.accounts[other] = {Money{60}, Money{}};
    evidence.truth.database.ledger = {{start, CreditKind::TopUp, Money{60}, {}, "opening", other}};
    isClean(evidence); // neither call was its own
    evidence.giveTheSecondAway();
    evidence.truth.database.attempts[1].reserved = {60};
    isClean(evidence);
    evidence.truth.database.accounts[{}] = {Money{1}, Money{}};
    breaksOnly(Promise::Credit, evidence);
    evidence.truth.database.accounts[{}] = {};
    evidence.truth.database.ledger[0].workspace = {};
    breaksOnly(Promise::Credit, evidence);
}

void SimulationWorkspacesCheckerTest::aCallTooManyAtOnce_data()
{
    QTest::addColumn<int>("scope");
    QTest::addColumn<qint64>("id");
    QTest::newRow("workspace") << static_cast<int>(ChannelScope::Workspace) << qint64{5};
    QTest::newRow("trunk") << static_cast<int>(ChannelScope::Trunk) << qint64{6};
    QTest::newRow("campaign") << static_cast<int>(ChannelScope::Campaign) << qint64{campaign.value};
}

void SimulationWorkspacesCheckerTest::aCallTooManyAtOnce()
{
    QFETCH(const int, scope);
    QFETCH(const qint64, id);
    Evidence evidence;
    evidence.truth.plan.workspaces[WorkspaceId{5}] = evidence.truth.plan.workspaces[{}];
    evidence.call(1, 0, EndReason::Busy);
    evidence.call(2, 19, EndReason::Busy);
    for (AttemptRow &row : evidence.truth.database.attempts) {
        row.workspace = WorkspaceId{5};
        row.trunk = TrunkId{6};
    }
    evidence.truth.plan.channels = {{static_cast<ChannelScope>(scope), id, 1}};
    breaksOnly(Promise::Channels, evidence);
    evidence.truth.plan.channels[0].atOnce = 2;
    isClean(evidence);
    evidence.truth.plan.channels[0] = {static_cast<ChannelScope>(scope), id + 1, 1}; // another one's
    isClean(evidence);
}

void SimulationWorkspacesCheckerTest::aChannelIsFreeWhenItsCallHasEnded()
{
    Evidence evidence;
    evidence.call(1, 0, EndReason::Busy);
    evidence.call(2, 20, EndReason::Busy);
    evidence.truth.plan.channels = {{ChannelScope::Campaign, campaign.value, 1}};
    isClean(evidence);
    evidence.truth.log[0].endedAt = at(21);
    breaksOnly(Promise::Channels, evidence);
}

void SimulationWorkspacesCheckerTest::aProcessCountsItsOwnCalls()
{
    Evidence evidence;
    evidence.call(1, 0, EndReason::Busy);
    evidence.call(2, 10, EndReason::Busy);
    evidence.truth.plan.channels = {{ChannelScope::Campaign, campaign.value, 1}};
    evidence.truth.plan.lives = {{1, at(0), at(5)}, {2, at(6), std::nullopt}};
    evidence.truth.database.attempts[1].process = ProcessId{2};
    isClean(evidence);
}

QTEST_GUILESS_MAIN(SimulationWorkspacesCheckerTest)
#include "simulation_workspaces_checker_test.moc"
