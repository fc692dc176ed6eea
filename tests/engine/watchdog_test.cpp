// Every call comes to an end: one that its carrier forgets is hung up and written down, and whoever hangs up hears how
// the call really ended.

#include "support/durations.h"
#include "support/manual_world.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

namespace {

constexpr E164 alice{14155552000};
// What the agent of the tests allows: a minute of hold and ten of talk; two more are the watchdog's patience.
constexpr Milliseconds overdue{(60 + 600 + 120) * 1'000};

/// A carrier that does with a hang-up what the test says: nothing, at first.
class DeafCarrier final : public Carrier {
public:
    DeafCarrier(EventLoop &loop, CarrierListener &listener)
        : m_loop(loop)
        , m_listener(listener)
    {
    }
    void dial(DialPermit permit) override
    {
        dials.push_back(permit.attemptId());
        numbers.push_back(permit.to());
    }
    void hangUp(AttemptId attempt, EndOrigin by) override
    {
        ++hangUps;
        if (onHangUp) {
            onHangUp(attempt, by);
        }
    }
    void configure(const Trunk &) override {}
    void inquire(const Attempt &, const std::string &, std::function<void(Inquiry)> reply) override { reply({}); }
    void answer(AttemptId attempt) { m_listener.heard(CarrierEvent::answered(attempt, m_loop.clock().now())); }
    void end(AttemptId attempt, EndReason reason, EndOrigin origin = EndOrigin::Unknown, int sipCode = 0)
    {
        m_listener.heard(CarrierEvent::ended(attempt, m_loop.clock().now(), reason, origin, sipCode));
    }

    std::vector<AttemptId> dials;
    std::vector<E164> numbers;
    int hangUps = 0;
    std::function<void(AttemptId, EndOrigin)> onHangUp;

private:
    EventLoop &m_loop;
    CarrierListener &m_listener;
};

/// One call to Alice is on its way.
class DeafWorld : public TestDatabase {
public:
    explicit DeafWorld(int people = 1)
    {
        Agent patient = agent;
        patient.maxHoldSeconds = 60;
        patient.maxDurationSeconds = 600;
        save(patient);
        Trunk narrow = trunk;
        narrow.maxChannels = 1;
        save(narrow);
        id = addCampaign().id;
        alices = addTargets(id, people, alice).front();
        life.engine.campaignChanged(id);
        life.runFor(second);
        if (carrier == nullptr || carrier->dials.size() != 1) {
            qFatal("The test expected one call.");
        }
        call = carrier->dials.front();
    }

    DeafCarrier *carrier = nullptr;
    EngineLife life{*this, [this](const Trunk &, EventLoop &events, CarrierListener &listener, MediaListener &) {
                        auto made = std::make_unique<DeafCarrier>(events, listener);
                        carrier = made.get();
                        return made;
                    }};
    CampaignId id;
    TargetId alices;
    AttemptId call;

    [[nodiscard]] Attempt stored() { return AttemptStore(db).find(call).value(); }
    /// Hangs up; what is heard of it comes in `heard`.
    void hangUp()
    {
        life.engine.hangUp(call, [this](const Result<EndReason> &reason) {
            heard.push_back(reason ? std::optional(*reason) : std::nullopt);
        });
    }
    std::vector<std::optional<EndReason>> heard;
};

} // namespace

class WatchdogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCallThatItsCarrierForgotIsHungUp();
    void aCarrierThatNeverAnswersLeavesTheOutcomeUnknown();
    void aForgottenConversationEndsAtItsLongest();
    void aLateReportOfALostCallChangesNothing();
    void aLostCallFreesItsChannel();
    void anOrdinaryCallIsLeftAlone();

    void hangUpTellsHowTheCallEnded();
    void anAnswerInTheSameInstantIsTheTruth();
    void everybodyWhoHangsUpHears();
    void theTruthMayComeLater();
    void anEndedCallCannotBeHungUp();
    void aCallOnItsWayToTheCarrierIsWithdrawn();
};

void WatchdogTest::aCallThatItsCarrierForgotIsHungUp()
{
    DeafWorld world;
    world.life.runFor(overdue - second * 5);
    QCOMPARE(world.carrier->hangUps, 0);
    world.carrier->onHangUp = [&](AttemptId attempt, EndOrigin by) {
        world.carrier->end(attempt, EndReason::NoAnswer, by, 487);
    };
    world.life.runFor(second * 20);
    QCOMPARE(world.carrier->hangUps, 1);
    QCOMPARE(world.stored().endReason, EndReason::NoAnswer);
}

void WatchdogTest::aCarrierThatNeverAnswersLeavesTheOutcomeUnknown()
{
    DeafWorld world;
    world.life.runFor(overdue + minute);
    QCOMPARE(world.stored().state, AttemptState::Intent);
    QVERIFY(world.carrier->hangUps > 0);
    world.life.runFor(minute * 2);
    QCOMPARE(world.stored().state, AttemptState::Ended);
    QCOMPARE(world.stored().endReason, EndReason::OutcomeUnknown);
    QVERIFY(world.callOf(world.alices).undecided); // it may have rung: a person decides
    QCOMPARE(world.stats(world.id).inFlight, 0);
    QCOMPARE(world.stats(world.id), world.recount(world.id));
}

void WatchdogTest::aForgottenConversationEndsAtItsLongest()
{
    DeafWorld world;
    world.carrier->answer(world.call);
    world.life.runFor(overdue + minute * 3);
    QCOMPARE(world.stored().endReason, EndReason::MaxDuration);
    QCOMPARE(world.callOf(world.alices).status, ScheduledCallStatus::Dispatched);
    QCOMPARE(world.stats(world.id), world.recount(world.id));
}

void WatchdogTest::aLateReportOfALostCallChangesNothing()
{
    DeafWorld world;
    world.life.runFor(overdue + minute * 3);
    const std::string before = world.contents();
    world.carrier->answer(world.call);
    world.carrier->end(world.call, EndReason::CalleeHangup);
    world.life.runFor(second);
    QCOMPARE(world.contents(), before);
}

void WatchdogTest::aLostCallFreesItsChannel()
{
    DeafWorld world(2);
    world.life.runFor(overdue);
    QCOMPARE(world.carrier->dials.size(), 1U);
    world.life.runFor(minute * 3);
    QCOMPARE(world.carrier->dials.size(), 2U);
    QVERIFY(world.carrier->numbers[1] != alice);
}

void WatchdogTest::anOrdinaryCallIsLeftAlone()
{
    DeafWorld world;
    world.life.runFor(minute);
    world.carrier->answer(world.call);
    world.life.runFor(minute * 10);
    world.carrier->end(world.call, EndReason::MaxDuration);
    world.life.runFor(overdue);
    QCOMPARE(world.carrier->hangUps, 0);
}

void WatchdogTest::hangUpTellsHowTheCallEnded()
{
    DeafWorld world;
    world.carrier->onHangUp = [&](AttemptId attempt, EndOrigin by) {
        world.carrier->end(attempt, EndReason::Cancelled, by, 487);
    };
    world.hangUp();
    QCOMPARE(world.heard, std::vector<std::optional<EndReason>>{EndReason::Cancelled});
    world.life.runFor(second);
    QCOMPARE(world.stored().endReason, EndReason::Cancelled);
}

void WatchdogTest::anAnswerInTheSameInstantIsTheTruth()
{
    DeafWorld world;
    world.carrier->onHangUp = [&](AttemptId attempt, EndOrigin by) {
        world.carrier->answer(attempt);
        world.carrier->end(attempt, EndReason::AgentHangup, by);
    };
    world.hangUp();
    QCOMPARE(world.heard, std::vector<std::optional<EndReason>>{EndReason::AgentHangup});
    world.life.runFor(second);
    QCOMPARE(world.callOf(world.alices).status, ScheduledCallStatus::Dispatched);
    QCOMPARE(world.stats(world.id), world.recount(world.id));
}

void WatchdogTest::everybodyWhoHangsUpHears()
{
    DeafWorld world;
    world.hangUp();
    world.hangUp();
    QVERIFY(world.heard.empty());
    world.carrier->end(world.call, EndReason::Busy);
    QCOMPARE(world.heard, (std::vector<std::optional<EndReason>>{EndReason::Busy, EndReason::Busy}));
}

void WatchdogTest::theTruthMayComeLater()
{
    DeafWorld world;
    world.hangUp();
    world.life.runFor(second * 5);
    world.carrier->end(world.call, EndReason::NoAnswer);
    QCOMPARE(world.heard, std::vector<std::optional<EndReason>>{EndReason::NoAnswer});
    world.life.runFor(second);
    QCOMPARE(world.stored().endReason, EndReason::NoAnswer);
}

void WatchdogTest::anEndedCallCannotBeHungUp()
{
    DeafWorld world;
    world.carrier->end(world.call, EndReason::Busy);
    world.hangUp();
    world.life.runFor(minute); // it might have been on its way to the carrier
    QCOMPARE(world.heard, std::vector<std::optional<EndReason>>{std::nullopt});
    QCOMPARE(world.carrier->hangUps, 0);
}

void WatchdogTest::aCallOnItsWayToTheCarrierIsWithdrawn()
{
    DeafWorld world(2);
    world.carrier->end(world.call, EndReason::Busy);
    const auto intent = [&] {
        return AttemptId{
            world.db.integer("SELECT id FROM attempts WHERE id <> ?", world.carrier->dials.front()).value_or(0)};
    };
    QVERIFY(world.life.runUntil([&] { return !intent().isNull(); })); // its permit is not made yet
    QCOMPARE(world.carrier->dials.size(), 1U);
    world.call = intent();
    world.hangUp();
    world.life.runFor(minute);
    QCOMPARE(world.carrier->dials.size(), 1U);
    QCOMPARE(world.heard, std::vector<std::optional<EndReason>>{EndReason::Cancelled});
    QCOMPARE(world.stored().endReason, EndReason::Cancelled);
    QCOMPARE(world.stats(world.id), world.recount(world.id));
}

QTEST_GUILESS_MAIN(WatchdogTest)

#include "watchdog_test.moc"
