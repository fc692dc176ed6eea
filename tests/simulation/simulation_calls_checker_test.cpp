// The checker, of one-off calls and of decisions about calls that nobody knows the end of: clean evidence is clean, and
// every kind of tampering is named by the promise it breaks.

#include "simulation/plan_evidence.h"

using namespace campanile;
using namespace campanile::simulation;

class SimulationCallsCheckerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aOneOffCallAfterItsExpiry();
    void aOneOffCallTooEarly();
    void aOneOffCallAfterItsGrace();
    void aOneOffCallToSomebodyElse();
    void aOneOffCallAfterAnEdit();
    void aOneOffCallThatWasWithdrawn();
    void aRequestThatBecameTwoCalls();
    void aRequestThatWasRefusedAndIsThere();
    void anAcceptedRequestThatIsGone();
    void aCallThatNobodyAskedFor();
    void moreOneOffCallsThanAllowed();
    void oneOffCallsWaitForNoOthers();
    void anUnknownOutcomeDialledAgain();
    void anUnknownOutcomeDialledAgainBecauseSomebodySaidSo();
    void anUnknownOutcomeThatWasGivenUp();
    void anUnknownOutcomeThatNobodyIsAskedAbout();
    void aPolicyThatFails();
};

void SimulationCallsCheckerTest::aOneOffCallAfterItsExpiry()
{
    OneOffEvidence evidence;
    evidence.dialAt(1'200);
    breaksOnly(Promise::OneOffs, evidence);
    evidence.version().expiresAt = {};
    isClean(evidence);
}

void SimulationCallsCheckerTest::aOneOffCallTooEarly()
{
    OneOffEvidence evidence;
    evidence.dialAt(599);
    breaksOnly(Promise::OneOffs, evidence);
}

void SimulationCallsCheckerTest::aOneOffCallAfterItsGrace()
{
    OneOffEvidence evidence;
    evidence.version().expiresAt = {};
    evidence.dialAt(600 + 3'610);
    breaksOnly(Promise::OneOffs, evidence);
}

void SimulationCallsCheckerTest::aOneOffCallToSomebodyElse()
{
    OneOffEvidence evidence;
    evidence.version().to = E164{15'000'000'001};
    evidence.dialAt(601);
    breaksOnly(Promise::OneOffs, evidence);
}

void SimulationCallsCheckerTest::aOneOffCallAfterAnEdit()
{
    OneOffEvidence evidence;
    OneOffVersion later = evidence.version();
    later.scheduledAt = start + Milliseconds(900'000);
    later.asked = at(300);
    later.answered.reset();
    evidence.request().versions.push_back(later);
    evidence.dialAt(601);
    isClean(evidence); // nobody has answered it
    evidence.request().versions.back().answered = at(301);
    breaksOnly(Promise::OneOffs, evidence);
}

void SimulationCallsCheckerTest::aOneOffCallThatWasWithdrawn()
{
    OneOffEvidence evidence;
    evidence.request().cancelled = at(500);
    evidence.call().status = ScheduledCallStatus::Cancelled;
    evidence.call().lastError.reset();
    isClean(evidence);
    evidence.dialAt(601);
    breaksOnly(Promise::OneOffs, evidence);
}

void SimulationCallsCheckerTest::aRequestThatBecameTwoCalls()
{
    OneOffEvidence evidence;
    CallRow again = evidence.call();
    again.id = ScheduledCallId{901};
    evidence.truth.database.calls.push_back(again);
    breaksOnly(Promise::OneOffs, evidence);
}

void SimulationCallsCheckerTest::aRequestThatWasRefusedAndIsThere()
{
    OneOffEvidence evidence;
    evidence.request().refused = true;
    breaksOnly(Promise::OneOffs, evidence);
}

void SimulationCallsCheckerTest::anAcceptedRequestThatIsGone()
{
    OneOffEvidence evidence;
    evidence.truth.database.calls.pop_back();
    breaksOnly(Promise::OneOffs, evidence);
    evidence.request().answers.clear(); // nobody was told that it is there
    isClean(evidence);
}

void SimulationCallsCheckerTest::aCallThatNobodyAskedFor()
{
    OneOffEvidence evidence;
    evidence.call().variables = "{}";
    evidence.request().answers.clear();
    breaksOnly(Promise::OneOffs, evidence);
}

void SimulationCallsCheckerTest::moreOneOffCallsThanAllowed()
{
    OneOffEvidence evidence;
    evidence.version().expiresAt = {};
    for (int n = 1; n <= 3; ++n) {
        evidence.dialAt(601 + (n - 1) * 2'000, EndReason::Busy, n);
    }
    breaksOnly(Promise::OneCallId, evidence);
}

void SimulationCallsCheckerTest::oneOffCallsWaitForNoOthers()
{
    const auto withListedCallAt = [](std::int64_t seconds) {
        OneOffEvidence evidence;
        evidence.truth.plan.workspaces[{}].cooldown = hour;
        evidence.truth.plan.recurring.clear();
        for (std::int64_t i = 1; i <= 7; ++i) {
            evidence.eraseRow(i);
        }
        evidence.Evidence::call(1, seconds, EndReason::Busy);
        evidence.truth.plan.lists[0].numbers = {evidence.to};
        evidence.truth.database.targets[0].number = evidence.to;
        evidence.truth.database.attempts[0].to = evidence.to;
        evidence.truth.log[0].to = evidence.to;
        std::rotate(evidence.truth.database.calls.begin(), evidence.truth.database.calls.end() - 1,
                    evidence.truth.database.calls.end()); // in the order of their ids
        evidence.dialAt(601);
        return evidence;
    };
    OneOffEvidence evidence = withListedCallAt(500);
    isClean(evidence);
    evidence = withListedCallAt(700);
    breaksOnly(Promise::NumberLedger, evidence);
}

void SimulationCallsCheckerTest::anUnknownOutcomeDialledAgain()
{
    OneOffEvidence evidence;
    evidence.version().expiresAt = {};
    evidence.dialAt(601, EndReason::OutcomeUnknown, 1);
    evidence.truth.log[0].reason = EndReason::CalleeHangup; // the carrier knows
    evidence.dialAt(2'400, EndReason::Busy, 2);
    breaksOnly(Promise::Decisions, evidence);
}

void SimulationCallsCheckerTest::anUnknownOutcomeDialledAgainBecauseSomebodySaidSo()
{
    OneOffEvidence evidence;
    evidence.version().expiresAt = {};
    evidence.dialAt(601, EndReason::OutcomeUnknown, 1);
    evidence.truth.log[0].reason = EndReason::CalleeHangup;
    evidence.dialAt(2'400, EndReason::Busy, 2);
    evidence.call().attempt = 2;
    evidence.truth.plan.decisions = {{single, UnknownDecision::DialAgain, 1, at(2'000), at(2'001)}};
    isClean(evidence);
    evidence.truth.plan.decisions[0].asked = at(2'500); // only after that
    breaksOnly(Promise::Decisions, evidence);
}

void SimulationCallsCheckerTest::anUnknownOutcomeThatWasGivenUp()
{
    OneOffEvidence evidence;
    evidence.dialAt(601, EndReason::OutcomeUnknown);
    evidence.call().lastError = EndReason::OutcomeUnknown;
    evidence.truth.plan.decisions = {{single, UnknownDecision::GiveUp, 1, at(2'000), at(2'001)}};
    isClean(evidence);
    evidence.call().undecided = true;
    breaksOnly(Promise::Decisions, evidence);
    evidence.call().undecided = false;
    evidence.call().status = ScheduledCallStatus::Pending;
    evidence.call().dueAt = start + Milliseconds(10'000'000);
    breaksOnly(Promise::Decisions, evidence);
}

void SimulationCallsCheckerTest::anUnknownOutcomeThatNobodyIsAskedAbout()
{
    OneOffEvidence evidence;
    evidence.dialAt(601, EndReason::OutcomeUnknown);
    evidence.call().lastError = EndReason::OutcomeUnknown;
    breaksOnly(Promise::Decisions, evidence);
    evidence.call().undecided = true;
    isClean(evidence);
}

void SimulationCallsCheckerTest::aPolicyThatFails()
{
    PlanEvidence evidence;
    evidence.truth.plan.campaigns[plan].unknown = UnknownPolicy::Fail;
    evidence.row(2).lastError = EndReason::OutcomeUnknown;
    evidence.truth.database.attempts[1].reason = EndReason::OutcomeUnknown;
    isClean(evidence);
    evidence.row(2).undecided = true;
    breaksOnly(Promise::Decisions, evidence);
}

QTEST_GUILESS_MAIN(SimulationCallsCheckerTest)
#include "simulation_calls_checker_test.moc"
