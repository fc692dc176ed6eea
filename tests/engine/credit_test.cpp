// Credit: set aside before a dial, charged per second, held without it, reloaded by rule; and always exact.

#include "core/random.h"
#include "support/credit_world.h"
#include "support/gate_world.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

class CreditTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aMinuteIsSetAsideBeforeTheDial();
    void talkIsChargedPerSecond_data();
    void talkIsChargedPerSecond();
    void aCallWhoseEndNobodySawCostsItsMinuteAtTheMost_data();
    void aCallWhoseEndNobodySawCostsItsMinuteAtTheMost();
    void aCallThatNeverLeftCostsNothing();
    void aPassThatIsUndoneSetsNothingAside();
    void aCampaignHoldsWithoutBurningAttemptsAndGoesOnAfterATopUp();
    void theNextHoldIsToldAgain();
    void aFreeCallNeedsNoCredit();
    void withoutAnAccountNothingIsDialled();
    void creditIsReloadedByRuleAndWithinTheMonthsLimit();
    void aMonthIsBoughtOnceHoweverTheClockIsSet();
    void aSpendLimitHoldsTheCampaignAlone();
    void aSpendLimitCountsCallsUnderWay();
    void aLowBalanceIsToldOnceUntilItRises();
    void theLedgerIsExactAtEveryStepOfARandomRun();
};

void CreditTest::aMinuteIsSetAsideBeforeTheDial() // B0-06, I-24, I-26
{
    CreditWorld world(Money::of(2));
    world.dialling(1);
    QCOMPARE(world.dials(), 1);
    QCOMPARE(world.attempt(world.script.dials[0].attempt).reserved, price);
    QCOMPARE(world.account().reserved, price);
    QCOMPARE(world.account().balance, Money::of(2));
    world.endAll(EndReason::Declined);
    QCOMPARE(world.account().reserved, Money{});
    QCOMPARE(world.account().balance, Money::of(2));
    QCOMPARE(world.entries(), 1); // the top-up
}

void CreditTest::talkIsChargedPerSecond_data() // B0-32, I-25
{
    QTest::addColumn<int>("milliseconds");
    QTest::addColumn<int>("seconds");
    QTest::newRow("a second begun counts") << 200 << 1;
    QTest::newRow("one second") << 1'000 << 1;
    QTest::newRow("a minute") << 60'000 << 60;
    QTest::newRow("a second more") << 60'001 << 61;
    QTest::newRow("longer than was set aside") << 600'000 << 600;
}

void CreditTest::talkIsChargedPerSecond()
{
    QFETCH(const int, milliseconds);
    QFETCH(const int, seconds);
    CreditWorld world(Money::of(10));
    const Campaign campaign = world.dialling(1);
    world.talkAll(Milliseconds(milliseconds));
    const Money cost{seconds * 10'000}; // a cent a second
    const CreditEntry entry = CreditStore(world.db).entries(world.workspace.id, 0, 1).front();
    QCOMPARE(entry.kind, CreditKind::Call);
    QCOMPARE(entry.amount, -cost);
    QCOMPARE(entry.attempt, world.script.dials[0].attempt);
    QCOMPARE(world.account().balance, Money::of(10) - cost); // a call that was begun is never cut off for it
    QCOMPARE(world.account().reserved, Money{});
    QCOMPARE(world.campaign(campaign.id).spent, cost);
    QCOMPARE(Money{world.db.integer("SELECT cost FROM conversations").value_or(-1)}, cost);
}

void CreditTest::aCallWhoseEndNobodySawCostsItsMinuteAtTheMost_data()
{
    QTest::addColumn<int>("downSeconds");
    QTest::addColumn<int>("chargedSeconds");
    QTest::newRow("ten minutes") << 600 << 60;
    QTest::newRow("half a minute") << 30 << 35;
}

/// The process dies while somebody talks, and nobody can tell when the talk ended: only the minute that was set aside
/// is the account's to lose.
void CreditTest::aCallWhoseEndNobodySawCostsItsMinuteAtTheMost()
{
    QFETCH(const int, downSeconds);
    QFETCH(const int, chargedSeconds);
    CreditWorld world(Money::of(10));
    const Campaign campaign = world.dialling(1);
    const AttemptId attempt = world.script.dials[0].attempt;
    world.carrier().answer(attempt);
    world.life->runFor(second * 5);
    world.script.verdict = [](const Attempt &) { return Inquiry{Inquiry::Answer::Known, EndReason::CalleeHangup}; };
    world.restart(second * downSeconds);
    QVERIFY(world.life->runUntil([&] { return world.attempt(attempt).state == AttemptState::Ended; }, minute));
    const Money cost{chargedSeconds * 10'000}; // a cent a second
    QCOMPARE(world.account().balance, Money::of(10) - cost);
    QCOMPARE(world.campaign(campaign.id).spent, cost);
    QVERIFY(world.isExact());
}

void CreditTest::aCallThatNeverLeftCostsNothing()
{
    CreditWorld world(Money::of(1));
    world.script.sends = false;
    world.dialling(1);
    QCOMPARE(world.dials(), 0);
    QVERIFY(world.db.integer("SELECT count(*) FROM attempts").value_or(0) > 0);
    QCOMPARE(world.account().reserved, Money{});
    QCOMPARE(world.account().balance, Money::of(1));
}

void CreditTest::aPassThatIsUndoneSetsNothingAside()
{
    GateWorld world;
    Trunk priced = world.trunk;
    priced.pricePerMinute = price;
    world.save(priced);
    world.write([&](WriteTransaction &transaction) {
        CreditBook book(transaction);
        book.pay(world.workspace.id, CreditKind::TopUp, price, {});
        book.save();
    });
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 1);
    world.materialize(campaign.id);
    world.writer.fault = [](WritePriority) { return Error{ErrorCode::StorageFailed, QStringLiteral("Full."), {}}; };
    QVERIFY(!world.pass({campaign.id}));
    world.writer.fault = nullptr;
    QCOMPARE(CreditStore(world.db).account(world.workspace.id)->reserved, Money{});
    QCOMPARE(world.pass({campaign.id})->permits.size(), 1U);
    QCOMPARE(CreditStore(world.db).account(world.workspace.id)->reserved, price);
}

void CreditTest::aCampaignHoldsWithoutBurningAttemptsAndGoesOnAfterATopUp() // B0-06, T-05, I-27
{
    CreditWorld world(Money::of(1));
    const Campaign campaign = world.dialling(4);
    QCOMPARE(world.dials(), 1); // two minutes do not fit
    QCOMPARE(world.holdOf({campaign.id, {}}), HoldReason::NoCredit);
    world.life->runFor(minute * 10);
    QCOMPARE(world.dials(), 1);
    QCOMPARE(world.stats(campaign.id).attempts, 1);
    QCOMPARE(world.stats(campaign.id).of(TargetStatus::Scheduled), 4);
    QCOMPARE(world.events(EventType::CampaignHeld, campaign.id), 1);

    world.endAll(EndReason::Declined); // what it had set aside is free for the next
    world.life->runFor(second);
    QCOMPARE(world.dials(), 2);
    QCOMPARE(world.events(EventType::CampaignHeld, campaign.id), 1);

    world.pay(CreditKind::TopUp, Money::of(10));
    QCOMPARE(world.dials(), 4);
    QCOMPARE(world.holdOf({campaign.id, {}}), HoldReason::None);
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
}

void CreditTest::theNextHoldIsToldAgain()
{
    CreditWorld world(Money::of(1));
    const Campaign campaign = world.dialling(3);
    QCOMPARE(world.events(EventType::CampaignHeld, campaign.id), 1);
    world.pay(CreditKind::TopUp, Money::of(10));
    QCOMPARE(world.dials(), 3);
    world.pay(CreditKind::Correction, -Money::of(9));
    world.addTargets(campaign.id, 1, E164{14155553000});
    world.begin(campaign.id);
    QCOMPARE(world.dials(), 3);
    QCOMPARE(world.events(EventType::CampaignHeld, campaign.id), 2);
}

void CreditTest::aFreeCallNeedsNoCredit()
{
    CreditWorld world(Money{});
    Trunk free = world.trunk;
    free.pricePerMinute = {};
    world.save(free);
    world.dialling(2);
    QCOMPARE(world.dials(), 2);
    world.talkAll(minute);
    QCOMPARE(world.account().balance, Money{});
    QCOMPARE(world.db.integer("SELECT count(*) FROM credit_ledger WHERE kind = ?", CreditKind::Call), 0);
}

void CreditTest::withoutAnAccountNothingIsDialled()
{
    CreditWorld world(Money::of(5));
    world.db.execute("DELETE FROM credit_accounts");
    const Campaign campaign = world.dialling(2);
    QCOMPARE(world.dials(), 0);
    QCOMPARE(world.holdOf({campaign.id, {}}), HoldReason::NoCredit);
}

void CreditTest::creditIsReloadedByRuleAndWithinTheMonthsLimit() // T-06
{
    CreditWorld world(Money::of(1));
    world.set([](CreditAccount &account) { account.reload = {Money::of(1), Money::of(2), Money::of(4)}; });
    const Campaign campaign = world.dialling(20, [](Campaign &plan) { plan.maxConcurrent = 1; });
    for (int call = 0; call < 12; ++call) {
        world.talkAll(minute);
        QVERIFY(world.isExact());
        QVERIFY(world.paidBy(CreditKind::AutoReload) <= Money::of(4));
    }
    QCOMPARE(world.dials(), 8); // five units of money
    QCOMPARE(world.account().balance, Money::of(0, 20));
    QCOMPARE(world.account().reloaded, Money::of(4));
    QCOMPARE(world.holdOf({campaign.id, {}}), HoldReason::NoCredit);

    world.restart(day * 30); // the next month has a limit of its own
    world.life->runFor(second);
    QCOMPARE(world.dials(), 9);
    QCOMPARE(world.account().reloaded, Money::of(2));
    QVERIFY(world.isExact());
}

void CreditTest::aMonthIsBoughtOnceHoweverTheClockIsSet() // T-06
{
    CreditWorld world(Money::of(1));
    world.set([](CreditAccount &account) { account.reload = {Money::of(1), Money::of(2), Money::of(2)}; });
    world.dialling(20, [](Campaign &plan) { plan.maxConcurrent = 1; });
    const auto talk = [&world] {
        for (int call = 0; call < 5; ++call) {
            world.talkAll(minute);
            world.life->runFor(minute);
        }
    };
    talk();
    QCOMPARE(world.paidBy(CreditKind::AutoReload), Money::of(2));
    world.clock.stepWall(day * 31);
    talk();
    QCOMPARE(world.paidBy(CreditKind::AutoReload), Money::of(4));
    world.clock.stepWall(-day * 31);
    talk();
    QCOMPARE(world.paidBy(CreditKind::AutoReload), Money::of(4));
    world.clock.stepWall(day * 31);
    talk();
    QCOMPARE(world.paidBy(CreditKind::AutoReload), Money::of(4));
    QVERIFY(world.isExact());
}

void CreditTest::aSpendLimitHoldsTheCampaignAlone()
{
    CreditWorld world(Money::of(100));
    const Campaign limited = world.dialling(5, [](Campaign &plan) {
        plan.maxConcurrent = 1;
        plan.spendLimit = Money::of(1, 50);
    });
    for (int call = 0; call < 4; ++call) {
        world.talkAll(minute);
    }
    QCOMPARE(world.dials(), 2); // a third minute might cost more than is left
    QCOMPARE(world.campaign(limited.id).spent, Money::of(1, 20));
    QCOMPARE(world.holdOf({limited.id, {}}), HoldReason::SpendLimit);
    QCOMPARE(world.events(EventType::CampaignHeld, limited.id), 1);
    const Campaign other = added(world, bulkPlan(world));
    world.addTargets(other.id, 1, E164{14155553000});
    world.begin(other.id);
    QCOMPARE(world.dials(), 3);
}

void CreditTest::aSpendLimitCountsCallsUnderWay()
{
    CreditWorld world(Money::of(100));
    world.dialling(5, [](Campaign &plan) { plan.spendLimit = Money::of(1, 50); });
    QCOMPARE(world.dials(), 2);
    world.endAll(EndReason::Declined);
    world.life->runFor(second);
    QCOMPARE(world.dials(), 4); // those two cost nothing
}

void CreditTest::aLowBalanceIsToldOnceUntilItRises()
{
    CreditWorld world(Money::of(1, 20));
    world.set([](CreditAccount &account) { account.lowBelow = Money::of(1); });
    world.dialling(4);
    QCOMPARE(world.dials(), 2);
    QCOMPARE(world.events(EventType::BillingLowBalance, {}), 1);
    world.talkAll(second * 30);
    QCOMPARE(world.events(EventType::BillingLowBalance, {}), 1);
    world.pay(CreditKind::TopUp, Money::of(20));
    QCOMPARE(world.events(EventType::BillingLowBalance, {}), 1);
    world.pay(CreditKind::Correction, -Money::of(20));
    QCOMPARE(world.events(EventType::BillingLowBalance, {}), 2);
}

void CreditTest::theLedgerIsExactAtEveryStepOfARandomRun() // B0-32, T-05
{
    CreditWorld world(Money::of(20));
    world.set([](CreditAccount &account) { account.reload = {Money::of(2), Money::of(3), Money::of(30)}; });
    Random random(20260105);
    const Campaign campaign = world.dialling(400, [](Campaign &plan) {
        plan.maxConcurrent = 12;
        plan.retry.maxAttempts = 3;
        plan.breaker = {.run = 0, .percent = 100};
    });
    world.script.verdict = [&random](const Attempt &) {
        const auto answer = static_cast<Inquiry::Answer>(random.below(3));
        return Inquiry{answer, random.below(2) == 0 ? EndReason::CalleeHangup : EndReason::Busy};
    };
    for (int i = 0; i < 600; ++i) {
        const std::vector<AttemptId> open =
            world.script.carrier != nullptr ? world.carrier().open() : std::vector<AttemptId>();
        const AttemptId one = open.empty() ? AttemptId{} : open[random.below(open.size())];
        switch (const std::uint64_t what = random.below(40); what) {
        case 0:
            world.restart(Milliseconds(static_cast<std::int64_t>(random.below(600'000))));
            break;
        case 1:
            world.pay(CreditKind::TopUp, Money{static_cast<std::int64_t>(random.below(5'000'000))});
            break;
        case 2: {
            Trunk trunk = world.trunk;
            trunk.pricePerMinute = Money{static_cast<std::int64_t>(random.below(900'001))};
            world.save(trunk);
            break;
        }
        default:
            if (one.isNull()) {
                break;
            }
            if (world.attempt(one).state == AttemptState::Answered) {
                world.carrier().end(one, EndReason::CalleeHangup);
            } else if (what < 20) {
                world.carrier().answer(one);
            } else {
                world.carrier().end(one, what < 35 ? EndReason::Busy : EndReason::Declined);
            }
        }
        world.life->runFor(Milliseconds(static_cast<std::int64_t>(random.below(20'000))));
        QVERIFY2(world.isExact(), qPrintable(QStringLiteral("after step %1").arg(i)));
    }
    QVERIFY(world.dials() > 100);
    QVERIFY(world.paidBy(CreditKind::Call) < Money{});
    QVERIFY(world.paidBy(CreditKind::AutoReload) <= Money::of(30));
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
}

QTEST_GUILESS_MAIN(CreditTest)

#include "credit_test.moc"
