// One-off calls: their place in the one pipeline, whom they hold back, how often they are tried, and when it is too
// late.

#include "domain/ceilings.h"
#include "support/durations.h"
#include "support/manual_world.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

Q_DECLARE_METATYPE(campanile::HoldReason)
Q_DECLARE_METATYPE(campanile::EndReason)

namespace {

constexpr E164 alice{14155552001};
constexpr E164 bob{14155552002};

} // namespace

class OneOffTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isDialledAtItsInstantAndBecomesAConversation();
    void aNumberThatMayNotCallHoldsBackNoOther_data();
    void aNumberThatMayNotCallHoldsBackNoOther();
    void aNumberAtItsRateHoldsBackNoOther();
    void aCampaignThatIsHeldHoldsBackNoOneOffCall();
    void aDisabledAgentHoldsOnlyItsOwnCalls();
    void isNotHeldByTheCoolDownButStartsOne();
    void whoAsksAgainAndAgainReachesACeiling();
    void whoAsksAgainEveryDayReachesTheCeilingOfTheWeek();
    void isTriedAgainUntilItsOwnBudgetEnds();
    void isNotTriedAgainAfter_data();
    void isNotTriedAgainAfter();
    void isMissedPastItsGrace();
    void isDialledLateWithinItsGrace();
    void isNotDialledOnceItHasExpired();
    void aRestartPicksItUpOnce();
    void isNotDialledAgainByItselfAfterACrash();
    void isEditedAndCancelledOnlyWhilePending();
};

void OneOffTest::isDialledAtItsInstantAndBecomesAConversation() // B0-02, B0-16, B0-24, B0-25
{
    ManualWorld world;
    const ScheduledCallId id = world.place(oneOffCall(world, alice, minute));
    world.life->runFor(minute - second);
    QCOMPARE(world.dials(), 0);
    world.life->runFor(second * 2);
    QCOMPARE(world.dialTimes(), std::vector<Milliseconds>{minute});
    QCOMPARE(world.script.dials[0].from, world.number.number);
    QCOMPARE(world.row(id).status, ScheduledCallStatus::InFlight);

    world.talkAll(second * 30);
    QCOMPARE(world.row(id).status, ScheduledCallStatus::Dispatched);
    const Attempt attempt = world.attempt(world.script.dials[0].attempt);
    QVERIFY(!attempt.conversation.isNull());
    QCOMPARE(attempt.scheduledCall, id);
    QCOMPARE(world.events(EventType::ScheduledCallDispatched, {}), 1);
    QCOMPARE(world.events(EventType::ConversationCompleted, {}), 1);
}

void OneOffTest::aNumberThatMayNotCallHoldsBackNoOther_data()
{
    QTest::addColumn<HoldReason>("reason");
    QTest::newRow("inbound only") << HoldReason::NumberInboundOnly;
    QTest::newRow("not verified") << HoldReason::NumberUnverified;
    QTest::newRow("not assigned to the agent") << HoldReason::NumberNotAssigned;
}

void OneOffTest::aNumberThatMayNotCallHoldsBackNoOther()
{
    QFETCH(const HoldReason, reason);
    ManualWorld world;
    const PhoneNumber held = addNumber(world, E164{14155550101});
    SetupStore setup(world.db);
    PhoneNumber changed = held;
    changed.inboundOnly = reason == HoldReason::NumberInboundOnly;
    changed.verified = reason != HoldReason::NumberUnverified;
    setup.update(changed);
    if (reason == HoldReason::NumberNotAssigned) {
        setup.unassign(held.id, world.agent.id);
    }
    ScheduledCall fromHeld = oneOffCall(world, alice);
    fromHeld.fromNumber = held.id;
    world.place(fromHeld);
    world.place(oneOffCall(world, bob));
    world.life->runFor(minute);
    QCOMPARE(world.dialsTo(alice), 0);
    QCOMPARE(world.dialsTo(bob), 1);
    QCOMPARE(world.holdOf({{}, held.id}), reason);
    QCOMPARE(world.holdOf({{}, world.number.id}), HoldReason::None);

    setup.update(held);
    setup.assign(held.id, world.agent.id);
    world.life->engine.limitsChanged();
    world.life->runFor(second);
    QCOMPARE(world.dialsTo(alice), 1);
}

void OneOffTest::aNumberAtItsRateHoldsBackNoOther() // B1-36
{
    ManualWorld world;
    const PhoneNumber slow = addNumber(world, E164{14155550101}, 1);
    for (int i = 0; i < 3; ++i) {
        ScheduledCall call = oneOffCall(world, E164{alice.digits + i});
        call.fromNumber = slow.id;
        world.place(call);
        world.place(oneOffCall(world, E164{alice.digits + 10 + i}));
    }
    world.life->runFor(second);
    QCOMPARE(world.dials(), 4);
    world.life->runFor(minute * 2);
    QCOMPARE(world.dials(), 6);
}

void OneOffTest::aCampaignThatIsHeldHoldsBackNoOneOffCall()
{
    ManualWorld world;
    const Agent disabled = addAgent(world, true);
    Campaign campaign = bulkPlan(world);
    campaign.agent = disabled.id;
    added(world, campaign);
    world.addTargets(campaign.id, 1, alice);
    world.begin(campaign.id);
    QCOMPARE(world.holdOf({campaign.id, {}}), HoldReason::AgentDisabled);
    world.place(oneOffCall(world, bob));
    world.life->runFor(second);
    QCOMPARE(world.dials(), 1);
    QCOMPARE(world.dialsTo(bob), 1);
}

void OneOffTest::aDisabledAgentHoldsOnlyItsOwnCalls()
{
    ManualWorld world;
    Agent agent = addAgent(world, true);
    ScheduledCall held = oneOffCall(world, alice);
    held.agent = agent.id;
    world.place(held);
    world.place(oneOffCall(world, bob));
    world.life->runFor(minute);
    QCOMPARE(world.dialsTo(bob), 1);
    QCOMPARE(world.dialsTo(alice), 0);
    QCOMPARE(world.row(held.id).status, ScheduledCallStatus::Pending);
    QCOMPARE(world.row(held.id).attempt, 0);
    QCOMPARE(world.holdOf({{}, world.number.id}), HoldReason::AgentDisabled);

    agent.disabled = false;
    SetupStore(world.db).update(agent);
    world.life->engine.limitsChanged();
    world.life->runFor(second);
    QCOMPARE(world.dialsTo(alice), 1);
}

void OneOffTest::isNotHeldByTheCoolDownButStartsOne()
{
    ManualWorld world;
    world.place(oneOffCall(world, alice));
    world.place(oneOffCall(world, alice, minute));
    world.life->runFor(minute * 2);
    QCOMPARE(world.dialsTo(alice), 2); // somebody asked for this one-off call twice

    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 1, alice);
    world.begin(campaign.id);
    QCOMPARE(world.dialsTo(alice), 2);
    QCOMPARE(world.holdOf({campaign.id, {}}), HoldReason::NumberLedger);
    world.life->runFor(hour);
    QCOMPARE(world.dialsTo(alice), 3);
    QCOMPARE(world.dialTimes().back(), minute + hour);
}

void OneOffTest::whoAsksAgainAndAgainReachesACeiling()
{
    ManualWorld world;
    ScheduledCallId last;
    for (int i = 0; i < ceilings::callsPerNumberPerDay + 5; ++i) {
        last = world.place(oneOffCall(world, alice));
        world.life->runFor(minute);
        world.endAll(EndReason::Busy);
    }
    QCOMPARE(world.dialsTo(alice), ceilings::callsPerNumberPerDay);
    QCOMPARE(world.row(last).lastError, EndReason::Missed); // tomorrow nobody wants it any more
    world.place(oneOffCall(world, bob));                    // nobody else waits for her
    world.life->runFor(minute);
    QCOMPARE(world.dialsTo(bob), 1);
}

void OneOffTest::whoAsksAgainEveryDayReachesTheCeilingOfTheWeek()
{
    ManualWorld world;
    for (int i = 0; i < 5; ++i) {
        for (int call = 0; call < ceilings::callsPerNumberPerDay; ++call) {
            world.place(oneOffCall(world, alice));
            world.life->runFor(minute);
            world.endAll(EndReason::Busy);
        }
        world.life->runFor(day);
    }
    QCOMPARE(world.dialsTo(alice), ceilings::callsPerNumberPerWeek);
}

void OneOffTest::isTriedAgainUntilItsOwnBudgetEnds() // B0-26
{
    ManualWorld world;
    ScheduledCall call = oneOffCall(world, alice);
    call.maxAttempts = 3;
    world.place(call);
    for (int attempt = 1; attempt <= 3; ++attempt) {
        QVERIFY(world.life->runUntil([&] { return world.dials() == attempt; }));
        world.endAll(EndReason::Busy);
    }
    QCOMPARE(world.row(call.id).status, ScheduledCallStatus::Failed);
    QCOMPARE(world.row(call.id).lastError, EndReason::Busy);
    QCOMPARE(world.row(call.id).attempt, 3);
    world.life->runFor(hour * 5);
    const std::vector<Milliseconds> times = world.dialTimes();
    QCOMPARE(times.size(), 3U);
    QVERIFY(times[1] - times[0] >= minute * 15 && times[1] - times[0] < minute * 16);
    QVERIFY(times[2] - times[1] >= minute * 30 && times[2] - times[1] < minute * 31);
    QCOMPARE(world.events(EventType::ScheduledCallFailed, {}), 1);
    QCOMPARE(world.events(EventType::CallAttemptFailed, {}), 3);
}

void OneOffTest::isNotTriedAgainAfter_data()
{
    QTest::addColumn<EndReason>("reason");
    QTest::newRow("declined") << EndReason::Declined;
    QTest::newRow("an invalid number") << EndReason::InvalidNumber;
    QTest::newRow("a hang-up by the operator") << EndReason::Cancelled;
}

void OneOffTest::isNotTriedAgainAfter()
{
    QFETCH(const EndReason, reason);
    ManualWorld world;
    ScheduledCall call = oneOffCall(world, alice);
    call.maxAttempts = 5;
    world.place(call);
    world.life->runFor(second);
    world.endAll(reason);
    world.life->runFor(hour * 3);
    QCOMPARE(world.dials(), 1);
    QCOMPARE(world.row(call.id).status, ScheduledCallStatus::Failed);
    QCOMPARE(world.row(call.id).lastError, reason);
}

void OneOffTest::isMissedPastItsGrace()
{
    ManualWorld world;
    const ScheduledCallId id = world.place(oneOffCall(world, alice, minute * 10));
    world.restart(hour + minute * 11);
    world.life->runFor(second);
    QCOMPARE(world.dials(), 0);
    const ScheduledCall row = world.row(id);
    QCOMPARE(row.status, ScheduledCallStatus::Failed);
    QCOMPARE(row.lastError, EndReason::Missed);
    QCOMPARE(row.late, hour + minute);
    QCOMPARE(row.attempt, 0);
    QCOMPARE(world.events(EventType::ScheduledCallFailed, {}), 1);
}

void OneOffTest::isDialledLateWithinItsGrace()
{
    ManualWorld world;
    const ScheduledCallId id = world.place(oneOffCall(world, alice, minute * 10));
    world.restart(hour + minute * 10);
    world.life->runFor(second);
    QCOMPARE(world.dials(), 1);
    QCOMPARE(world.row(id).status, ScheduledCallStatus::InFlight);
}

void OneOffTest::isNotDialledOnceItHasExpired()
{
    ManualWorld world;
    Trunk trunk = world.trunk;
    trunk.maxChannels = 1;
    world.save(trunk);
    world.place(oneOffCall(world, alice));
    world.life->runFor(second);
    ScheduledCall waiting = oneOffCall(world, bob);
    waiting.expiresAt = waiting.dueAt + minute;
    world.place(waiting);
    world.life->runFor(minute);
    QCOMPARE(world.row(waiting.id).status, ScheduledCallStatus::Pending); // the channel is in use
    world.endAll(EndReason::Busy);
    QCOMPARE(world.dialsTo(bob), 0);
    QCOMPARE(world.row(waiting.id).status, ScheduledCallStatus::Failed);
    QCOMPARE(world.row(waiting.id).lastError, EndReason::Missed);
    QVERIFY(world.row(waiting.id).late >= minute);
}

void OneOffTest::aRestartPicksItUpOnce() // B0-16
{
    ManualWorld world;
    const ScheduledCallId id = world.place(oneOffCall(world, alice, minute * 5));
    world.restart(minute);
    world.restart(minute);
    world.life->runFor(minute * 5);
    QCOMPARE(world.dialTimes(), std::vector<Milliseconds>{minute * 5});
    world.endAll(EndReason::Declined);
    world.restart();
    world.life->runFor(hour);
    QCOMPARE(world.dials(), 1);
    QCOMPARE(world.row(id).status, ScheduledCallStatus::Failed);
}

void OneOffTest::isNotDialledAgainByItselfAfterACrash()
{
    ManualWorld world;
    ScheduledCall call = oneOffCall(world, alice);
    call.maxAttempts = 3;
    world.place(call);
    world.life->runFor(second);
    world.restart();
    world.life->runFor(hour);
    QCOMPARE(world.dials(), 1);
    QVERIFY(world.row(call.id).undecided);
    QCOMPARE(world.row(call.id).lastError, EndReason::OutcomeUnknown);
}

void OneOffTest::isEditedAndCancelledOnlyWhilePending() // B0-27, B0-28
{
    ManualWorld world;
    QueueStore queue(world.db);
    ScheduledCall edited = oneOffCall(world, alice, minute);
    world.place(edited);
    edited.to = bob;
    edited.dueAt = edited.scheduledAt = startOfTest + minute * 2;
    QVERIFY(queue.edit(edited, QStringLiteral("{}")));
    world.life->engine.oneOffChanged(world.number.id);
    const ScheduledCall cancelled = oneOffCall(world, E164{14155552003}, minute);
    world.place(cancelled);
    const auto cancel = [&](const ScheduledCall &call) {
        return world.write([&](WriteTransaction &tx) { return RowMoves(tx).cancel(call); });
    };
    QVERIFY(cancel(cancelled));

    world.life->runFor(minute * 3);
    QCOMPARE(world.dialTimes(), std::vector<Milliseconds>{minute * 2});
    QCOMPARE(world.dialsTo(bob), 1);
    QCOMPARE(world.row(cancelled.id).status, ScheduledCallStatus::Cancelled);
    QVERIFY(!queue.edit(edited, QStringLiteral("{}")));
    QVERIFY(!cancel(edited));
    QVERIFY(!cancel(cancelled));
}

QTEST_GUILESS_MAIN(OneOffTest)

#include "one_off_test.moc"
