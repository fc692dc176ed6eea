// The checker, of credit and the outbox: clean evidence is clean, and every kind of tampering
// is named by the promise it breaks.

#include "simulation/plan_evidence.h"

using namespace campanile;
using namespace campanile::simulation;

namespace {

/// A call that was paid: a minute costs 60, it talked ten seconds, and 100 had been paid in.
class CreditEvidence : public Evidence {
public:
    CreditEvidence()
    {
        call(1, 100, EndReason::CalleeHangup);
        truth.plan.workspaces[{}].credit =
            CreditRule{{{callerId, Money{60}}}, {{"opening", Money{100}, at(0), true}}, {}, {}};
        truth.database.attempts[0].reserved = {60};
        truth.database.conversations = {{AttemptId{101}, true, 10, Money{10}}};
        truth.database.ledger = {{start, CreditKind::TopUp, Money{100}, {}, "opening"},
                                 {start, CreditKind::Call, Money{-10}, AttemptId{101}, {}}};
        truth.database.accounts[{}].balance = {90};
    }
};

} // namespace

class SimulationCreditCheckerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void credit();
    void aBalanceThatIsNotItsLedger();
    void aMinuteThatStaysSetAside();
    void aCallThatIsPaidTwice();
    void aCallThatIsNotPaid();
    void aPaymentThatIsGone();
    void aPaymentThatNobodyMade();
    void aReloadBeyondTheMonthsLimit();
    void aCallOnNothing();
    void anEventTooFew();
    void anEventTooMany();
    void aSequenceLeftOut();
    void anotherConversationThanPromised();
};

void SimulationCreditCheckerTest::credit()
{
    CreditEvidence evidence;
    isClean(evidence);
    evidence.truth.plan.workspaces[{}].credit.reset();
    breaksOnly(Promise::Credit, evidence);
}

void SimulationCreditCheckerTest::aBalanceThatIsNotItsLedger()
{
    CreditEvidence evidence;
    evidence.truth.database.accounts[{}].balance = {89};
    breaksOnly(Promise::Credit, evidence);
}

void SimulationCreditCheckerTest::aMinuteThatStaysSetAside()
{
    CreditEvidence evidence;
    evidence.truth.database.accounts[{}].reserved = {60};
    breaksOnly(Promise::Credit, evidence);
}

void SimulationCreditCheckerTest::aCallThatIsPaidTwice()
{
    CreditEvidence evidence;
    evidence.truth.database.ledger.push_back(evidence.truth.database.ledger.back());
    evidence.truth.database.accounts[{}].balance = {80};
    breaksOnly(Promise::Credit, evidence);
}

void SimulationCreditCheckerTest::aCallThatIsNotPaid()
{
    CreditEvidence evidence;
    evidence.truth.database.ledger.pop_back();
    evidence.truth.database.accounts[{}].balance = {100};
    breaksOnly(Promise::Credit, evidence);
}

void SimulationCreditCheckerTest::aPaymentThatIsGone()
{
    CreditEvidence evidence;
    evidence.truth.plan.workspaces[{}].credit->payments.push_back({"payment 1", Money{50}, at(50), true});
    breaksOnly(Promise::Credit, evidence);
    evidence.truth.plan.workspaces[{}].credit->payments.back().answered = false;
    isClean(evidence);
}

void SimulationCreditCheckerTest::aPaymentThatNobodyMade()
{
    CreditEvidence evidence;
    evidence.truth.database.ledger.push_back({start, CreditKind::TopUp, Money{5}, {}, "a present"});
    evidence.truth.database.accounts[{}].balance = {95};
    breaksOnly(Promise::Credit, evidence);
}

void SimulationCreditCheckerTest::aReloadBeyondTheMonthsLimit()
{
    CreditEvidence evidence;
    evidence.truth.plan.workspaces[{}].credit->reload = {50};
    evidence.truth.plan.workspaces[{}].credit->reloadMonthlyLimit = {100};
    evidence.truth.database.ledger.push_back({start, CreditKind::AutoReload, Money{100}, {}, {}});
    evidence.truth.database.accounts[{}].balance = {190};
    isClean(evidence);
    evidence.truth.database.ledger.push_back({start, CreditKind::AutoReload, Money{50}, {}, {}});
    evidence.truth.database.accounts[{}].balance = {240};
    breaksOnly(Promise::Credit, evidence);
}

void SimulationCreditCheckerTest::aCallOnNothing()
{
    CreditEvidence evidence;
    evidence.truth.plan.workspaces[{}].credit->payments[0].amount = {59};
    evidence.truth.database.ledger[0].amount = {59};
    evidence.truth.database.accounts[{}].balance = {49};
    breaksOnly(Promise::Credit, evidence);
}

void SimulationCreditCheckerTest::anEventTooFew()
{
    PlanEvidence evidence;
    Truth truth = evidence.settled();
    truth.database.events.pop_back();
    const Violations violations = checkEverything(truth);
    QCOMPARE(violations.size(), 1U);
    QCOMPARE(violations[0].promise, Promise::Outbox);
}

void SimulationCreditCheckerTest::anEventTooMany()
{
    PlanEvidence evidence;
    Truth truth = evidence.settled();
    truth.database.events.push_back(truth.database.events.back());
    const Violations violations = checkEverything(truth);
    QCOMPARE(violations.size(), 1U);
    QCOMPARE(violations[0].promise, Promise::Outbox);
}

void SimulationCreditCheckerTest::aSequenceLeftOut()
{
    PlanEvidence evidence;
    Truth truth = evidence.settled();
    truth.database.lastSequence = truth.database.eventCount + 1;
    const Violations violations = checkEverything(truth);
    QCOMPARE(violations.size(), 1U);
    QCOMPARE(violations[0].promise, Promise::Outbox);
}

void SimulationCreditCheckerTest::anotherConversationThanPromised()
{
    PlanEvidence evidence;
    Truth truth = evidence.settled();
    truth.database.strayConversations = 1;
    const Violations violations = checkEverything(truth);
    QCOMPARE(violations.size(), 1U);
    QCOMPARE(violations[0].promise, Promise::Outbox);
}

QTEST_GUILESS_MAIN(SimulationCreditCheckerTest)
#include "simulation_credit_checker_test.moc"
