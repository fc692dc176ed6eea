// A trunk's state is told at any time, and holds calls back without failing any; a removed trunk is removed.

#include "support/durations.h"
#include "support/manual_world.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

namespace {

/// A campaign of ten people whose calls go out one at a time, and a carrier that says when it is gone.
class TrunkWorld : public TestDatabase {
public:
    TrunkWorld()
    {
        Trunk narrow = trunk;
        narrow.maxChannels = 1;
        save(narrow);
        campaign = addCampaign().id;
        addTargets(campaign, 10);
        life.engine.campaignChanged(campaign);
        life.runFor(second);
        if (script.dials.size() != 1) {
            qFatal("The test expected one call.");
        }
    }
    class Mortal final : public Carrier {
    public:
        Mortal(std::unique_ptr<ManualCarrier> inner, int &alive)
            : m_inner(std::move(inner))
            , m_alive(alive)
        {
            ++m_alive;
        }
        ~Mortal() override { --m_alive; }
        void dial(DialPermit permit) override { m_inner->dial(std::move(permit)); }
        void hangUp(AttemptId attempt, EndOrigin by) override { m_inner->hangUp(attempt, by); }
        void configure(const Trunk &changed) override { m_inner->configure(changed); }
        void inquire(const Attempt &attempt, const std::string &callId, std::function<void(Inquiry)> reply) override
        {
            m_inner->inquire(attempt, callId, std::move(reply));
        }

    private:
        std::unique_ptr<ManualCarrier> m_inner;
        int &m_alive;
    };

    /// Ends the call that is on.
    void endOne()
    {
        script.carrier->end(script.carrier->open().front(), EndReason::Busy, EndOrigin::Callee);
        life.runFor(second);
    }
    void become(const TrunkState &state)
    {
        script.carrier->become(trunk.id, state);
        life.runFor(Milliseconds(1));
    }
    [[nodiscard]] std::size_t dials() const { return script.dials.size(); }
    [[nodiscard]] Hold hold() const { return life.holds.of({campaign, {}}); }
    [[nodiscard]] TrunkState state() const { return life.engine.trunks().stateOf(trunk.id); }
    void remove()
    {
        QVERIFY(write([&](WriteTransaction &transaction) { return SetupStore(transaction.db).remove(trunk.id); }));
        life.engine.trunkRemoved(trunk.id);
    }

    int alive = 0;
    ManualCarrier::Script script;
    CampaignId campaign;
    EngineLife life{*this, [this](const Trunk &, EventLoop &events, CarrierListener &listener, MediaListener &media) {
                        return std::make_unique<Mortal>(
                            std::make_unique<ManualCarrier>(events, listener, media, script), alive);
                    }};
};

} // namespace

class TrunkStateTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTrunkIsUpFromTheStart();
    void aTrunkThatIsNotUpHoldsItsCalls_data();
    void aTrunkThatIsNotUpHoldsItsCalls();
    void aThrottledTrunkGoesOnByItself();
    void aThrottledTrunkGoesOnEarlierWhenItSaysSo();
    void theBoardKnowsSinceWhen();
    void permitsThatAreOnTheirWayAreGivenBack();

    void aCallThatTheTrunkTurnedAwayKeepsItsAttempt_data();
    void aCallThatTheTrunkTurnedAwayKeepsItsAttempt();
    void aCallThatRangBeforeIsAnAttempt();
    void aRefusalIsNotTriedAgain();

    void nothingIsDialledOnARemovedTrunk();
    void aRemovedTrunkStaysRemovedWhateverItsCarrierSays();
    void theCarrierGoesWithItsLastCall();
    void aCarrierWithoutCallsGoesAtOnce();
    void aRemovedTrunkHasNoCarrierAfterARestart();
    void theCallsOfARemovedTrunkAreSettled();
};

void TrunkStateTest::aTrunkIsUpFromTheStart()
{
    TrunkWorld world;
    QCOMPARE(world.state().status, TrunkStatus::Up);
}

void TrunkStateTest::aTrunkThatIsNotUpHoldsItsCalls_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("reason");
    const auto row = [](const char *name, TrunkStatus status, TrunkTrouble reason) {
        QTest::newRow(name) << static_cast<int>(status) << static_cast<int>(reason);
    };
    row("down", TrunkStatus::Down, TrunkTrouble::Unreachable);
    row("authentication", TrunkStatus::Failing, TrunkTrouble::Authentication);
    row("media", TrunkStatus::Failing, TrunkTrouble::MediaMismatch);
    row("throttled for ever", TrunkStatus::Throttled, TrunkTrouble::Overloaded);
}

void TrunkStateTest::aTrunkThatIsNotUpHoldsItsCalls()
{
    QFETCH(const int, status);
    QFETCH(const int, reason);
    TrunkWorld world;
    world.become(
        {.status = static_cast<TrunkStatus>(status), .reason = static_cast<TrunkTrouble>(reason), .sipCode = 403});
    world.endOne();
    world.life.runFor(hour);
    QCOMPARE(world.dials(), 1U);
    const bool throttled = static_cast<TrunkStatus>(status) == TrunkStatus::Throttled;
    QCOMPARE(world.hold().reason, throttled ? HoldReason::TrunkThrottled : HoldReason::NoCarrier);
    QCOMPARE(world.stats(world.campaign).attempts, 1); // none has failed of it
    QCOMPARE(world.state().sipCode, 403);
    world.become({.status = TrunkStatus::Up});
    world.life.runFor(second);
    QCOMPARE(world.dials(), 2U);
    QCOMPARE(world.stats(world.campaign), world.recount(world.campaign));
}

void TrunkStateTest::aThrottledTrunkGoesOnByItself()
{
    TrunkWorld world;
    const WallTime until = world.clock.wall() + minute;
    world.become({.status = TrunkStatus::Throttled, .reason = TrunkTrouble::Overloaded, .until = until});
    world.endOne();
    QCOMPARE(world.hold(), (Hold{HoldReason::TrunkThrottled, until}));
    world.life.runFor(second * 55);
    QCOMPARE(world.dials(), 1U);
    world.life.runFor(second * 5);
    QCOMPARE(world.dials(), 2U);
    QVERIFY(world.script.dials.back().at >= until);
    QVERIFY(world.script.dials.back().at < until + second);
}

void TrunkStateTest::aThrottledTrunkGoesOnEarlierWhenItSaysSo()
{
    TrunkWorld world;
    world.become(
        {.status = TrunkStatus::Throttled, .reason = TrunkTrouble::Overloaded, .until = world.clock.wall() + hour});
    world.endOne();
    world.life.runFor(minute);
    QCOMPARE(world.dials(), 1U);
    world.become({.status = TrunkStatus::Up});
    world.life.runFor(second);
    QCOMPARE(world.dials(), 2U);
}

void TrunkStateTest::theBoardKnowsSinceWhen()
{
    TrunkWorld world;
    world.life.runFor(minute);
    const WallTime fell = world.clock.wall();
    world.become({.status = TrunkStatus::Down, .reason = TrunkTrouble::Unreachable});
    world.life.runFor(minute);
    world.become({.status = TrunkStatus::Down, .reason = TrunkTrouble::Unreachable});
    QCOMPARE(world.state().since, fell);
    const WallTime refused = world.clock.wall();
    world.become({.status = TrunkStatus::Failing, .reason = TrunkTrouble::Authentication, .sipCode = 403});
    QCOMPARE(world.state().since, refused);
}

void TrunkStateTest::permitsThatAreOnTheirWayAreGivenBack()
{
    TrunkWorld world;
    world.script.carrier->end(world.script.carrier->open().front(), EndReason::Busy, EndOrigin::Callee);
    const auto intents = [&] { return world.db.integer("SELECT count(*) FROM attempts").value_or(0); };
    QVERIFY(world.life.runUntil([&] { return intents() == 2; })); // committed, and its permit is not made yet
    QCOMPARE(world.dials(), 1U);
    world.become({.status = TrunkStatus::Down, .reason = TrunkTrouble::Unreachable});
    world.life.runFor(minute);
    QCOMPARE(world.dials(), 1U);
    QCOMPARE(world.stats(world.campaign).attempts, 1);                 // it was given back
    QCOMPARE(world.stats(world.campaign).of(TargetStatus::Failed), 1); // the busy one alone
    world.become({.status = TrunkStatus::Up});
    world.life.runFor(second * 10);
    QCOMPARE(world.dials(), 2U);
}

void TrunkStateTest::aCallThatTheTrunkTurnedAwayKeepsItsAttempt_data()
{
    QTest::addColumn<int>("reason");
    for (const EndReason reason :
         {EndReason::TrunkThrottled, EndReason::TrunkAuthentication, EndReason::MediaMismatch}) {
        QTest::newRow(nameOf(reason).data()) << static_cast<int>(reason);
    }
}

void TrunkStateTest::aCallThatTheTrunkTurnedAwayKeepsItsAttempt()
{
    QFETCH(const int, reason);
    for (const bool settledBetween : {false, true}) {
        TrunkWorld world; // one attempt a person
        const Dialled first = world.script.dials.front();
        world.script.carrier->tell({first.attempt, CarrierEvent::Kind::Trying, world.clock.now(), 100, {}});
        if (settledBetween) {
            world.life.runFor(second);
        }
        world.script.carrier->end(first.attempt, static_cast<EndReason>(reason), EndOrigin::Carrier);
        world.life.runFor(second);
        const Attempt attempt = AttemptStore(world.db).find(first.attempt).value();
        QCOMPARE(attempt.endReason, static_cast<EndReason>(reason));
        const ScheduledCall row = world.callOf(attempt.target);
        QCOMPARE(row.status, ScheduledCallStatus::Pending);
        QCOMPARE(row.attempt, 0);
        QCOMPARE(world.target(attempt.target).status, TargetStatus::Scheduled);
        QCOMPARE(world.stats(world.campaign), world.recount(world.campaign));
        QVERIFY(LimitStore(world.db).hasDial(first.to, first.attempt)); // it did leave this machine
    }
}

void TrunkStateTest::aCallThatRangBeforeIsAnAttempt()
{
    for (const bool settledBetween : {false, true}) {
        TrunkWorld world;
        const AttemptId first = world.script.dials.front().attempt;
        world.script.carrier->ring(first);
        if (settledBetween) {
            world.life.runFor(second);
        }
        world.script.carrier->end(first, EndReason::TrunkThrottled, EndOrigin::Carrier);
        world.life.runFor(second);
        QCOMPARE(world.target(AttemptStore(world.db).find(first)->target).status, TargetStatus::Failed);
        QCOMPARE(world.stats(world.campaign), world.recount(world.campaign));
    }
}

void TrunkStateTest::aRefusalIsNotTriedAgain()
{
    TrunkWorld world;
    const AttemptId first = world.script.dials.front().attempt;
    world.script.carrier->end(first, EndReason::TrunkRefused, EndOrigin::Carrier);
    world.life.runFor(second);
    const TargetId person = AttemptStore(world.db).find(first)->target;
    QCOMPARE(world.target(person).status, TargetStatus::Failed);
    QCOMPARE(world.target(person).lastOutcome, EndReason::TrunkRefused);
}

void TrunkStateTest::nothingIsDialledOnARemovedTrunk()
{
    TrunkWorld world;
    world.remove();
    world.endOne();
    world.life.runFor(hour);
    QCOMPARE(world.dials(), 1U);
    QCOMPARE(world.hold().reason, HoldReason::NoCarrier);
    QCOMPARE(world.state().status, TrunkStatus::Removed);
    QVERIFY(!SetupStore(world.db).trunkToDial(world.trunk.id));
}

void TrunkStateTest::aRemovedTrunkStaysRemovedWhateverItsCarrierSays()
{
    TrunkWorld world;
    world.life.engine.trunkRemoved(world.trunk.id);
    world.become({.status = TrunkStatus::Up});
    world.endOne();
    world.life.runFor(hour);
    QCOMPARE(world.dials(), 1U);
}

void TrunkStateTest::theCarrierGoesWithItsLastCall()
{
    TrunkWorld world;
    world.remove();
    world.life.runFor(minute);
    QCOMPARE(world.alive, 1);
    world.endOne();
    QCOMPARE(world.alive, 0);
}

void TrunkStateTest::aCarrierWithoutCallsGoesAtOnce()
{
    TrunkWorld world;
    world.become({.status = TrunkStatus::Down, .reason = TrunkTrouble::Unreachable});
    world.endOne();
    world.remove();
    world.life.runFor(Milliseconds(1));
    QCOMPARE(world.alive, 0);
    world.life.runFor(hour);
    QCOMPARE(world.alive, 0);
}

void TrunkStateTest::aRemovedTrunkHasNoCarrierAfterARestart()
{
    TestDatabase database;
    QVERIFY(database.write(
        [&](WriteTransaction &transaction) { return SetupStore(transaction.db).remove(database.trunk.id); }));
    const CampaignId campaign = database.addCampaign().id;
    database.addTargets(campaign, 2);
    ManualCarrier::Script script;
    EngineLife life(database, script);
    life.runFor(minute);
    QVERIFY(script.carrier == nullptr);
    QVERIFY(script.dials.empty());
    QCOMPARE(life.holds.of({campaign, {}}).reason, HoldReason::NoCarrier);
}

void TrunkStateTest::theCallsOfARemovedTrunkAreSettled()
{
    TrunkWorld world;
    const AttemptId call = world.script.dials.front().attempt;
    world.remove();
    world.script.carrier->answer(call);
    world.life.runFor(minute);
    world.script.carrier->end(call, EndReason::CalleeHangup, EndOrigin::Callee);
    world.life.runFor(second);
    QCOMPARE(AttemptStore(world.db).find(call)->endReason, EndReason::CalleeHangup);
    QCOMPARE(world.stats(world.campaign), world.recount(world.campaign));
}

QTEST_GUILESS_MAIN(TrunkStateTest)

#include "trunk_state_test.moc"
