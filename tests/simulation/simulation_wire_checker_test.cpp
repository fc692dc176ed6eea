// The checker, of what passes between the engine and the wire: clean evidence is clean, and every kind of tampering is
// named by the promise it breaks.

#include "simulation/evidence.h"

using namespace campanile;
using namespace campanile::simulation;

namespace {

/// Two calls, each with a talk of ten seconds; what is said was edited before, between and after them.
class WireEvidence : public Evidence {
public:
    WireEvidence()
    {
        call(1, 100, EndReason::CalleeHangup);
        call(2, 500, EndReason::CalleeHangup);
        truth.database.conversations = {{AttemptId{101}, true, 10, {}}, {AttemptId{201}, true, 10, {}}};
        truth.plan.texts = {{at(0), at(0)}, {at(300), at(301)}, {at(400), std::nullopt, true}, {at(600), at(601)}};
        say(0, 0);
        say(1, 1);
    }
    void say(std::size_t index, std::size_t version)
    {
        std::string &said = truth.log[index].said;
        said = 'v';
        said += std::to_string(version);
        said += ' ';
        said += std::to_string(truth.log[index].to.digits);
    }
};

} // namespace

class SimulationWireCheckerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wire();
    void aTalkThatIsChargedForLonger();
    void aTalkThatAnotherLifeSettled();
    void aTextThatWasUndone();
    void aTextThatNobodyHadAskedForYet();
    void aTextThatIsOutdated();
    void aTextOfJustNow();
    void aTextForSomebodyElse();
    void aCallWithoutAText();
    void aCallFromARemovedTrunk();
};

void SimulationWireCheckerTest::wire()
{
    WireEvidence evidence;
    isClean(evidence);
    evidence.truth.database.conversations[0].seconds = 11; // a second that has begun
    isClean(evidence);
}

void SimulationWireCheckerTest::aTalkThatIsChargedForLonger()
{
    WireEvidence evidence;
    evidence.truth.database.conversations[1].seconds = 12;
    breaksOnly(Promise::WireInstants, evidence);
}

void SimulationWireCheckerTest::aTalkThatAnotherLifeSettled()
{
    WireEvidence evidence;
    evidence.truth.database.conversations[1].seconds = 60;
    evidence.truth.plan.lives = {{1, at(0), at(515)}, {2, at(516), std::nullopt}};
    isClean(evidence);
}

void SimulationWireCheckerTest::aTextThatWasUndone()
{
    WireEvidence evidence;
    evidence.say(1, 2);
    breaksOnly(Promise::Briefs, evidence);
}

void SimulationWireCheckerTest::aTextThatNobodyHadAskedForYet()
{
    WireEvidence evidence;
    evidence.say(1, 3);
    breaksOnly(Promise::Briefs, evidence);
    evidence.say(1, 4);
    breaksOnly(Promise::Briefs, evidence);
}

void SimulationWireCheckerTest::aTextThatIsOutdated()
{
    WireEvidence evidence;
    evidence.say(1, 0);
    breaksOnly(Promise::Briefs, evidence);
}

void SimulationWireCheckerTest::aTextOfJustNow()
{
    WireEvidence evidence;
    evidence.truth.plan.texts[1].answered = at(499); // the permit may have been made before
    evidence.say(1, 0);
    isClean(evidence);
    evidence.truth.plan.texts[1].answered = std::nullopt; // nobody knows whether it is there
    isClean(evidence);
}

void SimulationWireCheckerTest::aTextForSomebodyElse()
{
    WireEvidence evidence;
    evidence.truth.log[1].said = "v1 " + std::to_string(evidence.truth.log[0].to.digits);
    breaksOnly(Promise::Briefs, evidence);
}

void SimulationWireCheckerTest::aCallWithoutAText()
{
    WireEvidence evidence;
    evidence.truth.log[0].said.clear();
    breaksOnly(Promise::Briefs, evidence);
}

void SimulationWireCheckerTest::aCallFromARemovedTrunk()
{
    WireEvidence evidence;
    evidence.truth.plan.silences = {{{}, at(200), at(400), "its trunk was removed", {callerId}}};
    isClean(evidence);
    evidence.truth.plan.silences[0].until = at(600);
    breaksOnly(Promise::SilenceIsSilence, evidence);
    evidence.truth.plan.silences[0].callerIds = {E164{callerId.digits + 1}};
    isClean(evidence);
}

QTEST_GUILESS_MAIN(SimulationWireCheckerTest)
#include "simulation_wire_checker_test.moc"
