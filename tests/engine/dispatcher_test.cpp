// Dispatcher: what happens while a pass of the gate is under way is not overlooked, and lanes take turns.

#include "core/virtual_event_loop.h"
#include "engine/gate/dispatcher.h"
#include "support/durations.h"
#include "support/gate_world.h"
#include "support/reports.h"

#include <QTest>

#include <algorithm>

using namespace campanile;
using namespace campanile::test;

namespace {

/// A gate with a dispatcher whose passes can be stopped halfway: decided and committed, and not yet known.
class DispatcherWorld : public GateWorld {
public:
    DispatcherWorld()
    {
        writer.fault = [this](WritePriority priority) -> std::optional<Error> {
            passes += priority == WritePriority::Gate ? 1 : 0;
            return std::nullopt;
        };
    }

    /// A campaign with that many people, all of them due.
    Lane laneOf(int people, E164 first = E164{14155552000}, RetryPolicy retry = {})
    {
        const CampaignId campaign = addCampaign({.retry = retry}).id;
        addTargets(campaign, people, first);
        materialize(campaign);
        return {campaign, {}};
    }
    /// At most one call at once.
    void giveOneChannel()
    {
        Trunk one = trunk;
        one.maxChannels = 1;
        save(one);
    }
    /// Runs until the gate has decided once more; what it decided is still on its way to the dispatcher.
    void decideOnce()
    {
        const int before = passes;
        if (!loop.runUntil([&] { return passes > before; }, minute)) {
            qFatal("The test expected another pass.");
        }
    }
    void runFor(Milliseconds time)
    {
        bool over = false;
        loop.after(time, [&over] { over = true; });
        loop.runUntil([&over] { return over; }, time + Milliseconds(1));
    }
    void end(std::size_t dial, EndReason reason) { settle({ended(dialled.at(dial), reason, clock.wall())}); }

    VirtualEventLoop loop{clock};
    HoldBoard holds;
    std::vector<AttemptId> dialled;
    std::vector<AttemptId> notSent;
    std::vector<Lane> served; ///< one for each call that a pass let through
    int passes = 0;
    Dispatcher dispatcher{loop,
                          gate,
                          holds,
                          {.dial =
                               [this](const DialPermit &permit) {
                                   dialled.push_back(permit.attemptId());
                                   served.push_back({permit.intent().campaign, {}});
                               },
                           .notSent = [this](AttemptId attempt) { notSent.push_back(attempt); },
                           .unfit = [](AttemptId) {},
                           .laneServed = [](Lane, int, bool) {},
                           .failed = [](const Error &) {},
                           .recovered = [] {},
                           .fenced = [] {}}};
};

} // namespace

class DispatcherTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aChannelThatIsFreedDuringAPassIsUsed();
    void aLaneThatIsWokenDuringAPassIsLookedAtAgain();
    void whatIsLiftedDuringAPassHoldsNobody();
    void aRetryThatFallsDueDuringAPassIsNotForgotten();
    void aLaneThatIsForgottenDuringAPassStaysForgotten();
    void whatWasDecidedBeforeStopAllIsNotDialled();
    void lanesTakeTurnsOverPassesThatLetOneCallThrough();
    void itIsIdleOnceThePermitsAreMade();
};

void DispatcherTest::aChannelThatIsFreedDuringAPassIsUsed()
{
    DispatcherWorld world;
    world.giveOneChannel();
    world.dispatcher.wake(world.laneOf(2));
    world.runFor(second);
    QCOMPARE(world.dialled.size(), 1U);
    world.dispatcher.wakeAll();
    world.decideOnce(); // it finds no channel free
    world.end(0, EndReason::Declined);
    world.dispatcher.channelFreed();
    world.runFor(second);
    QCOMPARE(world.dialled.size(), 2U);
}

void DispatcherTest::aLaneThatIsWokenDuringAPassIsLookedAtAgain()
{
    DispatcherWorld world;
    const Lane lane = world.laneOf(1);
    world.setStatus(lane.campaign, CampaignStatus::Paused);
    world.dispatcher.wake(lane);
    world.decideOnce(); // it finds the campaign paused
    world.setStatus(lane.campaign, CampaignStatus::Active);
    world.dispatcher.wake(lane);
    world.runFor(second);
    QCOMPARE(world.dialled.size(), 1U);
}

void DispatcherTest::whatIsLiftedDuringAPassHoldsNobody()
{
    DispatcherWorld world;
    const Lane lane = world.laneOf(1);
    Agent agent = world.agent;
    agent.disabled = true;
    world.save(agent);
    world.dispatcher.wake(lane);
    world.decideOnce(); // it finds the agent disabled
    agent.disabled = false;
    world.save(agent);
    world.dispatcher.wakeAll();
    world.runFor(second);
    QCOMPARE(world.dialled.size(), 1U);
}

void DispatcherTest::aRetryThatFallsDueDuringAPassIsNotForgotten()
{
    DispatcherWorld world;
    const Lane lane = world.laneOf(1, E164{14155552000}, {.maxAttempts = 2, .delay = minute});
    world.dispatcher.wake(lane);
    world.runFor(second);
    QCOMPARE(world.dialled.size(), 1U);
    world.dispatcher.wake(lane);
    world.decideOnce(); // it finds no row that waits
    world.end(0, EndReason::Busy);
    world.dispatcher.wakeAt(lane, world.clock.wall() + minute);
    world.runFor(minute - second);
    QCOMPARE(world.dialled.size(), 1U);
    world.runFor(second * 2);
    QCOMPARE(world.dialled.size(), 2U);
}

void DispatcherTest::aLaneThatIsForgottenDuringAPassStaysForgotten()
{
    DispatcherWorld world;
    const Lane lane = world.laneOf(2);
    world.giveOneChannel();
    world.dispatcher.wake(lane);
    world.decideOnce();
    world.dispatcher.forget(lane);
    world.runFor(second);
    QCOMPARE(world.dialled.size(), 1U); // what was committed goes out
    QCOMPARE(world.holds.of(lane).reason, HoldReason::None);
    world.end(0, EndReason::Declined);
    world.dispatcher.channelFreed();
    world.runFor(minute);
    QCOMPARE(world.dialled.size(), 1U);
}

void DispatcherTest::whatWasDecidedBeforeStopAllIsNotDialled()
{
    DispatcherWorld world;
    world.dispatcher.wake(world.laneOf(3));
    world.decideOnce();
    world.gate.stop();
    world.runFor(second);
    QVERIFY(world.dialled.empty());
    QCOMPARE(world.notSent.size(), 3U);
}

void DispatcherTest::lanesTakeTurnsOverPassesThatLetOneCallThrough()
{
    DispatcherWorld world;
    world.giveOneChannel();
    std::vector<Lane> lanes;
    for (int i = 0; i < 3; ++i) {
        lanes.push_back(world.laneOf(10, E164{14155552000 + i * 100}));
        world.dispatcher.wake(lanes.back());
    }
    for (std::size_t call = 0; call < 9; ++call) {
        world.runFor(second);
        QCOMPARE(world.dialled.size(), call + 1);
        world.end(call, EndReason::Declined);
        world.dispatcher.channelFreed();
    }
    for (const Lane &lane : lanes) {
        QCOMPARE(std::count(world.served.begin(), world.served.end(), lane), 3);
    }
    for (std::size_t call = 3; call < 9; ++call) {
        QCOMPARE(world.served[call].campaign, world.served[call - 3].campaign);
    }
}

void DispatcherTest::itIsIdleOnceThePermitsAreMade()
{
    DispatcherWorld world;
    QVERIFY(world.dispatcher.isIdle());
    world.dispatcher.wake(world.laneOf(1));
    world.decideOnce();
    QVERIFY(!world.dispatcher.isIdle());
    QVERIFY(world.loop.runUntil([&] { return world.dispatcher.isIdle(); }, minute));
    QCOMPARE(world.dialled.size(), 1U);
}

QTEST_GUILESS_MAIN(DispatcherTest)
#include "dispatcher_test.moc"
