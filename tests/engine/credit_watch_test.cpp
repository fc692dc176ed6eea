// A talk goes on as long as it can be paid for, and no call is charged for what nobody has.

#include "engine/calls/credit_watch.h"
#include "support/credit_world.h"
#include "support/second_workspace.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

Q_DECLARE_METATYPE(campanile::EndReason)

namespace {

Talk talk(std::int64_t id, Milliseconds length, Money perMinute = Money::of(0, 60))
{
    return {AttemptId{id}, WorkspaceId{1}, perMinute, length};
}

/// Everybody on the list is on the line, and talking.
class TalkingWorld : public CreditWorld {
public:
    TalkingWorld(Money paid, int people)
        : CreditWorld(paid)
    {
        campaign = dialling(people).id;
        for (const AttemptId attempt : carrier().open()) {
            carrier().answer(attempt);
        }
        life->runFor(Milliseconds(1));
    }
    /// How long the longest talk went on, if it has ended.
    [[nodiscard]] Milliseconds longest()
    {
        return Milliseconds(db.integer("SELECT max(ended_at - started_at) FROM conversations").value_or(0));
    }
    [[nodiscard]] int talking() { return static_cast<int>(carrier().open().size()); }

    CampaignId campaign;
};

using Race = void (*)(TalkingWorld &);

} // namespace

Q_DECLARE_METATYPE(Race)

class CreditWatchTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTalkEndsWhenTheBalanceDoes();
    void aTalkIsNotEndedWithinItsMinute();
    void theOneAnsweredLastEndsFirst();
    void aReloadLetsItGoOn();
    void aTopUpLetsItGoOn();
    void aFreeTalkGoesOn();
    void whoEndsItFirstIsOnRecord_data();
    void whoEndsItFirstIsOnRecord();
    void thoseThatAreAffordableStay();
    void eachWorkspaceTalksOnItsOwnCredit_data();
    void eachWorkspaceTalksOnItsOwnCredit();
};

void CreditWatchTest::aTalkEndsWhenTheBalanceDoes() // B0-32
{
    TalkingWorld world(Money::of(1, 20), 1); // two minutes
    world.life->runFor(minute * 5);
    QCOMPARE(world.talking(), 0);
    const AttemptId attempt = world.script.dials[0].attempt;
    QCOMPARE(world.attempt(attempt).endReason, std::optional(EndReason::InsufficientCredits));
    QCOMPARE(world.stats(world.campaign).of(TargetStatus::Dispatched), 1);
    QVERIFY(world.longest() > second * 105);
    QVERIFY(world.longest() <= second * 120);
    QVERIFY(world.account().balance >= Money{});
    QVERIFY(world.isExact());
}

void CreditWatchTest::aTalkIsNotEndedWithinItsMinute()
{
    TalkingWorld world(price, 1); // its minute, and nothing more
    world.life->runFor(second * 45);
    QCOMPARE(world.talking(), 1);
    world.life->runFor(minute);
    QCOMPARE(world.talking(), 0);
    QVERIFY(world.account().balance >= Money{});
}

void CreditWatchTest::theOneAnsweredLastEndsFirst()
{
    const std::vector<Talk> talks = {talk(1, second * 90), talk(2, second * 61), talk(3, second * 20)};
    QCOMPARE(unaffordable(talks, Money::of(0, 40), second * 5), std::vector{AttemptId{2}});
    QCOMPARE(unaffordable(talks, Money::of(0, 10), second * 5), (std::vector{AttemptId{2}, AttemptId{1}}));
    QVERIFY(unaffordable(talks, Money::of(0, 41), second * 5).empty());
}

void CreditWatchTest::aReloadLetsItGoOn() // T-06
{
    CreditWorld world(Money::of(1, 20));
    world.set([](CreditAccount &account) {
        account.reload = {.below = Money::of(0, 30), .amount = Money::of(6), .monthlyLimit = Money::of(6)};
    });
    world.dialling(1);
    world.carrier().answer(world.script.dials[0].attempt);
    world.life->runFor(minute * 9);
    QCOMPARE(world.carrier().open().size(), 1U);
    QCOMPARE(world.paidBy(CreditKind::AutoReload), Money::of(6));
    world.life->runFor(minute * 4); // and no further than the month's limit
    QVERIFY(world.carrier().open().empty());
    QVERIFY(world.account().balance >= Money{});
    QVERIFY(world.isExact());
}

void CreditWatchTest::aTopUpLetsItGoOn()
{
    TalkingWorld world(Money::of(1, 20), 1);
    world.life->runFor(second * 90);
    world.pay(CreditKind::TopUp, Money::of(6));
    world.life->runFor(minute * 8);
    QCOMPARE(world.talking(), 1);
}

void CreditWatchTest::aFreeTalkGoesOn()
{
    QVERIFY(unaffordable({talk(1, minute * 60, Money{})}, Money{}, second * 5).empty());
}

void CreditWatchTest::whoEndsItFirstIsOnRecord_data()
{
    QTest::addColumn<Race>("race");
    QTest::addColumn<EndReason>("recorded");
    const auto row = [](const char *name, EndReason recorded, Race race) { QTest::newRow(name) << race << recorded; };
    row("the callee, long before anything would end it", EndReason::CalleeHangup, [](TalkingWorld &world) {
        world.life->runFor(second * 30);
        world.endAll(EndReason::CalleeHangup);
    });
    row("the callee, while it is asked what can be paid", EndReason::CalleeHangup, [](TalkingWorld &world) {
        bool asked = false;
        world.writer.fault = [&](WritePriority priority) -> std::optional<Error> {
            if (priority == WritePriority::Commands && !std::exchange(asked, true)) {
                world.carrier().end(world.script.dials[0].attempt, EndReason::CalleeHangup);
            }
            return std::nullopt;
        };
        QVERIFY(world.life->runUntil([&] { return asked; }, minute * 2));
        world.life->runFor(second);
        world.writer.fault = {};
    });
    row("the callee, while it is being hung up", EndReason::CalleeHangup, [](TalkingWorld &world) {
        QVERIFY(world.life->runUntil([&] { return !world.carrier().toHangUp().empty(); }, minute * 2));
        world.carrier().end(world.script.dials[0].attempt, EndReason::CalleeHangup);
        world.carrier().hangUpNow();
    });
    row("the engine, while the callee still talks", EndReason::InsufficientCredits, [](TalkingWorld &world) {
        QVERIFY(world.life->runUntil([&] { return !world.carrier().toHangUp().empty(); }, minute * 2));
        world.carrier().hangUpNow();
        world.carrier().end(world.script.dials[0].attempt, EndReason::CalleeHangup);
    });
}

/// A talk is about to cost more than there is, and somebody hangs up in the same moment.
void CreditWatchTest::whoEndsItFirstIsOnRecord()
{
    QFETCH(const Race, race);
    QFETCH(const EndReason, recorded);
    TalkingWorld world(price, 1);
    world.script.hangsUpAtOnce = false;
    race(world);
    world.life->runFor(minute);
    QCOMPARE(world.talking(), 0);
    QCOMPARE(world.attempt(world.script.dials[0].attempt).endReason, std::optional(recorded));
    QCOMPARE(world.db.integer("SELECT count(*) FROM conversations"), std::optional<std::int64_t>(1));
    QVERIFY(world.account().balance >= Money{});
    QVERIFY(world.isExact());
}

void CreditWatchTest::thoseThatAreAffordableStay()
{
    // Two minutes are set aside for two, and there are two more for what comes after: both talk for two, as long as
    // both do, and the one that stays a little longer.
    TalkingWorld world(Money{price.micros * 4}, 2);
    world.life->runFor(second * 100);
    QCOMPARE(world.talking(), 2);
    world.life->runFor(minute * 5);
    QCOMPARE(world.talking(), 0);
    QVERIFY(world.account().balance >= Money{});
    QVERIFY(world.account().balance < Money{price.micros / 2});
    QVERIFY(world.isExact());
}

void CreditWatchTest::eachWorkspaceTalksOnItsOwnCredit_data()
{
    QTest::addColumn<bool>("isTheFirstRich");
    QTest::newRow("the first can pay") << true;
    QTest::newRow("the second can pay") << false;
}

void CreditWatchTest::eachWorkspaceTalksOnItsOwnCredit()
{
    QFETCH(const bool, isTheFirstRich);
    const Money rich = Money::of(100);
    const Money poor = Money::of(1, 20); // two minutes
    CreditWorld world(isTheFirstRich ? rich : poor);
    SecondWorkspace tenant(world, SecondWorkspace::TrunkOf::TheFirst);
    CreditAccount account = CreditStore(world.db).account(tenant.workspace.id).value();
    account.balance = isTheFirstRich ? poor : rich;
    CreditStore(world.db).update(tenant.workspace.id, account);
    const Campaign other = tenant.addCampaign(1, {}, E164{14155553000});
    world.dialling(1);
    world.begin(other.id);
    const std::vector<AttemptId> talking = world.carrier().open();
    QCOMPARE(talking.size(), 2U);
    for (const AttemptId attempt : talking) {
        world.carrier().answer(attempt);
    }
    world.life->runFor(minute * 5);
    const std::vector<AttemptId> left = world.carrier().open();
    QCOMPARE(left.size(), 1U);
    QCOMPARE(world.attempt(left.front()).workspace, isTheFirstRich ? world.workspace.id : tenant.workspace.id);
    for (const WorkspaceId workspace : {world.workspace.id, tenant.workspace.id}) {
        QVERIFY(CreditStore(world.db).account(workspace)->balance >= Money{});
    }
}

QTEST_GUILESS_MAIN(CreditWatchTest)
#include "credit_watch_test.moc"
