// The checker, of recurring campaigns: clean evidence is clean, and every kind of tampering
// is named by the promise it breaks.

#include "simulation/plan_evidence.h"

using namespace campanile;
using namespace campanile::simulation;

class SimulationPlansCheckerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanEvidenceIsClean();
    void aFiringWithoutItsRow();
    void noRowIsWantedWhileItWasPaused();
    void noRowIsWantedWhileNothingRan();
    void noRowIsWantedForWhatTheClockHadShownBefore();
    void noRowIsWantedBehindTheEnd();
    void aRowThatIsNoFiring();
    void aFixedHourFiredTwice();
    void anOccurrenceThatIsThereTwice();
    void anOccurrenceDialledTooEarly();
    void anOccurrenceDialledTooLate();
    void anOccurrenceOfAPlanThatWasEdited();
    void anOccurrenceThatNobodyToldThatItIsLate();
};

void SimulationPlansCheckerTest::cleanEvidenceIsClean()
{
    PlanEvidence evidence;
    isClean(evidence);
    OneOffEvidence called;
    called.dialAt(601);
    isClean(called);
}

void SimulationPlansCheckerTest::aFiringWithoutItsRow()
{
    PlanEvidence evidence;
    evidence.eraseRow(2);
    breaksOnly(Promise::Occurrences, evidence);
}

void SimulationPlansCheckerTest::noRowIsWantedWhileItWasPaused()
{
    PlanEvidence evidence;
    evidence.eraseRow(3); // 10:30
    evidence.truth.plan.recurring[0].active = {{at(1), at(1'000)}, {at(5'450), forever}};
    isClean(evidence);
}

void SimulationPlansCheckerTest::noRowIsWantedWhileNothingRan()
{
    PlanEvidence evidence;
    for (const std::int64_t i : {1, 2, 3}) {
        evidence.eraseRow(i);
    }
    evidence.truth.plan.lives = {{1, at(0), at(10)}, {2, at(5'800), std::nullopt}};
    for (AttemptRow &attempt : evidence.truth.database.attempts) {
        attempt.process = ProcessId{2};
    }
    isClean(evidence);
    evidence.eraseRow(4); // that one could be seen coming
    breaksOnly(Promise::Occurrences, evidence);
}

void SimulationPlansCheckerTest::noRowIsWantedForWhatTheClockHadShownBefore()
{
    PlanEvidence evidence;
    // Ten minutes before its end somebody sets the clock back to 08:00 of that day: nothing is materialized anew.
    evidence.truth.plan.steps = {{at(9'400), -Milliseconds(13'000'000)}};
    isClean(evidence);
}

void SimulationPlansCheckerTest::noRowIsWantedBehindTheEnd()
{
    PlanEvidence evidence;
    evidence.truth.plan.recurring[0].versions[0].endAt = start + hour * 2;
    for (std::int64_t i = 4; i <= 7; ++i) {
        evidence.eraseRow(i);
    }
    isClean(evidence);
    evidence.occurrence(4); // at its very end
    breaksOnly(Promise::Occurrences, evidence);
}

void SimulationPlansCheckerTest::aRowThatIsNoFiring()
{
    PlanEvidence evidence;
    evidence.row(6).scheduledAt = evidence.row(6).scheduledAt + Milliseconds(600'000);
    breaksOnly(Promise::Occurrences, evidence);
}

void SimulationPlansCheckerTest::aFixedHourFiredTwice()
{
    PlanEvidence evidence;
    evidence.row(7).occurrence->fold = 1;
    breaksOnly(Promise::Occurrences, evidence);
}

void SimulationPlansCheckerTest::anOccurrenceThatIsThereTwice()
{
    PlanEvidence evidence;
    CallRow again = evidence.row(7);
    again.id = ScheduledCallId{500};
    evidence.truth.database.calls.push_back(again);
    breaksOnly(Promise::Occurrences, evidence);
    evidence.truth.database.calls.back().occurrence->fold = 2; // as if the plan had moved
    breaksOnly(Promise::Occurrences, evidence);
    evidence.truth.plan.recurring[0].versions.push_back(evidence.truth.plan.recurring[0].versions[0]);
    evidence.truth.plan.recurring[0].versions.back().isMoved = true;
    isClean(evidence);
}

void SimulationPlansCheckerTest::anOccurrenceDialledTooEarly()
{
    PlanEvidence evidence;
    evidence.truth.log[1].at = at(3'599);
    evidence.truth.log[1].wall = start + Milliseconds(3'599'000);
    evidence.truth.database.attempts[1].intentAt = evidence.truth.log[1].wall;
    breaksOnly(Promise::Occurrences, evidence);
}

void SimulationPlansCheckerTest::anOccurrenceDialledTooLate()
{
    PlanEvidence evidence;
    evidence.truth.log[1].at = at(4'201);
    evidence.truth.log[1].endedAt = at(4'211);
    evidence.truth.log[1].wall = start + Milliseconds(4'201'000);
    evidence.truth.database.attempts[1].intentAt = evidence.truth.log[1].wall;
    breaksOnly(Promise::Occurrences, evidence);
}

void SimulationPlansCheckerTest::anOccurrenceOfAPlanThatWasEdited()
{
    PlanEvidence evidence;
    // Since 09:40 it is to be called at noon only; the occurrence that was materialized for 10:00 is dialled all the
    // same.
    evidence.truth.plan.recurring[0].versions.push_back({"0 12 * * *", {{{0}, 0}}, {}, at(2'400), at(2'401), false});
    for (std::int64_t i = 3; i <= 7; ++i) {
        if (i != 6) {
            evidence.eraseRow(i);
        }
    }
    breaksOnly(Promise::Occurrences, evidence);
    evidence.eraseRow(2);
    isClean(evidence);
}

void SimulationPlansCheckerTest::anOccurrenceThatNobodyToldThatItIsLate()
{
    PlanEvidence evidence;
    evidence.truth.database.calls[1].status = ScheduledCallStatus::Pending;
    evidence.truth.database.calls[1].lastError.reset();
    evidence.truth.database.calls[1].attempt = 0;
    std::erase_if(evidence.truth.database.attempts, [](const AttemptRow &r) { return r.id == AttemptId{102}; });
    std::erase_if(evidence.truth.log, [](const LoggedCall &call) { return call.attempt == AttemptId{102}; });
    breaksOnly(Promise::NobodyLost, evidence);
    evidence.truth.database.campaigns.back().holdsQueue = true; // it waits on purpose
    isClean(evidence);
}

QTEST_GUILESS_MAIN(SimulationPlansCheckerTest)
#include "simulation_plans_checker_test.moc"
