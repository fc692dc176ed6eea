// What is recorded and charged of a call are the instants on the wire, however late the engine hears of them.

#include "support/credit_world.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

Q_DECLARE_METATYPE(campanile::EndOrigin)

namespace {

constexpr E164 alice{14155552000};

/// One call to Alice is on the wire.
class LateWorld : public CreditWorld {
public:
    LateWorld()
        : CreditWorld(Money::of(100, 0))
    {
        const CampaignId id = addCampaign().id;
        addTargets(id, 1, alice);
        begin(id);
        if (script.dials.size() != 1) {
            qFatal("The test expected one call.");
        }
        call = script.dials.front().attempt;
    }
    [[nodiscard]] Instant now() const { return clock.now(); }
    [[nodiscard]] Attempt stored() { return attempt(call); }
    [[nodiscard]] Call shown() { return AttemptStore(db).call(workspace.id, call).value(); }

    AttemptId call;
};

} // namespace

class WireInstantsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLateAnswerIsRecordedAsItWas();
    void aLateEndIsNoTalkTime();
    void anAnswerThatIsToldTwiceCountsOnce();
    void aStepOfTheWallClockIsNoTalkTime();
    void whoEndedTheCallIsOnRecord_data();
    void whoEndedTheCallIsOnRecord();
    void aHangUpByAPersonIsTheirs();
    void theReasonPhraseIsKept();
    void whatWasNotSentWasEndedByNobody();
    void theDialogOutlivesTheProcess_data();
    void theDialogOutlivesTheProcess();
};

void WireInstantsTest::aLateAnswerIsRecordedAsItWas()
{
    LateWorld world;
    const Instant answered = world.now();
    world.life->runFor(second * 5); // the engine was busy with something else
    world.carrier().answer(world.call, answered);
    world.life->runFor(second);
    QCOMPARE(world.stored().answeredAt, answered.wall);
    QCOMPARE(world.stored().state, AttemptState::Answered);
    world.life->runFor(second * 4);
    world.carrier().end(world.call, EndReason::CalleeHangup);
    world.life->runFor(second);
    QCOMPARE(world.shown().metered, std::optional<qint64>(10)); // from the answer on the wire
}

void WireInstantsTest::aLateEndIsNoTalkTime()
{
    LateWorld world;
    world.carrier().answer(world.call);
    world.life->runFor(second * 20);
    const Instant ended = world.now();
    world.life->runFor(second * 100);
    world.carrier().end(CarrierEvent::ended(world.call, ended, EndReason::CalleeHangup, EndOrigin::Callee, 200));
    world.life->runFor(second);
    QCOMPARE(world.stored().endedAt, ended.wall);
    QCOMPARE(world.shown().metered, std::optional<qint64>(20));
    QCOMPARE(world.shown().cost, Money::of(0, 20)); // and not two minutes
}

void WireInstantsTest::anAnswerThatIsToldTwiceCountsOnce()
{
    LateWorld world;
    world.carrier().answer(world.call);
    world.life->runFor(second * 10);
    world.carrier().answer(world.call);
    world.life->runFor(second * 10);
    world.carrier().end(world.call, EndReason::CalleeHangup);
    world.life->runFor(second);
    QCOMPARE(world.shown().metered, std::optional<qint64>(20));
}

void WireInstantsTest::aStepOfTheWallClockIsNoTalkTime()
{
    LateWorld world;
    world.carrier().answer(world.call);
    world.clock.stepWall(hour);
    world.life->runFor(second * 20);
    world.carrier().end(world.call, EndReason::CalleeHangup);
    world.life->runFor(second);
    QCOMPARE(world.shown().metered, std::optional<qint64>(20));
}

void WireInstantsTest::whoEndedTheCallIsOnRecord_data()
{
    QTest::addColumn<EndOrigin>("origin");
    QTest::newRow("callee") << EndOrigin::Callee;
    QTest::newRow("agent") << EndOrigin::Agent;
    QTest::newRow("operator") << EndOrigin::Operator;
    QTest::newRow("limit") << EndOrigin::Limit;
    QTest::newRow("carrier") << EndOrigin::Carrier;
}

void WireInstantsTest::whoEndedTheCallIsOnRecord()
{
    QFETCH(const EndOrigin, origin);
    for (const bool answered : {false, true}) {
        for (const bool settledBetween : {false, true}) {
            LateWorld world;
            if (answered) {
                world.carrier().answer(world.call);
            }
            if (settledBetween) {
                world.life->runFor(second);
            }
            world.carrier().end(world.call, answered ? EndReason::CalleeHangup : EndReason::NoAnswer, origin);
            world.life->runFor(second);
            QCOMPARE(world.shown().endedBy, origin);
        }
    }
}

void WireInstantsTest::aHangUpByAPersonIsTheirs()
{
    LateWorld world;
    world.life->engine.hangUp(world.call);
    world.life->runFor(second);
    QCOMPARE(world.shown().endReason, EndReason::Cancelled);
    QCOMPARE(world.shown().endedBy, EndOrigin::Operator);
}

void WireInstantsTest::theReasonPhraseIsKept()
{
    LateWorld world;
    world.carrier().end(
        CarrierEvent::ended(world.call, world.now(), EndReason::Busy, EndOrigin::Callee, 486, "Occup\303\251 ici"));
    world.life->runFor(second);
    QCOMPARE(world.shown().sipCode, 486);
    QCOMPARE(world.shown().sipPhrase, QStringLiteral("Occupé ici"));
}

void WireInstantsTest::whatWasNotSentWasEndedByNobody()
{
    LateWorld world;
    world.carrier().end(CarrierEvent::notSent(world.call, world.now()));
    world.life->runFor(second);
    QCOMPARE(world.shown().endReason, EndReason::NotSent);
    QCOMPARE(world.shown().endedBy, EndOrigin::Unknown);
}

void WireInstantsTest::theDialogOutlivesTheProcess_data()
{
    QTest::addColumn<bool>("answered");
    QTest::newRow("ringing") << false;
    QTest::newRow("answered") << true;
}

void WireInstantsTest::theDialogOutlivesTheProcess() // or nobody could end the leg that it left up
{
    QFETCH(const bool, answered);
    LateWorld world;
    CarrierEvent ringing = CarrierEvent::ringing(world.call, world.now());
    ringing.dialog = Dialog{"a1", "", 1, "sip:alice@192.0.2.7", ""};
    world.carrier().tell(ringing);
    const Dialog later{"a1", "b2", 2, "sip:alice@192.0.2.7;transport=tcp", "<sip:edge.example;lr>"};
    if (answered) {
        CarrierEvent event = CarrierEvent::answered(world.call, world.now());
        event.dialog = later;
        world.carrier().tell(event);
    }
    world.life->runFor(second);
    std::optional<Dialog> told;
    world.script.verdict = [&](const Attempt &attempt) {
        told = attempt.dialog;
        return Inquiry{};
    };
    world.restart(minute);
    world.life->runFor(second);
    QCOMPARE(told, answered ? later : *ringing.dialog);
}

QTEST_GUILESS_MAIN(WireInstantsTest)

#include "wire_instants_test.moc"
